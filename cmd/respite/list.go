package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/session"
	"respite/cmd/respite/voice"
	"respite/samples"
	"respite/samples/record/speech"
	"respite/script/routines"
)

// listed are the kinds of things that list prints, in order.
var listed = []struct {
	kind string
	list func(io.Writer) error
}{
	{"routines", listRoutines},
	{"stretches", listStretches},
	{"voices", listVoices},
	{"tones", func(w io.Writer) error { return listNames(w, samples.ToneSets()) }},
	{"ambiences", func(w io.Writer) error { return listNames(w, samples.Ambiences()) }},
	{"engines", listEngines},
}

func listKinds() []string {
	var kinds []string
	for _, l := range listed {
		kinds = append(kinds, l.kind)
	}
	return kinds
}

func newList(std cli.Streams) *cobra.Command {
	var lines, sizes bool
	var voice string
	cmd := &cobra.Command{
		Use:   "list [KIND]",
		Short: "list routines, voices, sounds and engines",
		Long:  "List prints everything that is available, or only one KIND:\n" + strings.Join(listKinds(), ", ") + ".",
		Example: `  respite list voices
  respite list --lines --voice ada
  respite list --sizes`,
		Args:      cli.Takes(0, 1, "one kind"),
		ValidArgs: listKinds(),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case (lines || sizes) && len(args) > 0:
				return hint.Usage(fmt.Errorf("--lines and --sizes cannot be combined with the kind %q", args[0]), "leave one of them out: respite list "+hint.ShellWord(args[0]))
			case lines:
				return listLines(std, cmp.Or(voice, session.DefaultVoice("en")))
			case sizes:
				return listSizes(std.Out)
			}
			return list(std.Out, args)
		},
	}
	cmd.Flags().BoolVar(&lines, "lines", false, "every line that a voice can say")
	cmd.Flags().BoolVar(&sizes, "sizes", false, "what the program holds, and how much room it takes")
	cmd.Flags().StringVar(&voice, "voice", "", "`NAME` of the voice, or a folder")
	cli.Complete(cmd, "voice", samples.Voices()...)
	return cmd
}

// list prints a table of one kind, or of every kind. It marks the first of a kind as the
// default.
func list(out io.Writer, args []string) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if len(args) == 0 {
		for _, l := range listed {
			clean.Fprintln(w, l.kind)
			if err := l.list(w); err != nil {
				return err
			}
		}
		return w.Flush()
	}
	for _, l := range listed {
		if l.kind == args[0] || l.kind == args[0]+"s" {
			return errors.Join(l.list(w), w.Flush())
		}
	}
	return hint.Usage(fmt.Errorf("nothing to list is called %q%s", args[0], cli.DidYouMean(args[0], listKinds())), "list takes "+strings.Join(listKinds(), ", "))
}

func listRoutines(w io.Writer) error {
	for _, name := range routines.Names() {
		r, err := routines.Open(name, "")
		if err != nil {
			return err
		}
		clean.Fprintf(w, "  %s\t%s, %s\n", name, r.Title, strings.Join(routines.Languages(name), " "))
	}
	return nil
}

// listStretches prints the stretches of the built-in routines.
func listStretches(w io.Writer) error {
	for _, name := range routines.Names() {
		r, err := routines.Open(name, "")
		if err != nil {
			return err
		}
		for _, stretch := range session.StretchesOf(r) {
			clean.Fprintf(w, "  %s\t%s\n", stretch, name)
		}
	}
	return nil
}

func listVoices(w io.Writer) error {
	for _, name := range samples.Voices() {
		v, err := samples.OpenVoice(name)
		if err != nil {
			return err
		}
		m := v.Manifest()
		clean.Fprintf(w, "  %s\t%s, %s, %d lines\n", name, m.Description, m.Language, len(m.Lines))
	}
	for _, name := range session.OwnVoices() {
		clean.Fprintf(w, "  %s\tyour own\n", name)
	}
	return nil
}

// listEngines prints the supported engines and whether each is installed.
func listEngines(w io.Writer) error {
	names, about := speech.Engines()
	for _, name := range names {
		clean.Fprintf(w, "  %s\t%s\t%s\n", name, about[name], voice.Presence(name))
	}
	return nil
}

func listNames(w io.Writer, names []string) error {
	_, err := clean.Fprintf(w, "  %s\n", strings.Join(names, "\n  "))
	return err
}

func listLines(std cli.Streams, voice string) error {
	v, err := session.OpenVoice(voice)
	if err != nil {
		return err
	}
	for _, l := range v.Manifest().Lines {
		clean.Fprintln(std.Out, l.Text)
	}
	return nil
}
