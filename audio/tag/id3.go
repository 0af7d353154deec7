package tag

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"time"
)

// MostListed is the largest number of chapters in the table of contents of an MP3
// file. The chapter list of MPEG-4 that most players read, chpl, has the same limit.
const MostListed = 255

// ID3 returns the tag at the start of an MP3 file: ID3v2.4.0 (2000), with the chapters
// and their table of contents as in the ID3v2 Chapter Frame Addendum 1.0 (2005). The
// last chapter ends at the end of the sound, which lasts length; with a length of 0
// that end is not stated.
func (t Tags) ID3(length time.Duration) []byte {
	var b []byte
	for _, frame := range t.id3Texts() {
		if frame[1] != "" {
			b = appendID3(b, frame[0], utf8Text+frame[1]+"\x00")
		}
	}
	if length > 0 {
		b = appendID3(b, "TLEN", fmt.Sprintf("%s%d\x00", utf8Text, length.Milliseconds()))
	}
	if len(t.Chapters) > 0 {
		b = appendID3(b, "CTOC", t.toc())
	}
	for i, c := range t.Chapters {
		end := length
		if i+1 < len(t.Chapters) {
			end = t.Chapters[i+1].At
		}
		const unused = "\xff\xff\xff\xff\xff\xff\xff\xff" // byte offsets; times are used instead
		times := binary.BigEndian.AppendUint32(nil, uint32(c.At.Milliseconds()))
		times = binary.BigEndian.AppendUint32(times, uint32(end.Milliseconds()))
		title := appendID3(nil, "TIT2", utf8Text+c.Title+"\x00")
		b = appendID3(b, "CHAP", chapterID(i)+"\x00"+string(times)+unused+string(title))
	}
	if len(t.Cover.Data) > 0 {
		b = appendID3(b, "APIC", t.Cover.apic())
	}
	return append(append([]byte("ID3\x04\x00\x00"), synchsafe(len(b))...), b...)
}

// id3Texts returns the text frames: their names and values.
func (t Tags) id3Texts() [][2]string {
	comment := t.Comment
	if comment != "" {
		comment = cmp.Or(t.ISO639(), unknownLanguage) + "\x00" + comment
	}
	frames := [][2]string{
		{"TIT2", t.Title}, {"TPE1", t.Artist}, {"TALB", t.Album}, {"TCON", t.Genre}, {"TDRC", t.Year},
		{"TLAN", t.ISO639()}, {"COMM", comment}, {"TSSE", t.Software},
	}
	for _, g := range t.Level.replayGain() {
		frames = append(frames, [2]string{"TXXX", g[0] + "\x00" + g[1]})
	}
	return frames
}

// unknownLanguage is the code for an unknown language (ID3v2.4.0 frames, 4.10).
const unknownLanguage = "XXX"

// utf8Text marks a text as UTF-8 (ID3v2.4.0 structure, 4).
const utf8Text = "\x03"

// toc returns the table of contents, top-level and ordered.
func (t Tags) toc() string {
	n := min(len(t.Chapters), MostListed)
	toc := "toc\x00\x03" + string([]byte{byte(n)})
	for i := range n {
		toc += chapterID(i) + "\x00"
	}
	return toc
}

func chapterID(i int) string { return fmt.Sprintf("chp%d", i) }

// appendID3 appends a frame.
func appendID3(b []byte, id, body string) []byte {
	b = append(append(b, id...), synchsafe(len(body))...)
	return append(append(b, 0, 0), body...)
}

// synchsafe encodes a size in four bytes of 7 bits.
func synchsafe(n int) []byte {
	return []byte{byte(n >> 21 & 0x7f), byte(n >> 14 & 0x7f), byte(n >> 7 & 0x7f), byte(n & 0x7f)}
}
