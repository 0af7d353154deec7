package tag

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Vorbis encodes the tags as Vorbis comments (Xiph.org, "Ogg Vorbis I format
// specification: comment field and header specification"), without the framing bit, as
// in FLAC (RFC 9639, 8.6). It leaves out the cover.
func (t Tags) Vorbis() []byte {
	list := t.Comments()
	b := appendVorbis(nil, t.Software)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(list)))
	for _, c := range list {
		b = appendVorbis(b, c[0]+"="+c[1])
	}
	return b
}

// Comments returns the names and values of the Vorbis comments, without the cover.
func (t Tags) Comments() [][2]string { return t.comments(t.Level.replayGain()) }

// OpusComments returns the names and values of the comments of an Opus file, which
// states its gain in another form.
func (t Tags) OpusComments() [][2]string { return t.comments(t.Level.r128()) }

func (t Tags) comments(gain [][2]string) [][2]string {
	list := [][2]string{
		{"TITLE", t.Title}, {"ARTIST", t.Artist}, {"ALBUM", t.Album}, {"GENRE", t.Genre}, {"DATE", t.Year},
		{"LANGUAGE", t.ISO639()}, {"COMMENT", t.Comment},
	}
	list = slices.DeleteFunc(list, func(c [2]string) bool { return c[1] == "" })
	return slices.Concat(list, gain, t.chapterComments())
}

// chapterComments returns the names and values of the Vorbis comments for chapters
// (Xiph.org, "Chapter Extension", 2004): CHAPTER001 with the start as hh:mm:ss.mmm,
// and CHAPTER001NAME with the title.
func (t Tags) chapterComments() [][2]string {
	var list [][2]string
	for i, c := range t.Chapters {
		name, ms := fmt.Sprintf("CHAPTER%03d", i+1), c.At.Milliseconds()
		at := fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3600000, ms/60000%60, ms/1000%60, ms%1000)
		list = append(list, [2]string{name, at}, [2]string{name + "NAME", c.Title})
	}
	return list
}

func appendVorbis(b []byte, text string) []byte {
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(text))), text...)
}
