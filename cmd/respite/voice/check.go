package voice

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/session"
	"respite/samples"
	"respite/script/routines"
)

func newCheck(std cli.Streams) *cobra.Command {
	var which listFlags
	cmd := &cobra.Command{
		Use:   "check NAME|DIR [ROUTINE...]",
		Short: "list the lines that a voice lacks",
		Long: `Check reads every line of a voice. For each routine it prints the missing lines,
with their numbers in the list (respite voice lines). The flags select the
session. Without ROUTINE it checks the built-in routines of its language.`,
		Example: "  respite voice check anna back-relief my-routine.yaml\n  respite voice check ./voice --guidance brief",
		Args:    cli.Takes(1, -1, "a voice"),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := session.OpenVoice(args[0])
			if err != nil {
				return err
			}
			var said strings.Builder
			sound := checkSound(v, &said)
			routines, whole := args[1:], true
			if len(routines) == 0 {
				routines, whole = builtinsIn(v.Manifest().Language), false // for routines that were not named, the numbers are enough
			}
			for _, name := range routines {
				complete, err := checkRoutine(cmd.Context(), v, which, name, whole, &said, std)
				if err != nil {
					return err
				}
				sound = sound && complete
			}
			if _, err := clean.Fprintf(std.Out, "%s", said.String()); err != nil {
				return err
			}
			if sound {
				return nil
			}
			if !whole {
				clean.Fprintf(std.Err, "respite: hint: %s\n", cli.AsCalled("respite voice check "+hint.ShellWord(args[0])+" ROUTINE lists what a routine of yours lacks"))
			}
			return cli.ReportedError(cli.ExitFailed)
		},
	}
	which.addFlags(cmd)
	cmd.PreRunE = session.CheckLengthFlags
	return cmd
}

// checkSound reads every line of the voice and reports broken ones.
func checkSound(v *samples.Voice, w io.Writer) bool {
	m := v.Manifest()
	damaged := 0
	for _, l := range m.Lines {
		if _, _, err := v.Say(l.Text, 0); err != nil {
			damaged++
			clean.Fprintf(w, "damaged: %q: %v\n", l.Text, err)
		}
	}
	clean.Fprintf(w, "%s: %s, %d lines, %d damaged\n", m.Name, m.Language, len(m.Lines), damaged)
	return damaged == 0
}

// checkRoutine prints how many lines of a routine the voice lacks. If whole is true, it also
// lists them.
func checkRoutine(ctx context.Context, v *samples.Voice, which listFlags, name string, whole bool, w io.Writer, std cli.Streams) (complete bool, err error) {
	which.language = cmp.Or(which.language, v.Manifest().Language)
	list, err := which.read(ctx, []string{name}, std)
	if err != nil {
		return false, err
	}
	var missing []string
	for i, line := range list.lines {
		if _, ok := v.Length(line); !ok {
			missing = append(missing, fmt.Sprintf("%5d  %s\n", i+1, line))
		}
	}
	if len(missing) == 0 {
		clean.Fprintf(w, "%s: all %d lines\n", name, len(list.lines))
		return true, nil
	}
	clean.Fprintf(w, "%s: %d of %d lines are missing\n", name, len(missing), len(list.lines))
	if whole {
		clean.Fprintf(w, "%s", strings.Join(missing, ""))
	}
	return false, nil
}

// builtinsIn returns the built-in routines that exist in a language.
func builtinsIn(language string) []string {
	return slices.DeleteFunc(routines.Names(), func(name string) bool {
		return !slices.Contains(routines.Languages(name), language)
	})
}
