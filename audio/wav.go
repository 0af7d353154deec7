package audio

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"respite/script"
)

// Tags say what a file is, and where its chapters begin.
type Tags struct {
	Title    string
	Comment  string
	Software string
	Chapters []script.Chapter
}

// A WAV writes sound as a WAV file, the header first and complete, so that it
// can go to a pipe. Past 4 GiB the file is an RF64 (EBU Tech 3306, 2009).
type WAV struct {
	Rate   int // Hz
	Format Format
	Tags   Tags
}

// Write renders src on all cores and writes the file. Progress, if not nil,
// hears how many frames are written. A [Session]
// must have the rate of the file. Other errors are w's and ctx's.
func (f WAV) Write(ctx context.Context, w io.Writer, src Source, progress func(frames int64)) error {
	if err := sameRate(src, f.Rate); err != nil {
		return err
	}
	if _, err := w.Write(f.header(src.Len())); err != nil {
		return err
	}
	return write(ctx, w, src, f.Format.encode, progress)
}

// Size is how many bytes the file of so many frames has.
func (f WAV) Size(frames int64) int64 {
	return int64(len(f.header(frames))) + frames*int64(f.Format.frameBytes())
}

// header is all that stands before the samples.
func (f WAV) header(frames int64) []byte {
	data := frames * int64(f.Format.frameBytes())
	body := append(append(f.format(frames), f.info()...), f.cues()...)
	riff := 4 + int64(len(body)) + 8 + data
	if riff <= math.MaxUint32 {
		h := append(head("RIFF", uint32(riff)), "WAVE"...)
		return append(append(h, body...), head("data", uint32(data))...)
	}
	const ds64 = 28
	h := append(head("RF64", math.MaxUint32), "WAVE"...)
	h = append(h, head("ds64", ds64)...)
	for _, n := range []int64{riff + 8 + ds64, data, frames} {
		h = binary.LittleEndian.AppendUint64(h, uint64(n))
	}
	h = binary.LittleEndian.AppendUint32(h, 0) // no table of other large chunks
	return append(append(h, body...), head("data", math.MaxUint32)...)
}

// format is the fmt chunk and, for float, the fact chunk that goes with it.
func (f WAV) format(frames int64) []byte {
	const channels, pcm, float = 2, 1, 3
	frame := f.Format.frameBytes()
	tag, size := uint16(pcm), uint32(16)
	if f.Format == Float32 {
		tag, size = float, 18
	}
	b := head("fmt ", size)
	b = binary.LittleEndian.AppendUint16(b, tag)
	b = binary.LittleEndian.AppendUint16(b, channels)
	b = binary.LittleEndian.AppendUint32(b, uint32(f.Rate))
	b = binary.LittleEndian.AppendUint32(b, uint32(f.Rate*frame))
	b = binary.LittleEndian.AppendUint16(b, uint16(frame))
	b = binary.LittleEndian.AppendUint16(b, uint16(8*frame/channels))
	if f.Format == Float32 {
		b = binary.LittleEndian.AppendUint16(b, 0) // no extension
		b = append(b, head("fact", 4)...)
		b = binary.LittleEndian.AppendUint32(b, uint32(min(frames, math.MaxUint32)))
	}
	return b
}

// info is the LIST INFO chunk; there is none without tags.
func (f WAV) info() []byte {
	var list []byte
	for _, tag := range []struct{ id, text string }{
		{"INAM", f.Tags.Title}, {"ICMT", f.Tags.Comment}, {"ISFT", f.Tags.Software},
	} {
		if tag.text == "" {
			continue
		}
		list = appendText(list, tag.id, tag.text)
	}
	if list == nil {
		return nil
	}
	return append(append(head("LIST", uint32(len(list)+4)), "INFO"...), list...)
}

// head is a chunk's name and size.
func head(id string, size uint32) []byte {
	return binary.LittleEndian.AppendUint32([]byte(id), size)
}

// sameRate returns an error where a source has another rate than its file.
func sameRate(src Source, rate int) error {
	if s, ok := src.(*Session); ok && s.rate != rate {
		return fmt.Errorf("a session at %d Hz cannot be written as a file at %d", s.rate, rate)
	}
	return checkRate(rate)
}
