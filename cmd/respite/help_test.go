package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"respite/cmd/respite/cli"
)

// The help of every command ends with at least two examples, whose commands and flags exist.
func TestExamples(t *testing.T) {
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		if cmd.IsAvailableCommand() && cmd.Parent() != nil && cmd.Parent().Name() != "completion" {
			lines := strings.Split(cmd.Example, "\n")
			if len(lines) < 2 {
				t.Errorf("%s: %d examples", cmd.CommandPath(), len(lines))
			}
			for _, line := range lines {
				checkExample(t, cmd, line)
			}
		}
		for _, sub := range cmd.Commands() {
			visit(sub)
		}
	}
	root := newRoot(cli.Streams{Out: &bytes.Buffer{}, Err: &bytes.Buffer{}})
	visit(root)
}

func checkExample(t *testing.T, cmd *cobra.Command, line string) {
	t.Helper()
	line, _, _ = strings.Cut(line, " | ")
	line, _, _ = strings.Cut(line, " >")
	words := strings.Fields(line)
	for len(words) > 0 && strings.HasPrefix(words[0], "RESPITE_") {
		words = words[1:]
	}
	if len(words) < 2 || words[0] != "respite" {
		t.Errorf("%s: %q is no example", cmd.CommandPath(), line)
		return
	}
	found, args, err := newRoot(cli.Streams{}).Find(words[1:])
	if err == nil {
		err = found.ParseFlags(args)
	}
	if err != nil {
		t.Errorf("%s: %q: %v", cmd.CommandPath(), line, err)
	}
}
