package samples

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// A watched file system records the files that are opened.
type watched struct {
	fs.FS
	opened []string
}

func (w *watched) Open(name string) (fs.File, error) {
	f, err := w.FS.Open(name)
	if err == nil {
		if info, err := f.Stat(); err == nil && !info.IsDir() {
			w.opened = append(w.opened, name)
		}
	}
	return f, err
}

// A bundled file is opened only when it is needed.
func TestFilesAreReadWhenTheyAreNeeded(t *testing.T) {
	before := bundled
	defer func() { bundled = before }()
	for _, tc := range []struct {
		name string
		do   func() error
		want []string
	}{
		{"names", func() error { Voices(); ToneSets(); Ambiences(); return nil }, nil},
		{"a voice", func() error { _, err := OpenVoice("ada"); return err }, []string{"voices/ada/manifest.json"}},
		{"a line", func() error {
			v, err := OpenVoice("ada")
			if err == nil {
				_, _, err = v.Say(v.Manifest().Lines[0].Text, 0)
			}
			return err
		}, []string{"voices/ada/manifest.json", "voices/ada/*"}},
		{"tones", func() error { _, err := OpenTones("air"); return err }, []string{"tones/air/inhale.wav", "tones/air/exhale.wav", "tones/air/hold.wav"}},
		{"a bell", func() error { _, err := Bells{}.Bell("change"); return err }, []string{"bells/change.wav"}},
		{"an ambience", func() error { _, err := Ambience("rain"); return err }, []string{"ambiences/rain.wav"}},
	} {
		w := &watched{FS: embedded}
		bundled = w
		if err := tc.do(); err != nil {
			t.Errorf("%s: %v", tc.name, err)
		}
		same := func(a, b string) bool {
			return a == b || strings.HasSuffix(b, "*") && strings.HasPrefix(a, b[:len(b)-1])
		}
		opened := slices.Compact(w.opened) // opened once for its size and once to read it
		if !slices.EqualFunc(opened, tc.want, same) {
			t.Errorf("%s: opens %q, want %q", tc.name, opened, tc.want)
		}
	}
}
