package output

import (
	"io"
	"slices"

	"respite/script"
	"respite/script/caption"
)

// A Text writes text files about a session, beside its sound. The extension of a name selects
// the format.
type Text struct {
	Flag  string // name of the flag on the command line
	Usage string
	Names []string // empty if none are requested

	kinds []textKind
}

// A textKind converts a timeline to text.
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

// Check checks the file types before any work is done.
func (t *Text) Check() error {
	for _, name := range t.Names {
		if err := CheckKind(name, t.Kinds()); err != nil {
			return err
		}
	}
	return nil
}

// Write writes the requested files.
func (t *Text) Write(timeline *script.Timeline) error {
	for _, name := range t.Names {
		i := slices.IndexFunc(t.kinds, func(k textKind) bool { return k.extension == Extension(name) })
		if i < 0 {
			continue
		}
		if err := WriteFile(name, func(w io.Writer) error { return t.kinds[i].write(w, timeline) }); err != nil {
			return err
		}
	}
	return nil
}

// Kinds returns the extensions that a name may have.
func (t *Text) Kinds() []string {
	var list []string
	for _, k := range t.kinds {
		list = append(list, k.extension)
	}
	return list
}
