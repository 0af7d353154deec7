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
	curve := ducking{8, isSpeech}.over(spoken(span{10 * s, 12 * s}, span{13 * s, 14 * s}, span{18 * s, 19 * s}, span{23100 * ms, 24 * s}, span{40 * s, 41 * s}))
	for _, tc := range []struct {
		at   time.Duration
		want float64 // dB
	}{
		{0, 0}, {9400 * ms, 0}, {9700 * ms, -4}, {10 * s, -8}, {12 * s, -8},
		{12500 * ms, -8}, // a pause of 1 s
		{16 * s, -8},     // after 4 s the bed stays low
		{19750 * ms, -4}, // after 4.1 s it rises
		{20500 * ms, 0}, {22500 * ms, 0}, {22800 * ms, -4}, {23100 * ms, -8},
		{24 * s, -8}, {24750 * ms, -4}, {25500 * ms, 0}, {30 * s, 0}, {40 * s, -8}, {50 * s, 0},
	} {
		if got := curve.gain(tc.at); math.Abs(got-tc.want) > 1e-9 {
			t.Errorf("at %s: %.2f dB, want %.2f", tc.at, got, tc.want)
		}
	}
}

func isSpeech(k script.Kind) bool { return k == script.Speech }

func TestDuckingWithoutCues(t *testing.T) {
	if got := (ducking{7, script.Kind.IsPhase}).over(spoken(span{0, time.Second})).gain(0); got != 0 {
		t.Errorf("%.2f dB without a tone", got)
	}
}
