package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"respite/samples"
	"respite/samples/record"
	"respite/script/routines"
)

func TestCollect(t *testing.T) {
	texts, err := routines.Lines("en")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "takes.yaml")
	for _, c := range []struct{ takes, want string }{
		{"", ""}, // as written, without special treatment
		{"ada:\n  \"" + texts[0] + "\": [{spoken: as it sounds, speed: 0.9}, {row: 100}]\ngreta:\n  Ja: [{spoken: Ja}]\n", ""},
		{"ada: {No such line.: [{row: 3}]}", `ada has no line "No such line."`},
		{"ada: {\"" + texts[0] + "\": [{pitch: 3}]}", "pitch"},
		{"ada: [", "takes.yaml"},
	} {
		if err := os.WriteFile(file, []byte(c.takes), 0o600); err != nil {
			t.Fatal(err)
		}
		lines, err := collect("ada", "en", file)
		switch {
		case c.want == "" && (err != nil || len(lines) != len(texts)):
			t.Errorf("%q: %d lines of %d, error %v", c.takes, len(lines), len(texts), err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q: error %v, want one with %q", c.takes, err, c.want)
		case strings.Contains(c.takes, "sounds") && !slices.Equal(lines[0].Takes, []record.Saying{{Spoken: "as it sounds", Speed: 0.9}, {Row: 100}}):
			t.Errorf("%q: the first line is %+v", c.takes, lines[0])
		}
	}
}

func TestRunRefuses(t *testing.T) {
	if err := run(t.Context(), options{voice: "nobody", out: t.TempDir()}); err == nil || !strings.Contains(err.Error(), `"nobody"`) {
		t.Errorf("error %v", err)
	}
}

// The bundled voices have every line of their language, and no unused lines.
func TestVoicesAreComplete(t *testing.T) {
	for _, v := range record.Voices("") {
		lines, err := collect(v.Name, v.Language, "../../samples/voices/takes.yaml")
		if err != nil {
			t.Fatal(err)
		}
		voice, err := samples.OpenVoice(v.Name)
		if err != nil {
			t.Fatal(err)
		}
		asked := map[string]bool{}
		for _, l := range lines {
			asked[l.Text] = true
			if got, want := len(voice.Lengths(l.Text)), max(1, len(l.Takes)); got != want {
				t.Errorf("%s has %d takes of %q, want %d", v.Name, got, l.Text, want)
			}
		}
		for _, l := range voice.Manifest().Lines {
			if !asked[l.Text] {
				t.Errorf("%s says %q, which nobody asks for", v.Name, l.Text)
			}
		}
		if m := voice.Manifest(); m.Engine != v.Engine.String() || m.Language != v.Language {
			t.Errorf("%s was recorded in %s with %s", v.Name, m.Language, m.Engine)
		}
	}
}
