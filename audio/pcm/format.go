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

// Append appends to dst the bytes of frames as a file holds them, little-endian.
// At is where they stand in the session, which the dither depends on.
func (f Format) Append(dst []byte, frames []audio.Frame, at int64) []byte {
	n := len(dst)
	dst = slices.Grow(dst, len(frames)*f.FrameBytes())[:n+len(frames)*f.FrameBytes()]
	out := dst[n:]
	switch f {
	case Int16:
		for i, fr := range frames {
			l, r := dither.At(at + int64(i))
			a, b := dither.Round(fr[0], l, 1<<15), dither.Round(fr[1], r, 1<<15)
			binary.LittleEndian.PutUint32(out[4*i:], uint32(uint16(a))|uint32(b)<<16)
		}
	case Int24:
		for i, fr := range frames {
			l, r := dither.At(at + int64(i))
			a, b := dither.Round(fr[0], l, 1<<23), dither.Round(fr[1], r, 1<<23)
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
