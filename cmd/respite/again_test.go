package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"respite/cmd/respite/cli"
)

// The commands in hints repeat the routine and the flags, and can be pasted.
func TestHintsRepeatTheCommand(t *testing.T) {
	called := os.Args[0]
	defer func() { os.Args[0] = called }()
	os.Args[0] = "respite"
	own := filepath.Join(t.TempDir(), "my own.yaml")
	text := "title: Own\nstretches:\n  - {name: 'Cobra, slow', setup: Nobody has recorded this., hold: 20s}\n  - {name: Cat-Cow, hold: 20s}\n"
	if err := os.WriteFile(own, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"render", own, "-o", "x.wav", "--only", `"Cobra, slow"`}, "respite render '" + own + `' --output=x.wav --only='"Cobra, slow"' --tts ENGINE (`},
		{[]string{"show", own, "--length", "1m20s", "--guidance", "full"}, "respite show '" + own + "' --length=1m20s --guidance=full --skip="},
	} {
		var b bytes.Buffer
		run(context.Background(), test.args, cli.Streams{In: strings.NewReader(""), Out: &b, Err: &b})
		said := b.String()
		if !strings.Contains(said, test.want) {
			t.Errorf("%q: no %q in\n%s", test.args, test.want, said)
		}
	}
}
