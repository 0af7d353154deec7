package record

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"respite/samples"
	"respite/samples/record/internal/testsound"
)

// parrot is an engine without a program: the longer the text, the longer the take.
type parrot struct{}

func (parrot) Speak(_ context.Context, text string) ([]float32, int, error) {
	return testsound.Speech(24000, 0.1*float64(len(text)), 0.3, uint64(len(text))), 24000, nil
}

func (parrot) String() string   { return "a parrot" }
func (parrot) Identity() string { return "a parrot" }

// A hoarse parrot fails for one line, or is silent.
type hoarse struct {
	parrot
	failing string
	silent  bool
}

func (h hoarse) Speak(ctx context.Context, text string) ([]float32, int, error) {
	switch {
	case h.silent:
		return make([]float32, 24000), 24000, nil
	case text == h.failing:
		return nil, 0, errors.New("hoarse")
	}
	return h.parrot.Speak(ctx, text)
}

var polly = Voice{Name: "polly", Language: "en", Description: "a parrot", Kind: Female, Engine: parrot{}}

// files is what is in a folder, by name.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		found[e.Name()] = string(b)
	}
	return found
}

// What is recorded opens as a voice that says every line.
func TestRecord(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "polly")
	lines := []samples.Line{{Text: "Two."}, {Text: "One & only.", Spoken: "One & only."}, {Text: "Live well.", Spoken: "Liv well."}}
	var told []string
	if err := Record(t.Context(), polly, dir, lines, func(l samples.Line) { told = append(told, l.Text) }); err != nil {
		t.Fatal(err)
	}
	if slices.Sort(told); !slices.Equal(told, []string{"Live well.", "One & only.", "Two."}) {
		t.Errorf("was told of %q", told)
	}
	v, err := samples.NewVoice(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		if _, loudness, err := v.Say(l.Text, 0); err != nil || loudness < -20.5 || loudness > -19.5 {
			t.Errorf("%q: loudness %v, error %v", l.Text, loudness, err)
		}
	}
	m := v.Manifest()
	if m.Engine != "a parrot" || m.Lines[0].Text != "Live well." || m.Lines[0].Spoken != "Liv well." || m.Lines[1].Spoken != "" {
		t.Errorf("the manifest is %+v", m)
	}
	if !strings.Contains(files(t, dir)["manifest.json"], "One & only.") {
		t.Error("the manifest cannot be read by eye")
	}
}

// A second recording gives the same bytes, and removes what it no longer
// has, but nothing that was not its own.
func TestRecordAgain(t *testing.T) {
	dir := t.TempDir()
	lines := []samples.Line{{Text: "Inhale."}, {Text: "Exhale."}}
	record := func(lines ...samples.Line) map[string]string {
		if err := Record(t.Context(), polly, dir, lines, nil); err != nil {
			t.Fatal(err)
		}
		return files(t, dir)
	}
	first := record(lines...)
	if again := record(lines[1], lines[0]); len(first) != 3 || !maps.Equal(first, again) {
		t.Errorf("%d files, then %d, or other bytes", len(first), len(again))
	}
	if err := os.WriteFile(filepath.Join(dir, "mine.wav"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	less := record(lines[0])
	got := slices.Sorted(maps.Keys(less))
	if len(got) != 3 || !strings.HasPrefix(got[0], "inhale-") || got[1] != "manifest.json" || got[2] != "mine.wav" {
		t.Errorf("the folder holds %q", got)
	}
}

// When one line fails, the folder stays as it was.
func TestRecordFails(t *testing.T) {
	dir := t.TempDir()
	if err := Record(t.Context(), polly, dir, []samples.Line{{Text: "Before."}}, nil); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	lines := []samples.Line{{Text: "Line one."}, {Text: "Line two."}, {Text: "Line three."}}
	for want, e := range map[string]hoarse{`"Line two.": hoarse`: {failing: "Line two."}, "silence": {silent: true}} {
		v := Voice{Name: "x", Engine: e}
		if err := Record(t.Context(), v, dir, lines, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	twice := []samples.Line{{Text: "Same."}, {Text: "Same."}}
	if err := Record(t.Context(), polly, dir, twice, nil); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("the same line twice: error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Record(ctx, polly, dir, lines, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: error %v", err)
	}
	if !maps.Equal(before, files(t, dir)) {
		t.Error("the folder was changed")
	}
}

func TestFileName(t *testing.T) {
	for text, want := range map[string]string{
		"Child's Pose": "childs-pose-",
		"Inhale.":      "inhale-",
		"...":          "",
		"Größe & Maß":  "gr-e-ma-",
		"Feel the stretch in your hamstrings, your calves and your back.": "feel-the-stretch-in-your-hamstrings-",
		strings.Repeat("long", 50):                                        "",
	} {
		got := fileName(text, wavFile)
		if start, ok := strings.CutSuffix(got[:len(got)-len("01234567.wav")], want); !ok || start != "" {
			t.Errorf("%q becomes %q, want it to begin with %q", text, got, want)
		}
	}
	if fileName("Inhale.", flacFile) == fileName("Inhale", flacFile) {
		t.Error("two lines share a file name")
	}
}
