package audio

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// A Format is how a sample is stored.
type Format int

// The formats. The integers are dithered.
const (
	Int16 Format = iota
	Int24
	Float32
)

var formats = []struct {
	name  string
	bytes int
}{Int16: {"16", 2}, Int24: {"24", 3}, Float32: {"32f", 4}}

// String is the name that [Format.Set] reads.
func (f Format) String() string { return formats[f].name }

// Set reads a format from its name: 16, 24 or 32f.
func (f *Format) Set(name string) error {
	for i, known := range formats {
		if known.name == name {
			*f = Format(i)
			return nil
		}
	}
	return fmt.Errorf("%q is none of 16, 24, 32f", name)
}

// Type is the kind of value, for flag packages.
func (f *Format) Type() string { return "bits" }

// FrameBytes returns how many bytes a stereo frame takes.
func (f Format) FrameBytes() int { return 2 * formats[f].bytes }

// Append appends to dst the bytes of frames as a file holds them, little-endian.
// At is where they stand in the session, which the dither depends on.
func (f Format) Append(dst []byte, frames []Frame, at int64) []byte {
	return f.encode(dst, frames, at)
}

// encode is the encoder of the format, little-endian.
func (f Format) encode(dst []byte, frames []Frame, at int64) []byte {
	n := len(dst)
	dst = slices.Grow(dst, len(frames)*f.FrameBytes())[:n+len(frames)*f.FrameBytes()]
	out := dst[n:]
	switch f {
	case Int16:
		for i, fr := range frames {
			l, r := dither(at + int64(i))
			a, b := quantise(fr[0], l, 1<<15), quantise(fr[1], r, 1<<15)
			binary.LittleEndian.PutUint32(out[4*i:], uint32(uint16(a))|uint32(b)<<16)
		}
	case Int24:
		for i, fr := range frames {
			l, r := dither(at + int64(i))
			a, b := quantise(fr[0], l, 1<<23), quantise(fr[1], r, 1<<23)
			o := out[6*i : 6*i+6]
			o[0], o[1], o[2], o[3], o[4], o[5] = byte(a), byte(a>>8), byte(a>>16), byte(b), byte(b>>8), byte(b>>16)
		}
	case Float32:
		for i, fr := range frames {
			binary.LittleEndian.PutUint32(out[8*i:], math.Float32bits(fr[0]))
			binary.LittleEndian.PutUint32(out[8*i+4:], math.Float32bits(fr[1]))
		}
	}
	return dst
}

// quantise rounds a sample to an integer of full scale full, with dither in
// steps. It clamps first: a conversion that overflows would wrap. Halves are
// rounded up, with all numbers kept above zero, where cutting off is rounding down.
func quantise(x float32, dither, full float64) int32 {
	y := float64(x)*full + dither
	y = min(max(y, -full), full-1)
	return int32(y+(full+0.5)) - int32(full)
}

// dither is noise for the two samples of a frame, in steps: triangular from -1
// to 1, which makes the error's mean and variance independent of the signal
// (Lipshitz, Wannamaker and Vanderkooy, "Quantization and Dither", JAES 40,
// 1992). It is a function of the position, so any block can be had alone; the
// generator is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
func dither(at int64) (left, right float64) {
	z := uint64(at+1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	z ^= z >> 31
	const step = 1.0 / (1 << 16)
	return float64(int32(z&0xffff)-int32(z>>16&0xffff)) * step, float64(int32(z>>32&0xffff)-int32(z>>48)) * step
}
