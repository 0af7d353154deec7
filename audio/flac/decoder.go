package flac

import (
	"io"

	"respite/audio"
)

// A Decoder reads a FLAC file of one or two channels sequentially.
type Decoder struct {
	Info   Info
	blocks *blocks
	used   int // samples of the current block that were read
	err    error
}

// NewDecoder reads the metadata. Memory use stays small whatever the file states. An
// error is r's, or says in one short line that the file is truncated, damaged, or has
// more than two channels.
func NewDecoder(r io.Reader) (*Decoder, error) {
	b, err := newBlocks(newBitReader(r))
	if err != nil {
		return nil, err
	}
	return &Decoder{Info: b.info, blocks: b}, nil
}

// Read fills the start of dst with the next frames (full scale 1) and returns their
// number. A mono file is copied to both channels. At the end it returns io.EOF. Errors
// are those of [NewDecoder], and a wrong check sum.
func (d *Decoder) Read(dst []audio.Frame) (int, error) {
	if d.err != nil || len(dst) == 0 {
		return 0, d.err
	}
	if d.used == len(d.blocks.now[0]) {
		if d.used, d.err = 0, d.blocks.next(); d.err != nil {
			return 0, d.err
		}
	}
	left := d.blocks.now[0][d.used:]
	right := d.blocks.now[d.Info.Channels-1][d.used:]
	scale := 1 / float32(int64(1)<<(d.Info.Bits-1))
	n := min(len(dst), len(left))
	for i := range n {
		dst[i] = audio.Frame{float32(left[i]) * scale, float32(right[i]) * scale}
	}
	d.used += n
	return n, nil
}
