package flac

import (
	"fmt"
	"io"
	"math"
	"slices"

	"respite/audio"
)

// DecodeClip decodes a mono FLAC file of 16 bit with at most a given number of samples. It
// allocates no more than the bytes of the file call for, whatever sizes the file
// states. Errors are those of [NewDecoder] and [Decoder.Read].
func DecodeClip(file []byte, most int) (audio.Clip, error) {
	b, err := newBlocks(bitReader{buf: file, rest: file})
	switch {
	case err != nil:
		return audio.Clip{}, err
	case b.info.Channels != 1 || b.info.Bits != 16:
		return audio.Clip{}, fmt.Errorf("mono, 16 bit is needed; this has %d channels, %d bit", b.info.Channels, b.info.Bits)
	case b.info.Frames > int64(most):
		return audio.Clip{}, fmt.Errorf("has %d samples, at most %d are allowed", b.info.Frames, most)
	}
	return b.clip(most)
}

// DecodeBundledClip does the same as [DecodeClip] for a file that is part of the
// program. It skips the MD5, which takes about a quarter of the time, and checks the
// CRCs of the frames.
func DecodeBundledClip(file []byte) (audio.Clip, error) {
	b, err := newBlocks(bitReader{buf: file, rest: file})
	if err != nil {
		return audio.Clip{}, err
	}
	b.sum = nil
	return b.clip(math.MaxInt)
}

// clip decodes all blocks, with at most a given number of samples.
func (b *blocks) clip(most int) (audio.Clip, error) {
	pcm := make([]int16, 0, min(max(b.info.Frames, 0), 2*int64(len(b.in.buf))))
	for {
		if err := b.next(); err == io.EOF {
			return audio.Clip{Rate: b.info.Rate, Samples: pcm}, nil
		} else if err != nil {
			return audio.Clip{}, err
		}
		if b.read > int64(most) {
			return audio.Clip{}, fmt.Errorf("has more than %d samples", most)
		}
		n := len(pcm)
		pcm = slices.Grow(pcm, len(b.now[0]))[:n+len(b.now[0])]
		for i, v := range b.now[0] {
			pcm[n+i] = int16(v)
		}
	}
}
