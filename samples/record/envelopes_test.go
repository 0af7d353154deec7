package record

import (
	"os"
	"path/filepath"
	"testing"

	"respite/audio/envelope"
	"respite/samples"
)

// MeasureEnvelopes measures the lines again and changes nothing else. It does not trust the
// values in the manifest.
func TestMeasureEnvelopes(t *testing.T) {
	dir := t.TempDir()
	if err := Add(t.Context(), dir, anna, []Reading{reading("One line.", 1), reading("Another line.", 2)}); err != nil {
		t.Fatal(err)
	}
	before, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := MeasureEnvelopes(dir); err != nil {
		t.Fatal(err)
	}
	v, err := samples.OpenVoice(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range v.Manifest().Lines {
		clip, _, err := v.Say(l.Text, 0)
		if err != nil {
			t.Fatal(err)
		}
		if want := envelope.Of(clip.Samples, clip.Rate); l.Envelope == nil || l.Envelope.Peak != want.Peak || string(l.Envelope.Steps) != string(want.Steps) {
			t.Errorf("%q has the envelope %v, want %v", l.Text, l.Envelope, want)
		}
		if l.Envelope = nil; l.Takes()[0] != before.Lines[i].Takes()[0] {
			t.Errorf("%v became %v", before.Lines[i], l)
		}
		if _, _, ok := v.Known(l.Text, 0); ok {
			t.Errorf("the envelope of %q is believed, though it is not bundled", l.Text)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, before.Lines[0].File), []byte("no sound"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := MeasureEnvelopes(dir); err == nil {
		t.Error("a damaged file is measured")
	}
}
