package flac

import (
	"fmt"
	"io"

	"respite/audio"
)

// DecodeClip decodes a FLAC file of mono sound of 16 bit, of at most so many
// samples. No size that the file states is believed beyond the bytes that are
// there. Errors are those of [NewDecoder] and [Decoder.Read].
func DecodeClip(file []byte, most int) (audio.Clip, error) {
	b, err := newBlocks(bitReader{buf: file, rest: file})
	switch {
	case err != nil:
		return audio.Clip{}, err
	case b.info.Channels != 1 || b.info.Bits != 16:
		return audio.Clip{}, fmt.Errorf("mono, 16 bit is needed; this has %d channels, %d bit", b.info.Channels, b.info.Bits)
	case b.info.Frames > int64(most):
		return audio.Clip{}, fmt.Errorf("%d samples, more than %d", b.info.Frames, most)
	}
	pcm := make([]int16, 0, min(max(b.info.Frames, 0), int64(len(file))))
	for {
		if err := b.next(); err == io.EOF {
			return audio.Clip{Rate: b.info.Rate, Samples: pcm}, nil
		} else if err != nil {
			return audio.Clip{}, err
		}
		if b.read > int64(most) {
			return audio.Clip{}, fmt.Errorf("more than %d samples", most)
		}
		for _, v := range b.now[0] {
			pcm = append(pcm, int16(v))
		}
	}
}
