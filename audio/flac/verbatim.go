package flac

import (
	"encoding/binary"

	"respite/audio"
	"respite/audio/pcm"
)

// VerbatimFrames is the number of frames of sound in each block of a [Verbatim] file,
// except for the last one.
const VerbatimFrames = sessionBlock

// A Verbatim is a FLAC file of 16 bit with uncompressed samples (RFC 9639, 9.2.4). It
// is as large as a WAV file, but the position of every byte is known before any sound
// is rendered, so that a server can answer requests for any range.
type Verbatim struct {
	file   File
	frames int64
	header int64 // bytes
}

// NewVerbatim returns the layout of the file for a given number of frames of sound, in
// stereo, with the rate and the tags of f.
func NewVerbatim(f File, frames int64) Verbatim {
	f.Format, f.Mono = pcm.Int16, false
	v := Verbatim{file: f, frames: frames}
	v.header = int64(len(v.Header()))
	return v
}

// Header returns all bytes before the first block.
func (v Verbatim) Header() []byte {
	var k known
	seek := newSeekTable(v.frames, v.file.Rate)
	for n := range v.blocks() {
		size := int(v.Start(n+1) - v.Start(n))
		k.add(size)
		seek.add(size)
	}
	return v.file.header(v.frames, k, seek)
}

func (v Verbatim) blocks() int64 { return (v.frames + VerbatimFrames - 1) / VerbatimFrames }

// verbatimBytes is the size of a full block without its number: sync and codes, CRC-8,
// two subframes with their headers, CRC-16.
const verbatimBytes = 4 + 1 + 2*(1+2*VerbatimFrames) + 2

// Start returns the position of a block in the file; for the block after the last one,
// the size of the file.
func (v Verbatim) Start(block int64) int64 {
	at := v.header
	for first, length := int64(0), 1; first < block; length++ {
		last := min(block, numberEnd(length))
		at += (last - first) * int64(verbatimBytes+length)
		first = last
	}
	if rest := v.frames % VerbatimFrames; rest != 0 && block*VerbatimFrames > v.frames {
		at += 2 - 4*(VerbatimFrames-rest) // a short block states its size in two more bytes
	}
	return at
}

// Append appends the bytes of a block with these frames.
func (v Verbatim) Append(dst []byte, block int64, frames []audio.Frame) []byte {
	start := len(dst)
	dst = appendFrameHeader(dst, len(frames), block, pairs[0], v.file.shape())
	sound := pcm.Int16.Append(nil, frames, block*VerbatimFrames)
	for channel := range 2 {
		dst = append(dst, verbatimKind<<1)
		for i := 2 * channel; i < len(sound); i += 4 {
			dst = append(dst, sound[i+1], sound[i])
		}
	}
	return binary.BigEndian.AppendUint16(dst, crc16(0, dst[start:]))
}
