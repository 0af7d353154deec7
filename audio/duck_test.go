package audio

import (
	"math"
	"testing"
	"time"

	"respite/script"
)

func spoken(spans ...span) *script.Timeline {
	t := &script.Timeline{Length: time.Minute}
	for _, s := range spans {
		t.Cues = append(t.Cues, script.Cue{At: s.from, Length: s.to - s.from, Kind: script.Speech})
	}
	return t
}

func TestDucking(t *testing.T) {
	const s, ms = time.Second, time.Millisecond
	curve := underSpeech.over(spoken(span{10 * s, 12 * s}, span{13 * s, 14 * s}, span{15500 * ms, 16 * s}, span{30 * s, 31 * s}))
	for _, tc := range []struct {
		at   time.Duration
		want float64 // dB
	}{
		{0, 0}, {9400 * ms, 0}, {9700 * ms, -6}, {10 * s, -12}, {12 * s, -12},
		{12500 * ms, -12}, // a pause of 1 s is not worth coming back for
		{14750 * ms, -6},  // one of 1.5 s is
		{14900 * ms, -4.8}, {15200 * ms, -6}, {15500 * ms, -12},
		{16 * s, -12}, {16750 * ms, -6}, {17500 * ms, 0}, {20 * s, 0}, {30 * s, -12}, {40 * s, 0},
	} {
		if got := curve.gain(tc.at); math.Abs(got-tc.want) > 1e-9 {
			t.Errorf("at %s: %.2f dB, want %.2f", tc.at, got, tc.want)
		}
	}
}

func TestDuckingWithoutCues(t *testing.T) {
	if got := underTones.over(spoken(span{0, time.Second})).gain(0); got != 0 {
		t.Errorf("%.2f dB without a tone", got)
	}
}
