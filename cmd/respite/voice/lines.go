package voice

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/session"
)

func newLines(std cli.Streams) *cobra.Command {
	var asCSV, asPage bool
	var which listFlags
	cmd := &cobra.Command{
		Use:   "lines [ROUTINE...]",
		Short: "print the lines to record",
		Long: `Lines prints the numbered lines of a session of the routines, including those
that respite adds. The flags select the session; --all prints the lines of every
possible session. Read them in this order, and use the same flags for import.`,
		Example: "  respite voice lines desk-break --page >read-this.html\n  respite voice lines my-routine.yaml --guidance brief --csv",
		RunE: func(cmd *cobra.Command, args []string) error {
			list, err := which.read(cmd.Context(), session.RoutinesArg(args), std)
			if err != nil {
				return err
			}
			switch {
			case asCSV && asPage:
				return hint.Usage(errors.New("--csv and --page exclude each other"), "give one of them")
			case asCSV:
				return list.writeCSV(std)
			case asPage:
				return list.writePage(std.Out)
			}
			var b strings.Builder
			for i, line := range list.lines {
				clean.Fprintf(&b, "%3d  %s\n", i+1, line)
			}
			_, err = io.WriteString(std.Out, b.String())
			return err
		},
		ValidArgsFunction: session.CompleteRoutine,
	}
	cmd.Flags().BoolVar(&asCSV, "csv", false, "as a table: number, text")
	cmd.Flags().BoolVar(&asPage, "page", false, "as a page for reading aloud, HTML")
	which.addFlags(cmd)
	cmd.PreRunE = session.CheckLengthFlags
	return cmd
}

func (l recordingList) writeCSV(std cli.Streams) error {
	w := csv.NewWriter(std.Out)
	_ = w.Write([]string{"number", "text"}) // Flush returns the error
	for i, line := range l.lines {
		_ = w.Write([]string{strconv.Itoa(i + 1), line})
	}
	w.Flush()
	return w.Error()
}
