package audio_test

import (
	"maps"
	"math"
	"slices"
	"testing"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/tooltest"
	"respite/script/plan"
)

// The stems add up to the session, even where its limiter acts, and each holds only
// its kinds of cue. Go test adds up the first 30 s.
func TestStemsAddUp(t *testing.T) {
	m := mastering{"ada", "bowl", "rain", 44100, plan.Options{Only: []string{"Cat-Cow"}, Guidance: plan.Brief}, audio.Master{Loudness: -13, Peak: -3}}
	src, tl, err := m.source(t, sized)
	if err != nil {
		t.Fatal(err)
	}
	if audio.Limiting(src) < 2 {
		t.Fatalf("the limiter only has %.1f dB to do", audio.Limiting(src))
	}
	stems := src.Stems()
	if names := slices.Sorted(maps.Keys(stems)); !slices.Equal(names, []string{"bed", "bells", "sounds", "tones", "voice"}) {
		t.Fatal(names)
	}
	n := src.Len()
	if !tooltest.Thorough() {
		n = int64(30 * m.rate)
	}
	whole := testsound.Frames(src, 0, n)
	sum := make([]audio.Frame, len(whole))
	for name, stem := range stems {
		if stem.Len() != src.Len() {
			t.Errorf("%s: %d frames, want %d", name, stem.Len(), src.Len())
		}
		testsound.CheckSource(t, cut{stem, int64(10 * m.rate), int64(18 * m.rate)})
		for i, f := range testsound.Frames(stem, 0, n) {
			sum[i][0] += f[0]
			sum[i][1] += f[1]
		}
	}
	most := 0.0
	for i := range whole {
		most = max(most, math.Abs(float64(sum[i][0]-whole[i][0])), math.Abs(float64(sum[i][1]-whole[i][1])))
	}
	if most > 1e-6 {
		t.Errorf("the sum is off by %g", most)
	}
	line := only(tl, "speech").Cues[0]
	from, to := audio.FrameAt(line.At, m.rate), audio.FrameAt(line.End(), m.rate)
	if voice, tones := peak(testsound.Frames(stems["voice"], from, to)), peak(testsound.Frames(stems["tones"], from, to)); voice < 0.05 || tones != 0 {
		t.Errorf("while %q is said the voice has a peak of %.3f, the tones of %.3f", line.Text, voice, tones)
	}
}
