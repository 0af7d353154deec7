package samples_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"respite/audio"
	"respite/audio/envelope"
	"respite/samples"
	"respite/samples/record/mastering"
	"respite/script/plan"
	"respite/script/routines"
	"respite/script/stock"
)

// manifest reads the manifest of a bundled voice from its folder.
func manifest(t *testing.T, voice string) (dir string, m samples.Manifest) {
	t.Helper()
	dir = filepath.Join("voices", voice)
	b, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	if len(m.Lines) == 0 {
		t.Fatal("the voice has no lines")
	}
	return dir, m
}

// decoded holds the clips of files, because several tests need the same ones.
var decoded sync.Map // audio.Clip by file

// clip decodes a file of a voice's folder. Its samples must not be changed.
func clip(t *testing.T, file string) audio.Clip {
	t.Helper()
	if c, ok := decoded.Load(file); ok {
		return c.(audio.Clip)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, err := samples.Decode(b) // mono, 16 bit, or an error
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	decoded.Store(file, c)
	return c
}

// Every recorded line of every bundled voice can be played. Make test takes every fourth
// line, and make check all of them.
func TestVoiceLines(t *testing.T) {
	for _, voice := range samples.Voices() {
		t.Run(voice, func(t *testing.T) {
			t.Parallel()
			dir, m := manifest(t, voice)
			for _, l := range some(eachTake(m.Lines), 4) {
				for _, fault := range faults(m.Language, l, clip(t, filepath.Join(dir, l.File))) {
					t.Errorf("%q (%s): %s", l.Text, l.File, fault)
				}
			}
		})
	}
}

// The envelopes in the manifests are those of the sound. After a change: go run
// ./cmd/record --envelopes. Make test takes every fourth line, and make check all of them.
func TestEnvelopesAreThoseOfTheSound(t *testing.T) {
	for _, voice := range samples.Voices() {
		t.Run(voice, func(t *testing.T) {
			t.Parallel()
			dir, m := manifest(t, voice)
			for _, l := range some(eachTake(m.Lines), 4) {
				c := clip(t, filepath.Join(dir, l.File))
				if want := envelope.Of(c.Samples, c.Rate); l.Envelope == nil || !isSame(*l.Envelope, want) {
					t.Errorf("%q (%s): the manifest does not hold the envelope of the sound", l.Text, l.File)
				}
			}
		})
	}
}

// isSame reports whether two envelopes are equal, apart from the rounding of other
// processors.
func isSame(a, b envelope.Envelope) bool {
	if a.Peak != b.Peak || len(a.Steps) != len(b.Steps) {
		return false
	}
	for i := range a.Steps {
		if d := int(a.Steps[i]) - int(b.Steps[i]); d < -1 || d > 1 {
			return false
		}
	}
	return true
}

// eachTake iterates over every take of the lines, as a line of one take.
func eachTake(lines []samples.Line) (takes []samples.Line) {
	for _, l := range lines {
		for _, t := range l.Takes() {
			takes = append(takes, samples.NewLine(l.Text, []samples.Take{t}))
		}
	}
	return takes
}

// The most frequent lines have at least three takes.
func TestVoicesHaveTakes(t *testing.T) {
	for _, name := range samples.Voices() {
		voice, err := samples.OpenVoice(name)
		if err != nil {
			t.Fatal(err)
		}
		phrases, err := stock.For(voice.Manifest().Language)
		if err != nil {
			t.Fatal(err)
		}
		for _, phase := range []string{"inhale", "hold", "exhale"} {
			text := phrases.Line(phase, "")
			if lengths := voice.Lengths(text); len(lengths) < 3 {
				t.Errorf("%s has %d takes of %q", name, len(lengths), text)
			}
		}
	}
}

// The folder holds only the files that the manifest names, and a NOTICE.
func TestVoiceFiles(t *testing.T) {
	for _, voice := range samples.Voices() {
		dir, m := manifest(t, voice)
		named := map[string]bool{"manifest.json": true, "NOTICE": true}
		for i, l := range m.Lines {
			if i > 0 && l.Text <= m.Lines[i-1].Text {
				t.Errorf("%s: %q is out of order", voice, l.Text)
			}
			for _, take := range l.Takes() {
				named[take.File] = true
			}
		}
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if !named[f.Name()] {
				t.Errorf("%s: %s is in the folder and not in the manifest", voice, f.Name())
			}
			delete(named, f.Name())
		}
		for name := range named {
			t.Errorf("%s: %s is missing", voice, name)
		}
	}
}

