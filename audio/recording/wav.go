package recording

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"respite/audio"
)

// A wavDecoder reads the sound of a WAV file.
type wavDecoder struct {
	in       *bufio.Reader
	channels int
	bytes    int // of a sample
	sample   func([]byte) float32
	left     int64 // unread bytes of sound; -1 up to the end of the file
	buf      []byte
}

// isWAV reports whether 12 bytes are the start of a WAV file, or of one of more than 4
// GiB (EBU Tech 3306, ITU-R BS.2088).
func isWAV(start []byte) bool {
	if len(start) < 12 || string(start[8:12]) != "WAVE" {
		return false
	}
	form := string(start[:4])
	return form == "RIFF" || form == "RF64" || form == "BW64"
}

// openWAV reads the chunks up to the sound. It uses their sizes only to skip them.
func openWAV(in *bufio.Reader) (decoder, stated, error) {
	var s stated
	var d *wavDecoder
	large := int64(-1) // the size of the sound in a file of more than 4 GiB
	if _, err := in.Discard(12); err != nil {
		return nil, s, err
	}
	for {
		var h [8]byte
		if _, err := io.ReadFull(in, h[:]); err == io.EOF {
			return nil, s, errors.New("holds no sound")
		} else if err != nil {
			return nil, s, truncated(err)
		}
		id, size := string(h[:4]), int64(binary.LittleEndian.Uint32(h[4:]))
		var err error
		switch id {
		case "ds64":
			large, err = readDS64(in, size)
		case "fmt ":
			d, s, err = readFormat(in, size)
		case "data":
			if d == nil {
				return nil, s, errors.New("damaged: its sound comes before its format")
			}
			d.left = size
			if size == math.MaxUint32 {
				d.left = large // a program that wrote to a pipe could not state the size
			}
			s.frames = d.frames(d.left)
			return d, s, nil
		default:
			err = skip(in, size+size%2)
		}
		if err != nil {
			return nil, s, truncated(err)
		}
	}
}

// readDS64 reads the size of the sound of a file of more than 4 GiB.
func readDS64(in *bufio.Reader, size int64) (int64, error) {
	var b [16]byte
	if size < int64(len(b)) {
		return 0, errors.New("damaged: its ds64 chunk is too short")
	}
	if _, err := io.ReadFull(in, b[:]); err != nil {
		return 0, err
	}
	n := binary.LittleEndian.Uint64(b[8:])
	if n > math.MaxInt64 {
		return 0, errors.New("damaged: its ds64 chunk states an impossible size")
	}
	return int64(n), skip(in, size+size%2-int64(len(b)))
}

// readFormat reads a fmt chunk: integers or float, in the basic form or in Microsoft's
// WAVE_FORMAT_EXTENSIBLE.
func readFormat(in *bufio.Reader, size int64) (*wavDecoder, stated, error) {
	const plain, extended = 16, 26 // bytes up to and including the sample type
	var b [extended]byte
	if size < plain {
		return nil, stated{}, errors.New("damaged: its fmt chunk is too short")
	}
	n := min(size, extended)
	if _, err := io.ReadFull(in, b[:n]); err != nil {
		return nil, stated{}, err
	}
	u16 := func(at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }
	kind, bits := u16(0), u16(14)
	if kind == 0xfffe {
		kind = u16(24)
	}
	s := stated{rate: int(binary.LittleEndian.Uint32(b[4:])), channels: u16(2), frames: -1}
	if err := s.check(); err != nil {
		return nil, s, err
	}
	d := &wavDecoder{in: in, channels: s.channels, bytes: bits / 8, sample: wavSamples[[2]int{kind, bits}]}
	if d.sample == nil || u16(12) != d.frameBytes() {
		return nil, s, fmt.Errorf("holds samples of kind %d with %d bit; integers of 8 to 32 bit and float can be read", kind, bits)
	}
	return d, s, skip(in, size+size%2-n)
}

// wavSamples are the functions that decode a sample, by type (1 integer, 3 float) and
// bits; full scale is 1.
var wavSamples = map[[2]int]func([]byte) float32{
	{1, 8}:  func(b []byte) float32 { return float32(int(b[0])-128) / (1 << 7) },
	{1, 16}: func(b []byte) float32 { return float32(int16(binary.LittleEndian.Uint16(b))) / (1 << 15) },
	{1, 24}: func(b []byte) float32 {
		return float32(int32(b[0])<<8|int32(b[1])<<16|int32(b[2])<<24) / (1 << 31)
	},
	{1, 32}: func(b []byte) float32 { return float32(int32(binary.LittleEndian.Uint32(b))) / (1 << 31) },
	{3, 32}: func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) },
	{3, 64}: func(b []byte) float32 { return float32(math.Float64frombits(binary.LittleEndian.Uint64(b))) },
}

func (d *wavDecoder) frameBytes() int { return d.channels * d.bytes }

// frames converts a number of bytes to frames; -1 stays -1.
func (d *wavDecoder) frames(bytes int64) int64 {
	if bytes < 0 {
		return -1
	}
	return bytes / int64(d.frameBytes())
}

func (d *wavDecoder) decode(dst []audio.Frame) (int, error) {
	want := len(dst)
	if d.left >= 0 {
		want = int(min(int64(want), d.frames(d.left)))
	}
	if want == 0 {
		return 0, io.EOF
	}
	want = min(want, block)
	if d.buf == nil {
		d.buf = make([]byte, block*d.frameBytes())
	}
	got, err := io.ReadFull(d.in, d.buf[:want*d.frameBytes()])
	if d.left >= 0 {
		d.left -= int64(got)
		err = truncated(err)
	} else if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	n := got / d.frameBytes()
	for i := range n {
		b := d.buf[i*d.frameBytes():]
		left := d.sample(b)
		right := left
		if d.channels == 2 {
			right = d.sample(b[d.bytes:])
		}
		dst[i] = audio.Frame{left, right}
	}
	return n, err
}

// skip skips n bytes.
func skip(in io.Reader, n int64) error {
	_, err := io.CopyN(io.Discard, in, n)
	return err
}
