package audio

import (
	"math/rand/v2"
	"testing"

	"respite/audio/internal/testsound"
)

// randomTracks returns tracks of many lengths, some of which extend beyond the mix.
func randomTracks(r *rand.Rand, frames int64) []track {
	tracks := make([]track, 40)
	for i := range tracks {
		tracks[i] = track{at: r.Int64N(frames+400) - 200, src: ramp(r.Int64N(1 << r.IntN(12))), gain: 0.5}
	}
	return tracks
}

func TestMixIsASource(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	testsound.CheckSource(t, newMix(9000, randomTracks(r, 9000)))
	testsound.CheckSource(t, newMix(100, nil))
	testsound.CheckSource(t, newMix(0, nil))
}

func TestMixIsTheSumOfItsTracks(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 5))
		const frames = 3000
		tracks := randomTracks(r, frames)
		want := make([]float32, frames)
		for _, tr := range tracks {
			for i := range want {
				if p := int64(i) - tr.at; p >= 0 && p < tr.src.Len() {
					want[i] += tr.gain * float32(p+1)
				}
			}
		}
		got := make([]Frame, frames)
		newMix(frames, tracks).Render(got, 0)
		for i := range want {
			if got[i] != (Frame{want[i], -want[i]}) {
				t.Fatalf("seed %d: frame %d is %v, want %v", seed, i, got[i], want[i])
			}
		}
	}
}

func TestMixAsksOnlyForWhatSounds(t *testing.T) {
	tracks := []track{{at: 0, src: ramp(10)}, {at: 5, src: ramp(1000)}, {at: 20, src: ramp(10)}, {at: 2000, src: ramp(10)}}
	m := newMix(3000, tracks)
	for _, tc := range []struct{ from, to, want int64 }{{0, 3, 1}, {1500, 1900, 0}, {1900, 2005, 1}, {2010, 3000, 0}, {900, 950, 2}} {
		// at frame 900 the long second track sounds; the short third track begins later
		if got := len(m.tracksIn(tc.from, tc.to)); int64(got) != tc.want {
			t.Errorf("[%d, %d) asks %d tracks, want %d", tc.from, tc.to, got, tc.want)
		}
	}
}
