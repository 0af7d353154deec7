package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"respite/audio"
	"respite/samples"
	"respite/samples/record/internal/testsound"
	"respite/samples/record/mastering"
	"respite/samples/record/speech"
)

const nineWords = "Now lift your right arm up to the sky."

// A paced engine speaks each text at a given pace in words a minute, with optional faults.
type paced struct {
	parrot
	pace   float64
	stuck  bool // has no speed control
	varies bool // gives different sound each time
	broken *int // number of takes that are cut off
	said   *int
}

func (p paced) Speak(_ context.Context, text string) ([]float32, int, error) {
	*p.said++
	take := testsound.Speech(24000, speech.CountWords(text)*60/p.pace, 0.3, 3)
	if p.varies {
		take = take[:len(take)-*p.said]
	}
	if *p.broken > 0 {
		*p.broken--
		return take[:len(take)/3], 24000, nil
	}
	return take, 24000, nil
}

func (p paced) AtSpeed(factor float64) speech.Engine {
	if !p.stuck {
		p.pace *= factor
	}
	return p
}

// A line that is not calm is spoken once more. If that does not help, a warning is given.
func TestPaceIsMeasured(t *testing.T) {
	for _, c := range []struct {
		pace   float64
		stuck  bool
		said   int
		warned bool
		speed  float64
	}{
		{115, false, 1, false, 0}, {98, false, 1, false, 0}, {132, false, 1, false, 1},
		{180, false, 2, false, 0}, {75, false, 2, false, 0}, {180, true, 2, true, 0}, {75, true, 2, true, 0},
		{150, false, 1, false, 1.3}, {115, true, 2, true, 1.3}, {75, false, 1, false, 0.7},
	} {
		said, broken := 0, 0
		p := performer{engine: paced{pace: c.pace, stuck: c.stuck, said: &said, broken: &broken}, kind: mastering.Natural, speed: c.speed}
		line, err := p.perform(t.Context(), nineWords)
		clip, warning := line.clip, line.hasty
		if err != nil || said != c.said || (warning != "") != c.warned {
			t.Errorf("%+v: said %d times, warning %q, error %v", c, said, warning, err)
			continue
		}
		if pace := speech.Pace(mastering.Floats(clip.Samples), clip.Rate, nineWords); !c.warned && math.Abs(pace-115*cmp.Or(c.speed, 1)) > 25 {
			t.Errorf("%+v: %.0f words a minute", c, pace)
		}
	}
}

// The warning about a line that is not calm is repeated when the line comes from the cache.
func TestHastyLinesAreToldEachTime(t *testing.T) {
	said, broken, told := 0, 0, 0
	s := Speaker{
		Engine: paced{pace: 180, stuck: true, said: &said, broken: &broken}, Cache: NewCache(t.TempDir()),
		Warn: func(_, warning string) {
			if told++; !strings.HasSuffix(warning, " words a minute; 95 to 135 are calm") {
				t.Errorf("the warning is %q", warning)
			}
		},
	}
	for range 2 {
		if _, err := s.Speak(t.Context(), []string{nineWords}); err != nil {
			t.Fatal(err)
		}
	}
	if said != 2 || told != 2 {
		t.Errorf("said %d times, told %d times", said, told)
	}
}

// A truncated take is repeated up to three times and never cached.
func TestCutSpeechIsSaidAgain(t *testing.T) {
	for _, c := range []struct {
		broken, said int
		failed       bool
	}{{0, 1, false}, {1, 2, false}, {2, 3, false}, {3, 3, true}} {
		dir := t.TempDir()
		said, broken := 0, c.broken
		s := Speaker{Engine: paced{pace: 115, said: &said, broken: &broken}, Cache: NewCache(dir)}
		_, err := s.Speak(t.Context(), []string{nineWords})
		if (err != nil) != c.failed || said != c.said {
			t.Errorf("%+v: said %d times, error %v", c, said, err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), fmt.Sprintf("%q: spoken 3 times, wrong each time: ", nineWords)) {
			t.Errorf("the error is %v", err)
		}
		if kept := len(files(t, dir)); kept != 1 && !c.failed || kept != 0 && c.failed {
			t.Errorf("%+v: %d lines are kept", c, kept)
		}
	}
}

