package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/doc/comment"
	"os"
	"path/filepath"
	"time"

	"github.com/cpuguy83/go-md2man/v2/md2man"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/script"
)

// newMan returns the command that writes the manual pages. It is hidden because only make man
// and the release use it.
func newMan() *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "write the manual pages into a folder",
		Hidden: true,
		Args:   cli.Takes(1, 1, "one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			date, err := buildDate()
			if err != nil {
				return err
			}
			return writeMan(cmd.Root(), args[0], date)
		},
	}
}

// buildDate returns the date for the manual pages. SOURCE_DATE_EPOCH, in seconds since 1970,
// sets it, so that two builds of a release have the same bytes.
func buildDate() (time.Time, error) {
	var seconds int64
	if text := os.Getenv("SOURCE_DATE_EPOCH"); text != "" {
		if _, err := fmt.Sscan(text, &seconds); err != nil {
			return time.Time{}, errors.New("SOURCE_DATE_EPOCH is not a number of seconds")
		}
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// writeMan writes a page for every command and one for the routine format.
func writeMan(root *cobra.Command, dir string, date time.Time) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root.DisableAutoGenTag = true
	header := &doc.GenManHeader{Section: "1", Source: "respite " + cli.Version(), Manual: "respite", Date: &date}
	if err := doc.GenManTree(root, header, dir); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "respite-routine.5"), formatPage(date), 0o666)
}

// formatPage returns the manual page of the routine format.
func formatPage(date time.Time) []byte {
	var b bytes.Buffer
	clean.Fprintf(&b, "%% \"respite-routine\" \"5\" \"%s\" \"respite %s\" \"respite\"\n\n", date.Format("Jan 2006"), cli.Version())
	b.WriteString("# NAME\n\nrespite-routine - the format of a routine file\n\n")
	b.Write((&comment.Printer{HeadingLevel: 1, HeadingID: func(*comment.Heading) string { return "" }}).Markdown(script.Reference()))
	b.WriteString("\n# SEE ALSO\n\n**respite(1)**, **respite-check(1)**, **respite-new(1)**\n")
	return md2man.Render(b.Bytes())
}
