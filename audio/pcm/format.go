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
	return fmt.Errorf("%q is none of 16, 24, 32f", name)
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
		encode16(dst[n:], frames, at)
	case Int24:
		encode24(dst[n:], frames, at)
	case Float32:
		encodeFloat(dst[n:], frames)
	}
	return dst
}

// full is the full scale of the 32-bit numbers in which samples are rounded. The
// sample is their upper bits, and the lower bits are cut off.
const full = 1 << 31

func encode16(out []byte, frames []audio.Frame, at int64) {
	for i := range frames {
		x, y := frames[i][0], frames[i][1] // copying the frame would go through memory
		l, r := dither.Parts(at + int64(i))
		a, b := int32(x*full)+l, int32(y*full)+r
		if isNearFull(x, y) {
			a, b = clamped(x, l), clamped(y, r)
		}
		binary.LittleEndian.PutUint32(out[4*i:4*i+4], uint32(a)>>16|uint32(b)&0xffff0000)
	}
}

func encode24(out []byte, frames []audio.Frame, at int64) {
	for i := range frames {
		x, y := frames[i][0], frames[i][1]
		l, r := dither.Parts(at + int64(i))
		l, r = l>>8, r>>8
		a, b := int32(x*full)+l, int32(y*full)+r
		if isNearFull(x, y) {
			a, b = clamped(x, l), clamped(y, r)
		}
		o := out[6*i : 6*i+6]
		binary.LittleEndian.PutUint32(o, uint32(a)>>8|uint32(b)<<16&0xff000000)
		binary.LittleEndian.PutUint16(o[4:], uint16(b>>16))
	}
}

func encodeFloat(out []byte, frames []audio.Frame) {
	for i := range frames {
		x, y := math.Float32bits(frames[i][0]), math.Float32bits(frames[i][1])
		binary.LittleEndian.PutUint64(out[8*i:8*i+8], uint64(x)|uint64(y)<<32)
	}
}

// isNearFull reports whether a sample with dither may exceed full scale. It compares
// bit patterns, which have the same order as the absolute values.
func isNearFull(x, y float32) bool {
	const sign, nearFull = 1 << 31, 0x3f7ff000 // 1 - 2^-12
	return max(math.Float32bits(x)&^sign, math.Float32bits(y)&^sign) > nearFull
}

// clamped is a sample plus its dither. It clamps before it converts: a
// conversion that overflows would wrap. It is rarely needed, and inlined it
// would take registers from the loops.
//
//go:noinline
func clamped(x float32, dither int32) int32 {
	y := int64(min(max(x, -2), 2)*full) + int64(dither)
	return int32(min(max(y, -full), full-1))
}
