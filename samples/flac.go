package samples

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"

	"respite/audio"
)

// This is FLAC after RFC 9639, as far as voices need it: mono, 16 bit. It is
// written here because a session decodes some hundred lines before its first
// sound; the modules that there are take five times as long.

// isFLAC tells a FLAC file by its signature (section 6).
func isFLAC(file []byte) bool { return bytes.HasPrefix(file, []byte("fLaC")) }

// A flacInfo is what a file says about its sound (section 8.2).
type flacInfo struct {
	rate, channels, bits int
	samples              uint64 // 0: not known
	sum                  [md5.Size]byte
}

// decodeFLAC reads a FLAC file, which must hold what it states.
func decodeFLAC(file []byte) (audio.Clip, error) {
	info, frames, err := readFLACInfo(file)
	if err != nil {
		return audio.Clip{}, err
	}
	if err := checkKind("FLAC file", info.rate, info.channels, info.bits); err != nil {
		return audio.Clip{}, err
	}
	if info.samples > maxSamples {
		return audio.Clip{}, fmt.Errorf("%d samples, more than %d", info.samples, maxSamples)
	}
	d := flacDecoder{in: bitReader{rest: frames}, out: make([]int16, 0, min(info.samples, uint64(len(file))))}
	for !d.in.atEnd() {
		if err := d.frame(); err != nil {
			return audio.Clip{}, fmt.Errorf("damaged after %d samples: %w", len(d.out), err)
		}
	}
	return audio.Clip{Rate: info.rate, Samples: d.out}, info.check(d.out)
}

// readFLACInfo reads the metadata; of all but the stream's own nothing is needed.
func readFLACInfo(file []byte) (info flacInfo, frames []byte, err error) {
	rest := file[4:]
	for first, last := true, false; !last; first = false {
		if len(rest) < 4 {
			return info, nil, errTruncated
		}
		kind, size := rest[0]&0x7f, int(binary.BigEndian.Uint32(rest)&0xffffff)
		last = rest[0]&0x80 != 0
		if rest = rest[4:]; len(rest) < size {
			return info, nil, errTruncated
		}
		if first && (kind != 0 || size < 34) {
			return info, nil, errors.New("damaged: it does not say what it holds")
		}
		if first {
			v := binary.BigEndian.Uint64(rest[10:])
			info = flacInfo{rate: int(v >> 44), channels: int(v>>41&7) + 1, bits: int(v>>36&31) + 1, samples: v & (1<<36 - 1)}
			copy(info.sum[:], rest[18:])
		}
		rest = rest[size:]
	}
	return info, rest, nil
}

var errTruncated = errors.New("truncated: the file ends too early")

// check compares what was read with what the file states, by its MD5 sum where it has one.
func (f flacInfo) check(x []int16) error {
	switch {
	case len(x) == 0:
		return errors.New("no sound in the file")
	case f.samples != 0 && uint64(len(x)) != f.samples:
		return fmt.Errorf("truncated: it says %d samples, %d are there", f.samples, len(x))
	case f.sum != [md5.Size]byte{} && f.sum != pcmSum(x):
		return errors.New("damaged: its sound is not what it says")
	}
	return nil
}

// A flacDecoder reads frames.
type flacDecoder struct {
	in    bitReader
	block []int32
	out   []int16
}

// frame reads one (section 9). Its checksums are left to the file's own.
func (d *flacDecoder) frame() error {
	n, err := d.header()
	if err != nil {
		return err
	}
	if len(d.out)+n > maxSamples {
		return fmt.Errorf("more than %d samples", maxSamples)
	}
	if cap(d.block) < n {
		d.block = make([]int32, n)
	}
	d.block = d.block[:n]
	if err := d.subframe(); err != nil {
		return err
	}
	d.in.align()
	d.in.read(16)
	if d.in.short {
		return errTruncated
	}
	for _, v := range d.block {
		d.out = append(d.out, int16(v))
	}
	return nil
}

// header reads a frame's header (section 9.1) and returns how many samples it has.
func (d *flacDecoder) header() (samples int, err error) {
	if d.in.read(15) != 0x7ffc {
		return 0, errors.New("no frame where one should be")
	}
	d.in.read(1) // whether blocks may differ in size
	size, rate, channels, width := d.in.read(4), d.in.read(4), d.in.read(4), d.in.read(3)
	d.in.read(1)
	if channels != 0 || width != 0 && width != 4 {
		return 0, errors.New("its kind of sound changes")
	}
	for more := bits.LeadingZeros8(^uint8(d.in.read(8))); more > 1; more-- {
		d.in.read(8) // the frame's number
	}
	switch {
	case size == 1:
		samples = 192
	case size >= 2 && size <= 5:
		samples = 144 << size
	case size == 6:
		samples = int(d.in.read(8)) + 1
	case size == 7:
		samples = int(d.in.read(16)) + 1
	case size >= 8:
		samples = 1 << size
	default:
		return 0, errors.New("a frame without a size")
	}
	if rate >= 12 {
		d.in.read([]uint{8, 16, 16, 0}[rate-12])
	}
	d.in.read(8) // its checksum
	return samples, nil
}

// pcmSum is the MD5 sum of samples as FLAC has it, little-endian.
func pcmSum(x []int16) [md5.Size]byte {
	b := make([]byte, 2*len(x))
	for i, v := range x {
		binary.LittleEndian.PutUint16(b[2*i:], uint16(v))
	}
	return md5.Sum(b)
}