// Lines before an error are cached, and the next run continues from there.
func TestSpeakGoesOn(t *testing.T) {
	dir := t.TempDir()
	lines := []string{"One line.", "Another line.", "Bad line.", "A fourth line."}
	e := &counter{}
	_, err := (&Speaker{Engine: e, Cache: NewCache(dir), Jobs: 1}).Speak(t.Context(), lines)
	var partial *PartialError
	if !errors.As(err, &partial) || partial.Said != 2 || partial.All != 4 || !partial.Kept {
		t.Fatalf("error %+v", err)
	}
	lines[2] = "Good line."
	if _, err := (&Speaker{Engine: e, Cache: NewCache(dir), Jobs: 1}).Speak(t.Context(), lines); err != nil || e.asked.Load() != 5 {
		t.Errorf("asked %d times, want 5: error %v", e.asked.Load(), err)
	}
}

// A cache keeps the most recently used lines within its limit.
func TestCacheIsBounded(t *testing.T) {
	dir := t.TempDir()
	clip, err := mastering.Line(testsound.Speech(24000, 1, 0.3, 1), 24000, mastering.Natural)
	if err != nil {
		t.Fatal(err)
	}
	c := NewCache(dir)
	var names []string
	for i := range 4 {
		names = append(names, entry("x", mastering.Natural, fmt.Sprint(i)))
		c.put(names[i], clip)
		old := time.Now().Add(time.Duration(i-10) * time.Hour)
		if err := os.Chtimes(filepath.Join(dir, names[i]), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "mine.flac"), make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.get(names[0]); !ok { // makes it the most recently used
		t.Fatal("an entry is not found")
	}
	_, size, _ := c.Size()
	c.most = size / 2
	c.evict()
	for i, want := range []bool{true, false, false, true} {
		if _, ok := c.get(names[i]); ok != want {
			t.Errorf("entry %d is there: %v", i, ok)
		}
	}
	if err := c.Clear(); err != nil {
		t.Fatal(err)
	}
	if left := files(t, dir); len(left) != 1 || left["mine.flac"] == "" {
		t.Errorf("%d files are left", len(left))
	}
}

// A cached line with another rate is not played at the wrong speed.
func TestCacheChecksTheRate(t *testing.T) {
	dir := t.TempDir()
	c := NewCache(dir)
	name := entry("x", mastering.Natural, "y")
	for rate, want := range map[int]bool{samples.VoiceRate: true, 44100: false} {
		c.put(name, audio.Clip{Rate: rate, Samples: make([]int16, 1000)})
		if _, ok := c.get(name); ok != want {
			t.Errorf("%d Hz: found %v", rate, ok)
		}
	}
}

// A line in which other words are heard is spoken up to three times, and reported. An engine
// that repeats the same sound is not asked a third time. Doubtful lines are not cached.
func TestDoubtfulLinesAreSaidAgain(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct {
		right, said, heard int // number of the correct take, 0 for none; how often a line is spoken, and recognised
		varies             bool
	}{{1, 1, 1, true}, {2, 2, 2, true}, {3, 3, 3, true}, {0, 3, 3, true}, {0, 2, 2, false}} {
		dir := t.TempDir()
		log := filepath.Join(dir, "log")
		script := fmt.Sprintf("echo x >>%s; test $(wc -l <%s) = %d && echo %s || echo rain in Spain", log, log, c.right, strings.ToLower(nineWords))
		r, err := speech.NewRecogniser(`sh -c "`+script+`" {in}`, "en")
		if err != nil {
			t.Fatal(err)
		}
		said, broken, doubt := 0, 0, ""
		s := Speaker{
			Engine: paced{pace: 115, said: &said, broken: &broken, varies: c.varies}, Cache: NewCache(filepath.Join(dir, "cache")), Recogniser: r,
			Doubt: func(text, d string) { doubt = text + " " + d },
		}
		if _, err := s.Speak(t.Context(), []string{nineWords}); err != nil {
			t.Fatal(err)
		}
		b, _ := os.ReadFile(log)
		if said != c.said || strings.Count(string(b), "x") != c.heard {
			t.Errorf("%+v: said %d times, heard %d times", c, said, strings.Count(string(b), "x"))
		}
		if want := nineWords + ` heard as "rain in Spain"`; (doubt == want) != (c.right == 0) {
			t.Errorf("%+v: the doubt is %q", c, doubt)
		}
		if kept := len(files(t, filepath.Join(dir, "cache"))); (kept == 1) != (c.right > 0) {
			t.Errorf("%+v: %d lines are kept", c, kept)
		}
	}
}
