package record

import (
	"math"
	"slices"
	"strings"
	"testing"

	"respite/samples"
	"respite/samples/record/internal/testsound"
	"respite/samples/record/mastering"
)

// A reader reads lines of a bundled voice one after another.
type reader struct {
	t     *testing.T
	voice *samples.Voice
	noise float64 // amplitude
	sound []float32
	at    map[string]float64 // start of each line in seconds
}

func newReader(t *testing.T, noise float64) *reader {
	t.Helper()
	v, err := samples.OpenVoice("finn")
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{t: t, voice: v, noise: noise, at: map[string]float64{}}
	r.pause(1.2)
	return r
}

func (r *reader) pause(seconds float64) {
	r.sound = append(r.sound, make([]float32, int(seconds*samples.VoiceRate))...)
}

func (r *reader) read(lines ...string) *reader {
	for i, l := range lines {
		c, _, err := r.voice.Say(l, 0)
		if err != nil {
			r.t.Fatal(err)
		}
		r.at[l] = float64(len(r.sound)) / samples.VoiceRate
		r.sound = append(r.sound, mastering.Floats(c.Samples)...)
		r.pause(1.1 + 0.15*float64(i%4)) // people do not pause regularly
	}
	return r
}

func (r *reader) take() *Take {
	x := testsound.Hiss(len(r.sound), r.noise, 11)
	for i, v := range r.sound {
		x[i] += v
	}
	return takeOf(x)
}

// takeOf converts sound of full scale 1 to a take.
func takeOf(x []float32) *Take {
	t := &Take{}
	for _, v := range x {
		t.pcm = append(t.pcm, int16(max(-1, min(v, 1))*32767))
	}
	return t
}

// isAt tells whether a line was found at its position. Soft starts are found late.
func (r *reader) isAt(m Match) bool { return math.Abs(m.From-r.at[m.Text]) < 0.25 }

// aLine has enough words to measure its pace.
const aLine = "As you breathe out, let both knees sink to the left."

// someLines are long and short lines of a list.
func someLines(t *testing.T, n int) []string {
	v, err := samples.OpenVoice("finn")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for i, all := 0, v.Manifest().Lines; len(lines) < n; i += 5 {
		lines = append(lines, all[i%len(all)].Text)
	}
	return lines
}

