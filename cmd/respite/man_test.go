package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"respite/cmd/respite/cli"
)

// Every command and the routine format have a manual page. If man is installed, it shows them
// without a warning (see .ci/run).
func TestManualPages(t *testing.T) {
	dir := t.TempDir()
	root := newRoot(cli.Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard})
	if err := writeMan(root, dir, time.Unix(0, 0).UTC()); err != nil {
		t.Fatal(err)
	}
	for _, cmd := range root.Commands() {
		page, err := os.ReadFile(filepath.Join(dir, "respite-"+cmd.Name()+".1"))
		if !cmd.IsAvailableCommand() {
			if err == nil {
				t.Errorf("%s has a page, though help does not list it", cmd.Name())
			}
			continue
		}
		if err != nil {
			t.Error(err)
		} else if !strings.Contains(string(page), cmd.Short) {
			t.Errorf("the page of %s does not say %q", cmd.Name(), cmd.Short)
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "respite-routine.5"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"respite-routine", "title: TEXT", "SEE ALSO"} {
		if !strings.Contains(strings.ReplaceAll(string(page), `\-`, "-"), want) {
			t.Errorf("the page of the format does not say %q", want)
		}
	}
}
