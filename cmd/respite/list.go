package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"respite/samples"
	"respite/script/routines"
)

func newList(std streams) *cobra.Command {
	var lines bool
	var voice string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "list built-in routines, voices, tones and ambiences",
		Long:    "List prints what respite brings: routines, voices, breath tones and ambiences.",
		Example: "  respite list --lines --voice clara",
		Args:    takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
			if lines {
				return listLines(std, voice)
			}
			return listAll(std)
		},
	}
	cmd.Flags().BoolVar(&lines, "lines", false, "every line that a voice can say")
	cmd.Flags().StringVar(&voice, "voice", samples.DefaultVoice, "`NAME` of the voice, or its folder")
	complete(cmd, "voice", samples.Voices()...)
	return cmd
}

// listAll prints a table of each kind; the first of a kind is the default.
func listAll(std streams) error {
	w := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "routines")
	for _, name := range routines.Names() {
		r, err := routines.Open(name, "")
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "  %s\t%s, %s\n", name, r.Title, strings.Join(routines.Languages(name), " "))
	}
	fmt.Fprintln(w, "voices")
	for _, name := range samples.Voices() {
		v, err := samples.OpenVoice(name)
		if err != nil {
			return err
		}
		m := v.Manifest()
		fmt.Fprintf(w, "  %s\t%s, %s, %d lines\n", name, m.Description, m.Language, len(m.Lines))
	}
	for _, name := range ownVoices() {
		fmt.Fprintf(w, "  %s\tyour own\n", name)
	}
	fmt.Fprintf(w, "tones\n  %s\n", strings.Join(samples.ToneSets(), "\n  "))
	fmt.Fprintf(w, "ambiences\n  %s\n", strings.Join(samples.Ambiences(), "\n  "))
	return w.Flush()
}

func listLines(std streams, voice string) error {
	v, err := openVoice(voice)
	if err != nil {
		return err
	}
	for _, l := range v.Manifest().Lines {
		fmt.Fprintln(std.out, l.Text)
	}
	return nil
}
