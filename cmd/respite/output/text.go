package output

import (
	"io"

	"respite/script"
	"respite/script/caption"
)

// A Text is a text file about a session that lies beside its sound. The
// extension of its name says what is written.
type Text struct {
	Flag  string // of the command line
	Usage string
	Name  string // empty when it is not asked for

	kinds []textKind
}

// A textKind is how a timeline becomes text.
type textKind struct {
	extension string
	write     func(io.Writer, *script.Timeline) error
}

// Texts returns every text file that can be written.
func Texts() []*Text {
	return []*Text{
		{Flag: "captions", Usage: "what is said and when, to `FILE`: .vtt, .srt or .lrc", kinds: []textKind{
			{".vtt", caption.VTT}, {".srt", caption.SRT}, {".lrc", caption.LRC}}},
		{Flag: "chapters", Usage: "the chapters, to `FILE`: .json", kinds: []textKind{{".json", caption.Chapters}}},
		{Flag: "transcript", Usage: "what is said, for reading, to `FILE`: .md", kinds: []textKind{{".md", caption.Transcript}}},
		{Flag: "labels", Usage: "labels for Audacity, to `FILE`: .txt", kinds: []textKind{{".txt", caption.Labels}}},
	}
}

// Check returns what is wrong with the name before any work is done.
func (t *Text) Check(input string) error {
	if t.Name == "" {
		return nil
	}
	return CheckName(t.Name, input, t.Kinds())
}

// Write writes the file, if it is asked for.
func (t *Text) Write(timeline *script.Timeline) error {
	for _, k := range t.kinds {
		if t.Name != "" && Extension(t.Name) == k.extension {
			return WriteFile(t.Name, func(w io.Writer) error { return k.write(w, timeline) })
		}
	}
	return nil
}

// Kinds are the extensions that the name may have.
func (t *Text) Kinds() []string {
	var list []string
	for _, k := range t.kinds {
		list = append(list, k.extension)
	}
	return list
}