// The check of the lines detects each kind of fault.
func TestVoiceLinesCanFail(t *testing.T) {
	good := func() audio.Clip {
		c := clip(t, anyFile(t))
		c.Samples = slices.Clone(c.Samples)
		return c
	}
	for name, spoil := range map[string]func(*samples.Line, *audio.Clip){
		"frames":    func(l *samples.Line, _ *audio.Clip) { l.Frames++ },
		"rate":      func(_ *samples.Line, c *audio.Clip) { c.Rate = 24000 },
		"loudness":  func(l *samples.Line, _ *audio.Clip) { l.Loudness += 0.2 },
		"peak":      func(_ *samples.Line, c *audio.Clip) { c.Samples[4000] = 30000 },
		"begins":    func(_ *samples.Line, c *audio.Clip) { c.Samples[0] = -40 },
		"ends with": func(_ *samples.Line, c *audio.Clip) { c.Samples[len(c.Samples)-1] = 40 },
		"silence": func(l *samples.Line, c *audio.Clip) {
			c.Samples = append(make([]int16, 1400), c.Samples...)
			l.Frames = len(c.Samples)
		},
		"words a minute": func(l *samples.Line, _ *audio.Clip) { l.Text = strings.Repeat("word ", 60) },
		"LUFS": func(l *samples.Line, c *audio.Clip) {
			for i := range c.Samples {
				c.Samples[i] /= 2
			}
			l.Loudness = mastering.Loudness(*c)
		},
	} {
		c := good()
		l := samples.Line{Text: "Inhale.", Frames: len(c.Samples), Loudness: mastering.Loudness(c)}
		if found := faults("en", l, c); len(found) > 0 {
			t.Fatalf("a good line has faults: %v", found)
		}
		spoil(&l, &c)
		if found := strings.Join(faults("en", l, c), ", "); !strings.Contains(found, name) {
			t.Errorf("%s: found %q", name, found)
		}
	}
}

// anyFile returns the first file of the default voice.
func anyFile(t *testing.T) string {
	dir, m := manifest(t, samples.DefaultVoice)
	return filepath.Join(dir, m.Lines[0].File)
}

// All bundled sound together is smaller than 64 MB.
func TestBundledSoundIsSmall(t *testing.T) {
	total := int64(0)
	for _, dir := range []string{"voices", "tones", "bells", "ambiences"} {
		err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err == nil {
				total += info.Size()
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if total > 64e6 || total < 1e6 {
		t.Errorf("%.1f MB, at most 64 are wanted", float64(total)/1e6)
	}
	t.Logf("%.1f MB", float64(total)/1e6)
}

// A bundled voice has every line of the built-in routines in its language, under all
// options, and no unused line.
func TestVoicesHaveEveryLine(t *testing.T) {
	for _, name := range samples.Voices() {
		voice, err := samples.OpenVoice(name)
		if err != nil {
			t.Fatal(err)
		}
		m := voice.Manifest()
		want, err := routines.Lines(m.Language)
		if err != nil {
			t.Fatal(err)
		}
		var have []string
		for _, l := range m.Lines {
			have = append(have, l.Text)
		}
		slices.Sort(have)
		if !slices.Equal(have, want) {
			t.Errorf("%s: make samples has to be run again: %d lines, want %d", name, len(have), len(want))
		}
		for _, routine := range routines.Names() {
			if slices.Contains(routines.Languages(routine), m.Language) {
				checkSayable(t, voice, routine)
			}
		}
	}
}

// checkSayable builds a routine in the voice's language with every option that changes
// the lines.
func checkSayable(t *testing.T, voice *samples.Voice, routine string) {
	r, err := routines.Open(routine, voice.Manifest().Language)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []plan.Guidance{plan.Full, plan.Brief, plan.Quiet} {
		for _, l := range []plan.Level{plan.Gentle, plan.Steady, plan.Deep} {
			if _, err := plan.Build(r, plan.Options{Guidance: g, Level: l}, plan.Voice{Lengths: plan.OneTake(voice.Length)}); err != nil {
				t.Errorf("%s, %s, %v, %v: %v", voice.Manifest().Name, routine, g, l, err)
			}
		}
	}
}
