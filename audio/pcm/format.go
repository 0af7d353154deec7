// Package pcm turns a source into bytes: sample formats, and rendering and encoding on
// all cores.
package pcm

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"respite/audio"
	"respite/audio/dither"
)

// A Format is the encoding of a sample.
type Format int

// The formats. Dither is added to the integers.
const (
	Int16 Format = iota
	Int24
	Float32
)

var formats = []struct {
	name  string
	bytes int
}{Int16: {"16", 2}, Int24: {"24", 3}, Float32: {"32f", 4}}

// String returns the name that [Format.Set] reads.
func (f Format) String() string { return formats[f].name }

// Set reads a format from its name: 16, 24 or 32f.
func (f *Format) Set(name string) error {
	for i, known := range formats {
		if known.name == name {
			*f = Format(i)
			return nil
		}
	}
	return fmt.Errorf("%q is not 16, 24 or 32f", name)
}

// Type returns the type of the value for flag packages.
func (f *Format) Type() string { return "bits" }

// FrameBytes returns the size of a stereo frame in bytes.
func (f Format) FrameBytes() int { return 2 * formats[f].bytes }

// SampleBytes returns the size of a sample of one channel in bytes.
func (f Format) SampleBytes() int { return formats[f].bytes }

// AppendMono is Append for a file of one channel: the left one of the frames.
func (f Format) AppendMono(dst []byte, frames []audio.Frame, at int64) []byte {
	n, size := len(dst), f.SampleBytes()
	dst = f.Append(dst, frames, at)
	both := dst[n:]
	left := both[:0]
	for i := range frames {
		left = append(left, both[2*i*size:(2*i+1)*size]...)
	}
	return dst[:n+len(left)]
}

// Append appends to dst the bytes of frames, little-endian. At is the position of the
// frames in the session, which determines the dither.
func (f Format) Append(dst []byte, frames []audio.Frame, at int64) []byte {
	n := len(dst)
	dst = slices.Grow(dst, len(frames)*f.FrameBytes())[:n+len(frames)*f.FrameBytes()]
	switch f {
	case Int16:
		encodeInts(dst[n:], frames, at, f.FrameBytes(), encode16)
	case Int24:
		encodeInts(dst[n:], frames, at, f.FrameBytes(), encode24)
	case Float32:
		encodeFloat(dst[n:], frames)
	}
	return dst
}

// full is the full scale of the 32-bit numbers in which samples are rounded. It is also
// added to them, so that a sample within full scale is positive and one beyond it, either
// way, is negative. The lower bits are cut off.
const full = 1 << 30

// encodeInts calls encode for frames of size bytes and their dither.
func encodeInts(out []byte, frames []audio.Frame, at int64, size int, encode func([]byte, []audio.Frame, [][2]int32)) {
	for len(frames) > 0 {
		noise := dither.Noise(at)
		n := min(len(noise), len(frames))
		encode(out[:n*size], frames[:n], noise[:n])
		out, frames, at = out[n*size:], frames[n:], at+int64(n)
	}
}

func encode16(out []byte, frames []audio.Frame, noise [][2]int32) {
	noise = noise[:len(frames)]
	for i := range frames {
		x, y := frames[i][0], frames[i][1] // copying the frame would go through memory
		a, b := int32(x*full)+noise[i][0]+full, int32(y*full)+noise[i][1]+full
		if a|b < 0 {
			a, b = clamped(x, noise[i][0]), clamped(y, noise[i][1])
		}
		binary.LittleEndian.PutUint32(out[4*i:4*i+4], (uint32(a)>>15|uint32(b)<<1&0xffff0000)^0x80008000)
	}
}

func encode24(out []byte, frames []audio.Frame, noise [][2]int32) {
	noise = noise[:len(frames)]
	for i := range frames {
		x, y := frames[i][0], frames[i][1]
		l, r := noise[i][0]>>8, noise[i][1]>>8
		a, b := int32(x*full)+l+full, int32(y*full)+r+full
		if a|b < 0 {
			a, b = clamped(x, l), clamped(y, r)
		}
		left, right := uint32(a)>>7^0x800000, uint32(b)>>7^0x800000
		o := out[6*i : 6*i+6]
		binary.LittleEndian.PutUint32(o, left|right<<24)
		binary.LittleEndian.PutUint16(o[4:], uint16(right>>8))
	}
}

func encodeFloat(out []byte, frames []audio.Frame) {
	for i := range frames {
		x, y := math.Float32bits(frames[i][0]), math.Float32bits(frames[i][1])
		binary.LittleEndian.PutUint64(out[8*i:8*i+8], uint64(x)|uint64(y)<<32)
	}
}

// clamped returns the sum of full, a sample and its dither, within full scale. It clamps
// before it converts, because a conversion that overflows would wrap. It is rarely
// needed, and inlined it would take registers from the loops.
//
//go:noinline
func clamped(x float32, dither int32) int32 {
	y := int64(min(max(x, -2), 2)*full) + int64(dither) + full
	return int32(min(max(y, 0), 2*full-1))
}