func doubtful(matches []Match) (texts []string) {
	for _, m := range matches {
		if m.Doubt != "" {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// A correct take is matched completely and without doubts, in a quiet and in a noisy room.
func TestMatchFindsLines(t *testing.T) {
	lines := someLines(t, 24)
	for _, noise := range []float64{0, 1e-4, 2e-3} {
		r := newReader(t, noise).read(lines...)
		matches, left, err := r.take().Match(t.Context(), lines)
		if err != nil || len(left) > 0 || len(matches) != len(lines) {
			t.Fatalf("%d matches, %d left over, error %v", len(matches), len(left), err)
		}
		for _, m := range matches {
			length, _ := r.voice.Length(m.Text)
			if m.Doubt != "" || !r.isAt(m) || m.To > r.at[m.Text]+length.Seconds()+0.1 || m.To < r.at[m.Text]+length.Seconds()-0.5 {
				t.Errorf("noise %v: %q at %.2f to %.2f, it is at %.2f for %.2f: %s",
					noise, m.Text, m.From, m.To, r.at[m.Text], length.Seconds(), m.Doubt)
			}
		}
	}
}

// Missing, extra and swapped lines are reported, and distant lines are matched.
func TestMatchShowsWhatDoesNotFit(t *testing.T) {
	lines := someLines(t, 24)
	long := slices.IndexFunc(lines, func(l string) bool { return len(l) > 45 })
	short := slices.IndexFunc(lines, func(l string) bool { return len(l) < 20 })
	swapped := slices.Clone(lines)
	swapped[long], swapped[short] = swapped[short], swapped[long]
	for name, c := range map[string]struct {
		read []string
		near int // number of the wrong line; adjacent lines may be doubted instead
	}{
		"one left out":     {slices.Delete(slices.Clone(lines), 5, 6), 5},
		"another left out": {slices.Delete(slices.Clone(lines), 17, 18), 17},
		"the last missing": {lines[:23], 23},
		"one too many":     {slices.Insert(slices.Clone(lines), 9, lines[20]), 9},
		"said twice":       {slices.Insert(slices.Clone(lines), long, lines[long]), long},
		"swapped":          {swapped, (long + short) / 2},
	} {
		r := newReader(t, 1e-4).read(c.read...)
		matches, left, err := r.take().Match(t.Context(), lines)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		doubts := doubtful(matches)
		if len(left) == 0 && !slices.ContainsFunc(lines[max(0, c.near-3):min(len(lines), c.near+4)], func(l string) bool { return slices.Contains(doubts, l) }) {
			t.Errorf("%s: line %d and those around it are not doubted, but %q", name, c.near+1, doubts)
		}
		if len(doubts) > 5 {
			t.Errorf("%s: %d lines are doubtful: %q", name, len(doubts), doubts)
		}
		for i, m := range matches {
			far := i < c.near-4 || i > c.near+4
			if m.Doubt == "" && far && m.Text != lines[20] && m.Text != lines[short] && !r.isAt(m) {
				t.Errorf("%s: line %d, %q, is found at %.2f without a doubt, it is at %.2f", name, i+1, m.Text, m.From, r.at[m.Text])
			}
		}
	}
}

// A line with an implausible length is doubted, in a take and separately.
func TestMatchDoubtsLengths(t *testing.T) {
	lines := someLines(t, 12)
	read := slices.Clone(lines)
	read[6] = "Breathe in and arch your back. Belly toward the floor, head and tailbone toward the ceiling."
	matches, _, err := newReader(t, 1e-4).read(read...).take().Match(t.Context(), lines)
	if err != nil || matches[6].Doubt == "" {
		t.Errorf("in a take: doubt %q, error %v", matches[6].Doubt, err)
	}
	var readings []Reading
	for i, l := range lines {
		readings = append(readings, Reading{l, newReader(t, 0).read(read[i]).take()})
	}
	for i, m := range Lengths(readings) {
		if doubted := m.Doubt != ""; doubted != (i == 6) {
			t.Errorf("alone: line %d, %q: doubt %q", i+1, m.Text, m.Doubt)
		}
	}
}

func TestMatchRefuses(t *testing.T) {
	lines := someLines(t, 3)
	if _, _, err := takeOf(make([]float32, 50000)).Match(t.Context(), lines); err == nil || !strings.Contains(err.Error(), "it contains no speech") {
		t.Errorf("silence: error %v", err)
	}
	if _, _, err := (&Take{}).Match(t.Context(), lines); err == nil {
		t.Error("nothing at all was matched")
	}
	var clatter []float32
	for range 400 {
		clatter = append(append(clatter, testsound.Hiss(2500, 0.2, 1)...), make([]float32, 5000)...)
	}
	if _, _, err := takeOf(clatter).Match(t.Context(), lines); err == nil || !strings.Contains(err.Error(), "400 sounds for 3 lines") {
		t.Errorf("clatter: error %v", err)
	}
}

func TestMatchFiles(t *testing.T) {
	texts := []string{"Inhale.", "Child's Pose", "Stay here. Breathe."}
	of, err := MatchFiles([]string{"03 whatever.wav", "inhale.flac", "Childs pose.wav"}, texts)
	if want := []string{"inhale.flac", "Childs pose.wav", "03 whatever.wav"}; err != nil || !slices.Equal(of, want) {
		t.Errorf("%q, error %v", of, err)
	}
	for _, c := range []struct {
		files []string
		want  string
	}{
		{[]string{"1.wav", "inhale.wav"}, "1.wav and inhale.wav are both line 1"},
		{[]string{"hello.wav"}, "matches no line"},
		{[]string{"4.wav"}, "there is no line 4, the list has 3"},
		{[]string{"0.wav"}, "there is no line 0"},
		{[]string{"99999999999999999999.wav"}, "99999999999999999999.wav"},
	} {
		if _, err := MatchFiles(c.files, texts); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want one with %q", c.files, err, c.want)
		}
	}
}

// A reading becomes a voice, and a repeated line replaces the first one.
func TestAdd(t *testing.T) {
	dir := t.TempDir()
	lines := someLines(t, 4)
	r := newReader(t, 1e-3).read(lines...)
	take := r.take()
	matches, _, err := take.Match(t.Context(), lines)
	if err != nil {
		t.Fatal(err)
	}
	about := samples.Manifest{Name: "me", Language: "en"}
	if err := Add(t.Context(), dir, about, take.Readings(matches)); err != nil {
		t.Fatal(err)
	}
	v, err := samples.OpenVoice(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		c, loudness, err := v.Say(l, 0)
		want, _ := r.voice.Length(l)
		if err != nil || math.Abs(loudness+20) > 0.3 || math.Abs((c.Length()-want).Seconds()) > 0.25 {
			t.Errorf("%q: %v long, want %v; %.2f LUFS, error %v", l, c.Length(), want, loudness, err)
		}
	}
	before := files(t, dir)
	for name := range before {
		if name != "manifest.json" && !strings.HasSuffix(name, ".wav") {
			t.Errorf("the folder holds %s", name)
		}
	}
	again := Reading{lines[1], takeOf(testsound.Speech(samples.VoiceRate, 1, 0.2, 4))}
	if err := Add(t.Context(), dir, about, []Reading{again}); err != nil {
		t.Fatal(err)
	}
	changed := 0
	for name, b := range files(t, dir) {
		if before[name] != b {
			changed++
		}
	}
	if changed != 2 { // the line and the manifest
		t.Errorf("%d files changed", changed)
	}
	silent := Reading{lines[0], takeOf(make([]float32, 9999))}
	if err := Add(t.Context(), dir, about, []Reading{silent}); err == nil || !strings.Contains(err.Error(), lines[0]) {
		t.Errorf("a silent line: error %v", err)
	}
}

func TestQuality(t *testing.T) {
	good := newReader(t, 1e-4).read(aLine).take()
	q := good.Quality(aLine)
	if faults := q.Faults(aLine); len(faults) > 0 || q.Pace < 90 || q.Pace > 160 || math.Abs(q.Level+25) > 5 {
		t.Errorf("%+v: %q", q, faults)
	}
	noisy := newReader(t, 1e-2).read(aLine).take()
	noisy.clipped = []int{5000}
	if got := strings.Join(noisy.Quality("").Faults(""), ", "); !strings.Contains(got, "clipped in 1") || !strings.Contains(got, "noisy") {
		t.Errorf("found %q", got)
	}
}

// Each fault of a line is reported, and a calm, clear line has none.
func TestFaults(t *testing.T) {
	const text = "Now lift your right arm up to the sky."
	good := Quality{Seconds: 4, Level: -24, Noise: -50, Pace: 120}
	for want, q := range map[string]Quality{
		"":                       good,
		"too loud: clipped in 3": {Level: -10, Noise: -50, Pace: 120, Clipped: 3},
		"very quiet: -46 LUFS":   {Level: -46, Noise: -50, Pace: 120},
		"noise only 29 dB":       {Level: -24, Noise: -29, Pace: 120},
		"79 words a minute":      {Level: -24, Noise: -50, Pace: 79},
		"171 words a minute":     {Level: -24, Noise: -50, Pace: 171},
	} {
		got := q.Faults(text)
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || !strings.Contains(got[0], want)) {
			t.Errorf("%+v: %q, want %q", q, got, want)
		}
	}
	if got := (Quality{Level: -24, Noise: -50, Pace: 200}).Faults("Inhale."); len(got) > 0 {
		t.Errorf("a word alone has no pace: %q", got)
	}
}
