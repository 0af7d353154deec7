package wav

import (
	"context"
	"encoding/binary"
	"io"
	"math"
	"slices"

	"respite/audio"
	"respite/audio/pcm"
	"respite/audio/tag"
)

// A File writes sound as a WAV file. It writes the complete header first, so that the
// output can be a pipe. Above 4 GiB the file is an RF64 (EBU Tech 3306, 2009).
type File struct {
	Rate   int // Hz
	Format pcm.Format
	Mono   bool // one channel: the left one of the frames
	Tags   tag.Tags
}

// Write renders src on all cores and writes the file. Progress, if not nil, is called
// with the number of frames written so far. An [audio.Session] with another rate than
// the file's is an error. Other errors are those of w and ctx.
func (f File) Write(ctx context.Context, w io.Writer, src audio.Source, progress func(frames int64)) error {
	if err := audio.CheckRate(src, f.Rate); err != nil {
		return err
	}
	if _, err := w.Write(f.header(src.Len())); err != nil {
		return err
	}
	encode := f.Format.Append
	if f.Mono {
		encode = f.Format.AppendMono
	}
	if err := pcm.Encode(ctx, w, src, encode, progress); err != nil {
		return err
	}
	_, err := w.Write(make([]byte, f.data(src.Len())%2))
	return err
}

// Size returns the size in bytes of a file of a given number of frames.
func (f File) Size(frames int64) int64 {
	data := f.data(frames)
	return int64(len(f.header(frames))) + data + data%2
}

// data returns the size of the samples. If it is odd, a zero follows them.
func (f File) data(frames int64) int64 { return frames * int64(f.frameBytes()) }

func (f File) frameBytes() int { return f.channels() * f.Format.SampleBytes() }

func (f File) channels() int {
	if f.Mono {
		return 1
	}
	return 2
}

// header returns all bytes before the samples.
func (f File) header(frames int64) []byte {
	data := f.data(frames)
	body := slices.Concat(f.format(frames), f.info(), f.id3(), f.cues())
	riff := 4 + int64(len(body)) + 8 + data + data%2
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

// format encodes the fmt chunk and, for float, the fact chunk that belongs to it.
// Formats of more than 16 bit use WAVE_FORMAT_EXTENSIBLE, with a channel mask
// (Microsoft, "Multiple Channel Audio Data and WAVE Files", 2001).
func (f File) format(frames int64) []byte {
	const integer, float, extensible, extension = 1, 3, 0xfffe, 22
	frame, places := f.frameBytes(), uint32(3) // front left and right
	if f.Mono {
		places = 4 // front centre
	}
	kind, bits := uint16(integer), uint16(8*f.Format.SampleBytes())
	if f.Format == pcm.Float32 {
		kind = float
	}
	tag, size := kind, uint32(16)
	if bits > 16 {
		tag, size = extensible, 18+extension
	}
	b := head("fmt ", size)
	b = binary.LittleEndian.AppendUint16(b, tag)
	b = binary.LittleEndian.AppendUint16(b, uint16(f.channels()))
	b = binary.LittleEndian.AppendUint32(b, uint32(f.Rate))
	b = binary.LittleEndian.AppendUint32(b, uint32(f.Rate*frame))
	b = binary.LittleEndian.AppendUint16(b, uint16(frame))
	b = binary.LittleEndian.AppendUint16(b, bits)
	if tag == extensible {
		b = binary.LittleEndian.AppendUint16(b, extension)
		b = binary.LittleEndian.AppendUint16(b, bits) // valid bits: all
		b = binary.LittleEndian.AppendUint32(b, places)
		b = binary.LittleEndian.AppendUint16(b, kind) // the first two bytes of the format's GUID
		b = append(b, "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"...)
	}
	if kind == float {
		b = append(b, head("fact", 4)...)
		b = binary.LittleEndian.AppendUint32(b, uint32(min(frames, math.MaxUint32)))
	}
	return b
}

// info encodes the LIST INFO chunk; empty without tags.
func (f File) info() []byte {
	var list []byte
	for _, tag := range []struct{ id, text string }{
		{"INAM", f.Tags.Title}, {"IART", f.Tags.Artist}, {"IPRD", f.Tags.Album}, {"IGNR", f.Tags.Genre}, {"ICRD", f.Tags.Year},
		{"ILNG", f.Tags.Language}, {"ICMT", f.Tags.Comment}, {"ISFT", f.Tags.Software},
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

// id3 encodes an ID3 chunk with the same texts: many programs read an INFO chunk as
// Latin-1, and it has no room for the cover and the gain. The chapters are in the cue
// points only.
func (f File) id3() []byte {
	text := f.Tags
	text.Chapters = nil
	if text.Title+text.Comment+text.Software == "" {
		return nil
	}
	id3 := text.ID3(0)
	b := append(head("id3 ", uint32(len(id3))), id3...)
	return append(b, make([]byte, len(id3)%2)...)
}

// head encodes a chunk's name and size.
func head(id string, size uint32) []byte {
	return binary.LittleEndian.AppendUint32([]byte(id), size)
}
