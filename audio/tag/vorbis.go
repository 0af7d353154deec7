package tag

import (
	"encoding/binary"
	"fmt"
)

// Vorbis returns the tags as Vorbis comments (Xiph.org, "Ogg Vorbis I format
// specification: comment field and header specification"),
// without the framing bit, as FLAC has them (RFC 9639, 8.6).
func (t Tags) Vorbis() []byte {
	list := t.ChapterComments()
	if t.Comment != "" {
		list = append([][2]string{{"COMMENT", t.Comment}}, list...)
	}
	if t.ISO639() != "" {
		list = append([][2]string{{"LANGUAGE", t.ISO639()}}, list...)
	}
	if t.Title != "" {
		list = append([][2]string{{"TITLE", t.Title}}, list...)
	}
	b := appendVorbis(nil, t.Software)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(list)))
	for _, c := range list {
		b = appendVorbis(b, c[0]+"="+c[1])
	}
	return b
}

// ChapterComments are the names and values of the Vorbis comments that say where
// chapters begin (Xiph.org, "Chapter Extension", 2004): CHAPTER001, its time as
// hh:mm:ss.mmm, and CHAPTER001NAME, its title.
func (t Tags) ChapterComments() [][2]string {
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
