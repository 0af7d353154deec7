package main

import (
	"os"
	"path/filepath"
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
	file := filepath.Join(t.TempDir(), "spelling.yaml")
	for _, c := range []struct{ spelling, want string }{
		{"", ""}, // no spellings
		{"en:\n  \"" + texts[0] + "\": as it sounds\nde:\n  Ja: Ja\n", ""},
		{"en: {No such line.: spoken}", `no line reads "No such line."`},
		{"en: [", "spelling.yaml"},
	} {
		if err := os.WriteFile(file, []byte(c.spelling), 0o600); err != nil {
			t.Fatal(err)
		}
		lines, err := collect("en", file)
		switch {
		case c.want == "" && (err != nil || len(lines) != len(texts)):
			t.Errorf("%q: %d lines of %d, error %v", c.spelling, len(lines), len(texts), err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q: error %v, want one with %q", c.spelling, err, c.want)
		case strings.Contains(c.spelling, "sounds") && lines[0] != samples.Line{Text: texts[0], Spoken: "as it sounds"}:
			t.Errorf("%q: the first line is %+v", c.spelling, lines[0])
		}
	}
}

func TestRunRefuses(t *testing.T) {
	if err := run(t.Context(), "nobody", t.TempDir(), nil); err == nil || !strings.Contains(err.Error(), `"nobody"`) {
		t.Errorf("error %v", err)
	}
}

// The bundled voices say every line of their language, and none that nobody asks for.
func TestVoicesAreComplete(t *testing.T) {
	for _, v := range record.Voices() {
		lines, err := collect(v.Language, "../../samples/voices/spelling.yaml")
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
			if _, ok := voice.Length(l.Text); !ok {
				t.Errorf("%s cannot say %q", v.Name, l.Text)
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
