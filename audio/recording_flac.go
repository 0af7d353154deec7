package audio

import (
	"bufio"
	"errors"
	"io"

	"github.com/mewkiz/flac"
	"github.com/mewkiz/flac/frame"
)

// A flacDecoder reads the sound of a FLAC file (RFC 9639).
type flacDecoder struct {
	stream *flac.Stream
	block  *frame.Frame // decoded last
	used   int          // frames of it that were read
	read   int64        // frames of whole blocks
}

func openFLAC(in *bufio.Reader) (decoder, stated, error) {
	stream, err := flac.New(in)
	if err != nil {
		return nil, stated{}, damaged(err)
	}
	s := stated{rate: int(stream.Info.SampleRate), channels: int(stream.Info.NChannels), frames: int64(stream.Info.NSamples)}
	if s.frames == 0 {
		s.frames = -1 // unknown, RFC 9639, 8.2
	}
	return &flacDecoder{stream: stream}, s, nil
}

func (d *flacDecoder) decode(dst []Frame) (int, error) {
	for d.block == nil || d.used == int(d.block.BlockSize) {
		if err := d.next(); err != nil {
			return 0, err
		}
	}
	left := d.block.Subframes[0].Samples[d.used:]
	right := d.block.Subframes[len(d.block.Subframes)-1].Samples[d.used:]
	scale := 1 / float32(int64(1)<<(d.block.BitsPerSample-1))
	n := min(len(dst), len(left))
	for i := range n {
		dst[i] = Frame{float32(left[i]) * scale, float32(right[i]) * scale}
	}
	d.used += n
	return n, nil
}

// next decodes a block.
func (d *flacDecoder) next() error {
	info := d.stream.Info
	b, err := d.stream.Next()
	if err == io.EOF {
		if info.NSamples > 0 && d.read < int64(info.NSamples) {
			return errTruncated
		}
		return io.EOF
	}
	if err != nil {
		return damaged(err)
	}
	if b.BitsPerSample == 0 {
		b.BitsPerSample = info.BitsPerSample // the library leaves it at what the block says
	}
	if b.Channels.Count() != int(info.NChannels) {
		return errors.New("damaged: its channels change")
	}
	if err := b.Parse(); err != nil {
		return damaged(err)
	}
	d.block, d.used, d.read = b, 0, d.read+int64(b.BlockSize)
	return nil
}
