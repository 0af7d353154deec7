// Package pcm turns a source into bytes: the formats of a sample, and the
// rendering and encoding of a session on all cores.
package pcm

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"respite/audio"
	"respite/audio/dither"
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

// SampleBytes returns how many bytes a sample of one channel takes.
func (f Format) SampleBytes() int { return formats[f].bytes }

// AppendMono does what Append does for a file of one channel, the left one of the
// frames.
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

// Append appends to dst the bytes of frames as a file holds them, little-endian.
// At is where they stand in the session, which the dither depends on.
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

// full is full scale while samples are rounded. The bits of the sample are the
// upper ones of 32, and the lower ones are cut off.
const full = 1 << 31

func encode16(out []byte, frames []audio.Frame, at int64) {
	for i := range frames {
		x, y := frames[i][0], frames[i][1] // a copy of the frame would go through memory
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

// isNearFull tells whether a sample is so large that it may be over full scale
// once it is dithered. Without their signs, numbers have the order of their bits.
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
