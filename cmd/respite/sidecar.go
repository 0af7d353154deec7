package main

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"respite/script"
	"respite/script/caption"
)

// A sidecar is a text file about a session that lies beside its sound. What is
// written into it follows from the name's extension.
type sidecar struct {
	flag, usage string
	kinds       []textKind
	name        string // empty when it is not asked for
}

// A textKind is how a timeline becomes text.
type textKind struct {
	extension string
	write     func(io.Writer, *script.Timeline) error
}

// sidecars are all there are.
type sidecars []*sidecar

func newSidecars() sidecars {
	return sidecars{
		{flag: "captions", usage: "what is said, to `FILE`: .vtt, .srt or .lrc", kinds: []textKind{
			{".vtt", caption.VTT}, {".srt", caption.SRT}, {".lrc", caption.LRC}}},
		{flag: "chapters", usage: "the chapters, to `FILE`: .json", kinds: []textKind{{".json", caption.Chapters}}},
		{flag: "transcript", usage: "what is said, for reading, to `FILE`: .md", kinds: []textKind{{".md", caption.Transcript}}},
		{flag: "labels", usage: "labels for Audacity, to `FILE`: .txt", kinds: []textKind{{".txt", caption.Labels}}},
	}
}

// addFlags adds a flag for each. The command's description names them: the list
// of flags is long enough.
func (all sidecars) addFlags(cmd *cobra.Command) {
	for _, s := range all {
		cmd.Flags().StringVar(&s.name, s.flag, "", s.usage)
		cmd.Flags().Lookup(s.flag).Hidden = true
		completeFiles(cmd, s.flag, s.extensions())
	}
}

// check finds what is wrong with the names before any work is done.
func (all sidecars) check(routine string) error {
	for _, s := range all {
		if s.name == "" {
			continue
		}
		if err := checkTarget(s.name, routine, s.extensions()); err != nil {
			return err
		}
	}
	return nil
}

// write writes those that are asked for.
func (all sidecars) write(t *script.Timeline) error {
	for _, s := range all {
		for _, k := range s.kinds {
			if s.name == "" || extension(s.name) != k.extension {
				continue
			}
			if err := writeFile(s.name, func(w io.Writer) error { return k.write(w, t) }); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *sidecar) extensions() []string {
	var list []string
	for _, k := range s.kinds {
		list = append(list, k.extension)
	}
	return list
}

// extension is the end of a name that says what kind of file it is.
func extension(name string) string { return strings.ToLower(filepath.Ext(name)) }
