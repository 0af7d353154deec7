package tag

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Vorbis returns the tags as Vorbis comments (Xiph.org, "Ogg Vorbis I format
// specification: comment field and header specification"),
// without the framing bit, as FLAC has them (RFC 9639, 8.6). The cover is not in them.
func (t Tags) Vorbis() []byte {
	list := t.Comments()
	b := appendVorbis(nil, t.Software)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(list)))
	for _, c := range list {
		b = appendVorbis(b, c[0]+"="+c[1])
	}
	return b
}

// Comments are the names and values of the Vorbis comments, but for the cover.
func (t Tags) Comments() [][2]string { return t.comments(t.Level.replayGain()) }

// OpusComments are the names and values of the comments of an Opus file, whose
// gain has a form of its own.
func (t Tags) OpusComments() [][2]string { return t.comments(t.Level.r128()) }

func (t Tags) comments(gain [][2]string) [][2]string {
	list := [][2]string{
		{"TITLE", t.Title}, {"ARTIST", t.Artist}, {"ALBUM", t.Album}, {"GENRE", t.Genre}, {"DATE", t.Year},
		{"LANGUAGE", t.ISO639()}, {"COMMENT", t.Comment},
	}
	list = slices.DeleteFunc(list, func(c [2]string) bool { return c[1] == "" })
	return slices.Concat(list, gain, t.chapterComments())
}

// chapterComments are the names and values of the Vorbis comments that say where
// chapters begin (Xiph.org, "Chapter Extension", 2004): CHAPTER001, its time as
// hh:mm:ss.mmm, and CHAPTER001NAME, its title.
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
