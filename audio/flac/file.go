package flac

import (
	"context"
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"hash"
	"io"

	"respite/audio"
	"respite/audio/pcm"
	"respite/audio/tag"
)

// A File writes sound as a FLAC file (RFC 9639): the very samples of a WAV
// file, smaller.
type File struct {
	Rate   int // Hz
	Format pcm.Format
	Tags   tag.Tags
}

// Write renders src and encodes it on all cores. Progress, if not nil, hears how
// many frames are written. Where w is an [io.WriteSeeker] at its start, such as
// a file, the check sum of the samples is put into the header at the end. The
// errors are w's and ctx's, and a format that is not of integers.
func (f File) Write(ctx context.Context, w io.Writer, src audio.Source, progress func(frames int64)) error {
	if err := audio.CheckRate(src, f.Rate); err != nil {
		return err
	}
	if f.Format == pcm.Float32 {
		return fmt.Errorf("FLAC holds integers, not %s bit", f.Format)
	}
	var sum [md5.Size]byte // zero says that it is not known
	if _, err := w.Write(f.header(src.Len(), sum)); err != nil {
		return err
	}
	split := frameWriter{w, md5.New()}
	if err := pcm.Encode(ctx, split, src, f.encode, progress); err != nil {
		return err
	}
	split.sum.Sum(sum[:0])
	file, ok := w.(io.WriteSeeker)
	if !ok {
		return nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil // a pipe, after all
	}
	if _, err := file.Write(f.header(src.Len(), sum)); err != nil {
		return err
	}
	_, err := file.Seek(0, io.SeekEnd)
	return err
}

// shape is that of the file's frames.
func (f File) shape() shape {
	return shape{rate: f.Rate, bits: 8 * f.Format.FrameBytes() / 2, channels: 2, block: sessionBlock, order: sessionOrder}
}

// header is all that stands before the sound: the STREAMINFO and the
// VORBIS_COMMENT blocks (RFC 9639, 8.2 and 8.6).
func (f File) header(frames int64, sum [md5.Size]byte) []byte {
	const comments, last = 4, 0x80
	b := appendStreamInfo([]byte("fLaC"), f.shape(), frames, sum)
	tags := f.Tags.Vorbis()
	b = append(b, last|comments, byte(len(tags)>>16), byte(len(tags)>>8), byte(len(tags)))
	return append(b, tags...)
}

// appendStreamInfo appends a STREAMINFO block (RFC 9639, 8.2).
func appendStreamInfo(b []byte, s shape, frames int64, sum [md5.Size]byte) []byte {
	if frames >= 1<<36 {
		frames = 0 // more than can be stated
	}
	b = append(b, 0, 0, 0, 34)
	b = binary.BigEndian.AppendUint16(b, uint16(s.block))
	b = binary.BigEndian.AppendUint16(b, uint16(s.block))
	b = append(b, 0, 0, 0, 0, 0, 0) // the blocks' sizes in bytes are not stated
	b = binary.BigEndian.AppendUint64(b, uint64(s.rate)<<44|uint64(s.channels-1)<<41|uint64(s.bits-1)<<36|uint64(frames))
	return append(b, sum[:]...)
}

// encode appends what a [frameWriter] takes: the size of the samples as PCM, the
// samples, and their FLAC frames.
func (f File) encode(dst []byte, frames []audio.Frame, at int64) []byte {
	start := len(dst) + 4
	dst = append(dst, make([]byte, 4)...)
	dst = f.Format.Append(dst, frames, at)
	pcm := dst[start:]
	binary.LittleEndian.PutUint32(dst[start-4:], uint32(len(pcm)))
	e := encoders.Get().(*encoder)
	dst = e.encode(dst, pcm, f.shape(), at)
	encoders.Put(e)
	return dst
}

// A frameWriter takes what [File.encode] gave, a chunk at a time and in order: it
// sums the samples and writes the frames.
type frameWriter struct {
	w   io.Writer
	sum hash.Hash
}

func (w frameWriter) Write(b []byte) (int, error) {
	pcm, frames := b[4:], b[4+binary.LittleEndian.Uint32(b):]
	w.sum.Write(pcm[:len(pcm)-len(frames)])
	if _, err := w.w.Write(frames); err != nil {
		return 0, err
	}
	return len(b), nil
}
