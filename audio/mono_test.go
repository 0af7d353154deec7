package audio_test

import (
	"errors"
	"math"
	"path/filepath"
	"testing"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/loudness"
	"respite/audio/recording"
	"respite/audio/wav"
	"respite/script/plan"
)

// In a mono session both channels are equal, including the bed. Its file of one
// channel has the requested loudness, measured as one channel, and its true peak stays
// below the ceiling.
func TestAMonoSession(t *testing.T) {
	m := mastering{"ada", "air", "rain", 44100, plan.Options{Only: []string{"Cat-Cow"}, Guidance: plan.Brief}, audio.Master{Loudness: -16, Peak: -1}}
	tl, v := sized(t, m.voice, m.options)
	k := m.kit(t, v)
	k.Mono = true
	src, err := audio.NewSession(tl, k)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range testsound.Frames(src, 0, 30*44100) {
		if f[0] != f[1] {
			t.Fatalf("frame %d is %v", i, f)
		}
	}
	file := filepath.Join(t.TempDir(), "mono.wav")
	writeWAV(t, file, wav.File{Rate: m.rate, Mono: true}, src)
	r, err := recording.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got, err := loudness.Measure(t.Context(), r.Read, r.Rate, r.Channels)
	want := m.Loudness - src.Shortfall()
	if err != nil || r.Channels != 1 || got.Integrated > want || got.Integrated < want-0.15 || got.TruePeak > m.Peak {
		t.Errorf("%d channels, %.3f LUFS, want %.2f; %.2f dBTP; %v", r.Channels, got.Integrated, want, got.TruePeak, err)
	}
}

// The error for an impossible loudness of a mono session states the loudness of one
// channel.
func TestAMonoSessionThatIsTooLoud(t *testing.T) {
	m := mastering{"ada", "air", "", 44100, plan.Options{Only: []string{"Cobra"}, Guidance: plan.Brief}, audio.Master{Loudness: -4, Peak: -1}}
	tl, v := sized(t, m.voice, m.options)
	k := m.kit(t, v)
	var stereo, mono *audio.TooLoudError
	_, err := audio.NewSession(tl, k)
	k.Mono = true
	_, errMono := audio.NewSession(tl, k)
	if !errors.As(err, &stereo) || !errors.As(errMono, &mono) {
		t.Fatal(err, errMono)
	}
	if mono.Loudness != -4 || math.Abs(stereo.Loudest-mono.Loudest-3.01) > 0.2 {
		t.Errorf("stereo: %v; mono: %v", stereo, mono)
	}
}
