package record

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"respite/samples/record/mastering"
)

// A counter is a parrot that counts its calls.
type counter struct {
	parrot
	asked atomic.Int64
}

func (c *counter) Speak(ctx context.Context, text string) ([]float32, int, error) {
	c.asked.Add(1)
	if text == "Bad line." {
		return nil, 0, errors.New("the voice is hoarse")
	}
	return c.parrot.Speak(ctx, text)
}

// A cached line is not spoken again and has the same sound; a damaged entry is made again.
func TestSpeakKeepsLines(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "cache")
	lines := []string{"One line.", "Another line.", "A third line, which is longer."}
	e := &counter{}
	say := func() []int16 {
		t.Helper()
		cache := NewCache(dir)
		v, err := (&Speaker{Engine: e, Cache: cache}).Speak(t.Context(), lines)
		if err != nil || cache.Trouble() != nil {
			t.Fatal(err, cache.Trouble())
		}
		var all []int16
		for _, l := range lines {
			c, loudness, err := v.Say(l, 0)
			if err != nil || loudness < -20.3 || loudness > -19.7 {
				t.Fatalf("%q: %.2f LUFS, %v", l, loudness, err)
			}
			all = append(all, c.Samples...)
		}
		return all
	}
	first := say()
	if again := say(); e.asked.Load() != 3 || !slices.Equal(first, again) {
		t.Errorf("asked %d times for 3 lines, or the sound differs", e.asked.Load())
	}
	for i, damage := range []func(string) error{
		func(f string) error { return os.Truncate(f, 1000) },
		func(f string) error { return os.WriteFile(f, []byte("rubbish"), 0o600) },
		func(f string) error { return os.Truncate(f, 0) },
	} {
		if err := damage(filepath.Join(dir, entry(e.Identity(), mastering.Natural, lines[i]))); err != nil {
			t.Fatal(err)
		}
	}
	if again := say(); e.asked.Load() != 6 || !slices.Equal(first, again) {
		t.Errorf("asked %d times, want 6: three lines were damaged", e.asked.Load())
	}
	if found := files(t, dir); len(found) != 3 {
		t.Errorf("the cache holds %d files", len(found))
	}
}

// Everything that affects a line affects the name of its entry.
func TestEntriesDiffer(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range []string{
		entry("a", mastering.Natural, "x"), entry("a", mastering.Natural, "x "), entry("a", mastering.Dull, "x"), entry("b", mastering.Natural, "x"), entry("a\x00x", mastering.Natural, ""), entry("a", mastering.Natural, "\x00x"),
	} {
		if seen[name] {
			t.Errorf("%s twice", name)
		}
		seen[name] = true
	}
}

// If the cache is not writable, lines are still spoken, and Trouble returns the error.
func TestSpeakWithoutCache(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	cache := NewCache(filepath.Join(blocked, "cache")) // no folder can be created there
	v, err := (&Speaker{Engine: &counter{}, Cache: cache}).Speak(t.Context(), []string{"One line.", "Two lines."})
	if err != nil || len(v.Manifest().Lines) != 2 || cache.Trouble() == nil {
		t.Errorf("error %v, trouble %v", err, cache.Trouble())
	}
	if cache := NewCache(""); true {
		if _, err := (&Speaker{Engine: &counter{}, Cache: cache}).Speak(t.Context(), []string{"One line."}); err != nil || cache.Trouble() != nil {
			t.Errorf("error %v, trouble %v", err, cache.Trouble())
		}
	}
}

func TestSpeakNamesTheLine(t *testing.T) {
	s := &Speaker{Engine: &counter{}, Cache: NewCache("")}
	_, err := s.Speak(t.Context(), []string{"Good line.", "Bad line."})
	if err == nil || err.Error() != `"Bad line.": the voice is hoarse` {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Speak(ctx, []string{"Good line."}); !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "Good") {
		t.Errorf("error %v", err)
	}
}
