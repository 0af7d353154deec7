package record

import (
	"context"
	"errors"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"respite/samples"
	"respite/samples/record/internal/testsound"
	"respite/samples/record/mastering"
	"respite/samples/record/speech"
)

// A parrot is an engine without a program. A longer text gives a longer take.
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

var polly = Voice{Name: "polly", Language: "en", Description: "a parrot", Kind: mastering.Dull, Engine: parrot{}}

// files returns the contents of the files in a folder by name.
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

func recordAs(ctx context.Context, v Voice, dir string, wanted ...Wanted) error {
	return (&Recorder{Voice: v, Cache: NewCache("")}).Record(ctx, dir, wanted)
}

// A recording opens as a voice that has every line.
func TestRecord(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "polly")
	lines := []Wanted{{Text: "Two."}, {Text: "One & only.", Takes: []Saying{{Spoken: "One & only."}}}, {Text: "Live well.", Takes: []Saying{{Spoken: "Liv well."}, {}}}}
	var told []string
	r := Recorder{Voice: polly, Cache: NewCache(""), Done: func(l samples.Line) { told = append(told, l.Text) }}
	if err := r.Record(t.Context(), dir, lines); err != nil {
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
		lengths := v.Lengths(l.Text)
		if len(lengths) != max(1, len(l.Takes)) {
			t.Errorf("%q has %d takes, want %d", l.Text, len(lengths), len(l.Takes))
		}
		for take, length := range lengths {
			clip, loudness, err := v.Say(l.Text, take)
			if err != nil || loudness < -20.5 || loudness > -19.5 || clip.Length() != length {
				t.Errorf("%q, take %d: %v long, loudness %v, error %v", l.Text, take, clip.Length(), loudness, err)
			}
		}
	}
	m := v.Manifest()
	if m.Engine != "a parrot" || m.Lines[0].Text != "Live well." || m.Lines[0].Spoken != "Liv well." || m.Lines[0].More[0].Spoken != "" || m.Lines[1].Spoken != "" {
		t.Errorf("the manifest is %+v", m)
	}
	if !strings.Contains(files(t, dir)["manifest.json"], "One & only.") {
		t.Error("the manifest cannot be read by eye")
	}
}

// A second recording writes the same bytes. It removes files of its own that are no longer
// needed, and no others.
func TestRecordAgain(t *testing.T) {
	dir := t.TempDir()
	lines := []Wanted{{Text: "Inhale."}, {Text: "Exhale."}}
	record := func(lines ...Wanted) map[string]string {
		if err := recordAs(t.Context(), polly, dir, lines...); err != nil {
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

// If one line fails, the folder stays unchanged.
func TestRecordFails(t *testing.T) {
	dir := t.TempDir()
	if err := recordAs(t.Context(), polly, dir, Wanted{Text: "Before."}); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	lines := []Wanted{{Text: "Line one."}, {Text: "Line two."}, {Text: "Line three."}}
	for want, e := range map[string]hoarse{`"Line two.": hoarse`: {failing: "Line two."}, "silence": {silent: true}} {
		v := Voice{Name: "x", Engine: e}
		if err := recordAs(t.Context(), v, dir, lines...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	twice := []Wanted{{Text: "Same."}, {Text: "Same."}}
	if err := recordAs(t.Context(), polly, dir, twice...); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("the same line twice: error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := recordAs(ctx, polly, dir, lines...); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: error %v", err)
	}
	if !maps.Equal(before, files(t, dir)) {
		t.Error("the folder was changed")
	}
}

// An interrupted recording continues with the cached takes; it does not speak a line again.
func TestRecordGoesOn(t *testing.T) {
	cache, dir := NewCache(t.TempDir()), t.TempDir()
	lines := []Wanted{{Text: "Line one."}, {Text: "Line two."}}
	r := Recorder{Voice: Voice{Engine: hoarse{failing: "Line two."}}, Cache: cache}
	if err := r.Record(t.Context(), dir, lines[:1]); err != nil {
		t.Fatal(err)
	}
	r.Voice.Engine = hoarse{failing: "Line one."}
	if err := r.Record(t.Context(), dir, lines); err != nil {
		t.Error(err)
	}
}

// A saying changes only the settings that it contains.
func TestSaying(t *testing.T) {
	k := speech.NewKokoro(speech.Kokoro{Speed: 0.9, Pace: 115, Row: 60})
	if e := (Saying{Spoken: "x"}).engine(k); e != speech.Engine(k) {
		t.Errorf("without settings it is %v", e)
	}
	e := Saying{Speed: 1.1, Row: 140}.engine(k).(*speech.Kokoro)
	if math.Abs(e.Speed-0.99) > 1e-9 || e.Row != 140 || e.Pace != 115 || k.Row != 60 {
		t.Errorf("it is %v, of %v", e, k)
	}
	if e := (Saying{Speed: 2, Row: 3}).engine(parrot{}); e != speech.Engine(parrot{}) {
		t.Errorf("an engine without controls becomes %v", e)
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
