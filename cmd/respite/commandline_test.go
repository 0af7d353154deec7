package main

import (
	"os/exec"
	"strings"
	"testing"
	"time"

	"respite/cmd/respite/cli"
)

// The command to continue repeats the flags, and both a shell and the program parse it
// correctly.
func TestCommandAt(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--from", "Cobra", "--skip", "Child's Pose,Cat-Cow", "--level", "deep", "-v"},
			`respite play 'my routine.yaml' --skip='Child'\''s Pose' --skip=Cat-Cow --level=deep --verbose=true --from=4:10`},
		{[]string{"--skip", "Cobra [easy]"}, `respite play 'my routine.yaml' --skip='Cobra [easy]' --from=4:10`},
		{[]string{"--only", `"Back, relax"`}, `respite play 'my routine.yaml' --only='"Back, relax"' --from=4:10`},
		{nil, `respite play 'my routine.yaml' --from=4:10`},
	} {
		cmd := newPlay(cli.Streams{})
		if err := cmd.ParseFlags(c.args); err != nil {
			t.Fatal(err)
		}
		got := commandAt("my routine.yaml", cmd.Flags())(250*time.Second + 1234567)
		if got != c.want {
			t.Errorf("%q:\n%s\nwant\n%s", c.args, got, c.want)
		}
		again := newPlay(cli.Streams{})
		if err := again.ParseFlags(words(t, got)[3:]); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"skip", "only", "level"} {
			if a, b := cmd.Flags().Lookup(name).Value.String(), again.Flags().Lookup(name).Value.String(); a != b {
				t.Errorf("--%s is read as %s, want %s", name, b, a)
			}
		}
	}
}

// words splits a command like a shell.
func words(t *testing.T, command string) []string {
	t.Helper()
	out, err := exec.Command("sh", "-c", `for word in `+command+`; do printf '%s\n' "$word"; done`).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}
