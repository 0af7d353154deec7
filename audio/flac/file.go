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

// A File writes sound as a FLAC file (RFC 9639), with the same samples as a WAV file
// of the same format.
type File struct {
	Rate   int // Hz
	Format pcm.Format
	Mono   bool // one channel: the left one of the frames
	Tags   tag.Tags
}

// Write renders src and encodes it on all cores. Progress, if not nil, is called with
// the number of frames written so far. Where w is an [io.WriteSeeker] at its start,
// such as a file, Write completes the header at the end: the MD5 of the samples, the
// sizes of the frames and a table for seeking. Errors are those of w and ctx, and a
// format that is not of integers.
func (f File) Write(ctx context.Context, w io.Writer, src audio.Source, progress func(frames int64)) error {
	if err := audio.CheckRate(src, f.Rate); err != nil {
		return err
	}
	if f.Format == pcm.Float32 {
		return fmt.Errorf("FLAC holds integers, not %s bit", f.Format)
	}
	out := &frameWriter{w: w, sum: md5.New()}
	file, ok := seekable(w)
	if ok {
		out.seek = newSeekTable(src.Len(), f.Rate)
	}
	if _, err := w.Write(f.header(src.Len(), known{}, out.seek)); err != nil {
		return err
	}
	if err := pcm.Encode(ctx, out, src, f.encode, progress); err != nil || !ok {
		return err
	}
	out.sum.Sum(out.known.sum[:0])
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := file.Write(f.header(src.Len(), out.known, out.seek)); err != nil {
		return err
	}
	_, err := file.Seek(0, io.SeekEnd)
	return err
}

// seekable returns w as an io.WriteSeeker where it can seek and is at its start.
func seekable(w io.Writer) (io.WriteSeeker, bool) {
	file, ok := w.(io.WriteSeeker)
	if !ok {
		return nil, false
	}
	at, err := file.Seek(0, io.SeekCurrent) // fails for a pipe
	return file, err == nil && at == 0
}

// shape returns the parameters of the file's frames.
func (f File) shape() shape {
	channels := 2
	if f.Mono {
		channels = 1
	}
	return shape{rate: f.Rate, bits: 8 * f.Format.SampleBytes(), channels: channels, block: sessionBlock, order: sessionOrder}
}

// header returns all bytes before the first frame: the STREAMINFO, SEEKTABLE,
// VORBIS_COMMENT and PICTURE blocks (RFC 9639, 8.2, 8.5, 8.6 and 8.8).
func (f File) header(frames int64, k known, seek *seekTable) []byte {
	const table, comments, picture, last = 3, 4, 6, 0x80
	b := appendStreamInfo([]byte("fLaC"), f.shape(), frames, k)
	if seek != nil {
		b = appendBlock(b, table, seek.bytes())
	}
	cover := f.Tags.Cover.Picture()
	if cover == nil {
		return appendBlock(b, last|comments, f.Tags.Vorbis())
	}
	return appendBlock(appendBlock(b, comments, f.Tags.Vorbis()), last|picture, cover)
}

// appendBlock appends a metadata block (RFC 9639, 8.1).
func appendBlock(b []byte, kind byte, body []byte) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(kind)<<24|uint32(len(body)))
	return append(b, body...)
}

// A known holds what STREAMINFO states about the encoded frames; zeros mean unknown.
type known struct {
	smallest, largest int // frame, in bytes
	sum               [md5.Size]byte
}

// add updates the sizes with another frame.
func (k *known) add(size int) {
	if k.smallest == 0 || size < k.smallest {
		k.smallest = size
	}
	k.largest = max(k.largest, size)
}

// appendStreamInfo appends a STREAMINFO block (RFC 9639, 8.2).
func appendStreamInfo(b []byte, s shape, frames int64, k known) []byte {
	const info = 0
	if frames >= 1<<36 {
		frames = 0 // more than the field can state
	}
	var body []byte
	body = binary.BigEndian.AppendUint16(body, uint16(s.block))
	body = binary.BigEndian.AppendUint64(body, uint64(s.block)<<48|uint64(k.smallest)<<24|uint64(k.largest))
	body = binary.BigEndian.AppendUint64(body, uint64(s.rate)<<44|uint64(s.channels-1)<<41|uint64(s.bits-1)<<36|uint64(frames))
	return appendBlock(b, info, append(body, k.sum[:]...))
}

// mostFrames is the number of FLAC frames that [File.encode] makes at a time.
const mostFrames = pcm.ChunkFrames / sessionBlock

// sizesBytes is the length of the size fields that encode puts first.
const sizesBytes = 4 * (1 + mostFrames)

// encode appends the input of a [frameWriter]: the size of the PCM samples, the size
// of each FLAC frame (0 for none), the PCM samples, and the FLAC frames.
func (f File) encode(dst []byte, frames []audio.Frame, at int64) []byte {
	start := len(dst)
	dst = append(dst, make([]byte, sizesBytes)...)
	if f.Mono {
		dst = f.Format.AppendMono(dst, frames, at)
	} else {
		dst = f.Format.Append(dst, frames, at)
	}
	sound := dst[start+sizesBytes:]
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	dst = e.encode(dst, sound, f.shape(), at)
	binary.LittleEndian.PutUint32(dst[start:], uint32(len(sound)))
	for i, size := range e.sizes {
		binary.LittleEndian.PutUint32(dst[start+4*(i+1):], uint32(size))
	}
	return dst
}

// A frameWriter receives the chunks of [File.encode] in order. It updates the MD5,
// writes the FLAC frames, and records their sizes and positions.
type frameWriter struct {
	w     io.Writer
	sum   hash.Hash
	known known
	seek  *seekTable // nil without a seek table
}

func (w *frameWriter) Write(b []byte) (int, error) {
	sizes, rest := b[:sizesBytes], b[sizesBytes:]
	sound := binary.LittleEndian.Uint32(sizes)
	w.sum.Write(rest[:sound])
	for i := 1; i <= mostFrames; i++ {
		if size := int(binary.LittleEndian.Uint32(sizes[4*i:])); size > 0 {
			w.known.add(size)
			w.seek.add(size)
		}
	}
	if _, err := w.w.Write(rest[sound:]); err != nil {
		return 0, err
	}
	return len(b), nil
}
