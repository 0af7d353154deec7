package flac

import (
	"crypto/md5"
	"errors"
	"fmt"
	"hash"
	"io"
)

// blocks reads the blocks of a file in order, and checks all check sums: those of
// headers and frames, and the MD5 of all samples.
type blocks struct {
	in   bitReader
	info Info
	now  block[int32] // the block read last
	wide block[int64] // used for files of 32 bits
	read int64        // samples of each channel so far
	pcm  []byte
	sum  hash.Hash // nil where the file states no MD5
}

// newBlocks reads the metadata.
func newBlocks(in bitReader) (*blocks, error) {
	d := &blocks{in: in}
	var err error
	if d.info, err = readInfo(&d.in); err != nil {
		return nil, err
	}
	if d.info.Channels > 2 {
		return nil, fmt.Errorf("has %d channels, 1 or 2 can be read", d.info.Channels)
	}
	if d.info.sum != [md5.Size]byte{} {
		d.sum = md5.New()
	}
	return d, nil
}

// next reads the next block of at least one sample. After the last block it checks the
// MD5 and returns io.EOF. It does not read what follows the stated number of samples,
// such as a tag.
func (d *blocks) next() error {
	if d.read == d.info.Frames || d.info.Frames < 0 && d.in.atEnd() {
		return d.end()
	}
	err := d.frame()
	if err = d.in.damage(err); err != nil && !errors.Is(err, errTruncated) && d.in.err == nil {
		err = fmt.Errorf("damaged after %d samples: %w", d.read, err)
	}
	return err
}

// end checks the number of samples and the MD5.
func (d *blocks) end() error {
	switch {
	case d.in.err != nil:
		return d.in.err
	case d.read == 0:
		return errors.New("holds no sound")
	case d.sum != nil && [md5.Size]byte(d.sum.Sum(nil)) != d.info.sum:
		return errors.New("damaged: the MD5 sum of its sound is wrong")
	}
	return io.EOF
}

// frame reads one frame (RFC 9639, 9).
func (d *blocks) frame() error {
	h, err := d.header()
	if err != nil {
		return err
	}
	if d.info.Frames >= 0 && d.read+int64(h.samples) > d.info.Frames {
		return errors.New("it has more samples than its header states")
	}
	if err := d.subframes(h); err != nil {
		return err
	}
	d.in.align()
	if sum := d.in.crc16(); uint64(sum) != d.in.read(16) {
		return errFrame
	}
	d.read += int64(h.samples)
	d.add()
	return nil
}

// subframes reads the samples of a frame into the current block.
func (d *blocks) subframes(h header) error {
	if d.info.Bits < 32 {
		return d.now.read(&d.in, h, d.info.Channels, uint(d.info.Bits))
	}
	if err := d.wide.read(&d.in, h, d.info.Channels, 32); err != nil {
		return err
	}
	for c, x := range d.wide {
		d.now[c] = d.now[c][:0]
		for _, v := range x {
			d.now[c] = append(d.now[c], int32(v))
		}
	}
	return nil
}

// add adds the current block to the MD5, interleaved and little-endian (RFC 9639,
// 8.2).
func (d *blocks) add() {
	if d.sum == nil {
		return
	}
	d.pcm = d.pcm[:0]
	if d.info.Channels == 1 && d.info.Bits == 16 {
		for _, v := range d.now[0] {
			d.pcm = append(d.pcm, byte(v), byte(v>>8))
		}
		d.sum.Write(d.pcm)
		return
	}
	size := (d.info.Bits + 7) / 8
	for i := range d.now[0] {
		for c := range d.info.Channels {
			for b := range size {
				d.pcm = append(d.pcm, byte(d.now[c][i]>>(8*b)))
			}
		}
	}
	d.sum.Write(d.pcm)
}
