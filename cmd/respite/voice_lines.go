package main

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"html/template"
	"strconv"

	"github.com/spf13/cobra"

	"respite/cmd/respite/hint"
)

func newVoiceLines(std streams) *cobra.Command {
	var asCSV, asPage bool
	var language string
	cmd := &cobra.Command{
		Use:   "lines [ROUTINE...]",
		Short: "print the lines to record",
		Long: `Lines prints every line that a voice needs for the routines, numbered: what
they say themselves, and what respite adds. Read them in this order.`,
		Example: "  respite voice lines desk-break --page >read-this.html",
		RunE: func(cmd *cobra.Command, args []string) error {
			list, err := readList(language, routinesArg(args), std)
			if err != nil {
				return err
			}
			switch {
			case asCSV && asPage:
				return hint.Usage(errors.New("--csv and --page exclude each other"), "give one of them")
			case asCSV:
				return list.writeCSV(std)
			case asPage:
				return readingPage.Execute(std.out, list.data())
			}
			for i, line := range list.lines {
				fmt.Fprintf(std.out, "%3d  %s\n", i+1, line)
			}
			return nil
		},
		ValidArgsFunction: completeRoutine,
	}
	cmd.Flags().BoolVar(&asCSV, "csv", false, "as a table: number, text")
	cmd.Flags().StringVar(&language, "lang", "", "`LANGUAGE` of built-in routines: en, de or es")
	cmd.Flags().BoolVar(&asPage, "page", false, "as a page for reading aloud, HTML")
	return cmd
}

func (l recordingList) writeCSV(std streams) error {
	w := csv.NewWriter(std.out)
	_ = w.Write([]string{"number", "text"}) // Flush keeps the error
	for i, line := range l.lines {
		_ = w.Write([]string{strconv.Itoa(i + 1), line})
	}
	w.Flush()
	return w.Error()
}

//go:embed voice_page.html
var pageText string

// readingPage is in large letters, with room for the pause after each line.
var readingPage = template.Must(template.New("page").Parse(pageText))

// data is what the page shows.
func (l recordingList) data() any {
	return struct {
		Language, Title string
		Lines           []string
	}{l.language, l.title, l.lines}
}
