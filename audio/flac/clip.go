package flac

import (
	"crypto/md5"
	"encoding/binary"
	"fmt"

	"respite/audio"
)

// EncodeClip returns the clip as a FLAC file: mono, 16 bit. A speech clip takes half
// the size of its WAV file. The same clip gives the same bytes. A rate above 1048575
// Hz, the highest that the format can state, is an error.
func EncodeClip(c audio.Clip) ([]byte, error) {
	const most = 1<<20 - 1 // Hz
	if c.Rate < 1 || c.Rate > most {
		return nil, fmt.Errorf("FLAC holds rates of 1 to %d Hz, not %d", most, c.Rate)
	}
	s := shape{rate: c.Rate, bits: 16, channels: 1, block: clipBlock, order: clipOrder}
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	k := known{sum: pcmSum(c.Samples)}
	var frames []byte
	for number, left := int64(0), c.Samples; len(left) > 0; number++ {
		n := min(len(left), clipBlock)
		for i, v := range left[:n] {
			e.channels[atLeft][i] = int32(v)
		}
		start := len(frames)
		frames = e.frame(frames, n, number, s)
		k.add(len(frames) - start)
		left = left[n:]
	}
	file := appendStreamInfo([]byte("fLaC"), s, int64(len(c.Samples)), k)
	file[4] |= 0x80 // marks the last metadata block
	return append(file, frames...), nil
}

// pcmSum returns the MD5 of samples as FLAC defines it, little-endian.
func pcmSum(x []int16) [md5.Size]byte {
	b := make([]byte, 2*len(x))
	for i, v := range x {
		binary.LittleEndian.PutUint16(b[2*i:], uint16(v))
	}
	return md5.Sum(b)
}
