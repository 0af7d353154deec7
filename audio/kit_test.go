package audio_test

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/internal/testsound"
	"respite/audio/wav"
	"respite/script"
)

// A set implements a voice, tones and bells with one clip each.
type set struct {
	clip     audio.Clip
	loudness float64
	err      error
}

func (s set) Say(string, int) (audio.Clip, float64, error) { return s.clip, s.loudness, s.err }
func (s set) Texture(string) (audio.Clip, error)           { return s.clip, s.err }
func (s set) Range() float64                               { return 1.5 }
func (s set) Bell(string) (audio.Clip, error)              { return s.clip, s.err }

func soundingSet() set {
	c, l, _ := testVoice{}.Say("A line that is long enough to be measured.", 0)
	c.Samples = slices.Clone(c.Samples)
	return set{clip: c, loudness: l}
}

func (s set) kit() audio.Kit {
	return audio.Kit{Rate: 44100, Voice: s, Tones: s, Bells: s, Master: &audio.Master{Loudness: -16, Peak: -1}}
}

// everyKind returns a timeline with a cue of each kind.
func everyKind() *script.Timeline {
	tl := &script.Timeline{Length: 40 * time.Second}
	for i, k := range []script.Kind{script.Bell, script.Speech, script.Inhale, script.Sip, script.HoldTone, script.Exhale, script.RestTone} {
		tl.Cues = append(tl.Cues, script.Cue{Kind: k, At: time.Duration(i) * 5 * time.Second, Length: 4 * time.Second, Text: "a line", Bell: script.OpeningBell})
	}
	return tl
}

// Invalid kits are errors, and never panics.
func TestKitsThatCannotSound(t *testing.T) {
	whole := soundingSet().kit()
	pad, err := audio.NewAmbience(soundingSet().clip, 48000)
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		spoil func(*audio.Kit, *script.Timeline)
		want  string
	}{
		"no voice":        {func(k *audio.Kit, _ *script.Timeline) { k.Voice = nil }, "no voice"},
		"no bells":        {func(k *audio.Kit, _ *script.Timeline) { k.Bells = nil }, "no bells"},
		"an empty kit":    {func(k *audio.Kit, _ *script.Timeline) { *k = audio.Kit{} }, "a rate of 0 Hz"},
		"a negative rate": {func(k *audio.Kit, _ *script.Timeline) { k.Rate = -44100 }, "a rate of -44100 Hz"},
		"another rate":    {func(k *audio.Kit, _ *script.Timeline) { k.Ambience = pad }, "the ambience is at 48000 Hz"},
		"an empty line":   {func(k *audio.Kit, _ *script.Timeline) { k.Voice = set{} }, `the line "a line": the clip holds no sound`},
		"an empty bell":   {func(k *audio.Kit, _ *script.Timeline) { k.Bells = set{} }, `the bell "opening": the clip holds no sound`},
		"an empty tone":   {func(k *audio.Kit, _ *script.Timeline) { k.Tones = set{} }, `the tone "inhale": the clip holds no sound`},
		"a clip's rate": {func(k *audio.Kit, _ *script.Timeline) {
			k.Voice = set{clip: audio.Clip{Rate: -1, Samples: make([]int16, 9)}}
		}, "a rate of -1 Hz"},
		"a missing line":    {func(k *audio.Kit, _ *script.Timeline) { k.Voice = set{err: errors.New("no such line")} }, "no such line"},
		"a master":          {func(k *audio.Kit, _ *script.Timeline) { k.Master = &audio.Master{Loudness: math.NaN()} }, "not possible"},
		"a negative time":   {func(_ *audio.Kit, tl *script.Timeline) { tl.Cues[2].At = -time.Second }, "at -1s"},
		"a negative length": {func(_ *audio.Kit, tl *script.Timeline) { tl.Cues[2].Length = -time.Second }, "a cue of -1s"},
		"an unknown kind":   {func(_ *audio.Kit, tl *script.Timeline) { tl.Cues[2].Kind = "whistle" }, "unknown kind"},
		"a negative whole":  {func(_ *audio.Kit, tl *script.Timeline) { tl.Length = -1 }, "no timeline"},
	}
	for name, test := range tests {
		k, tl := whole, everyKind()
		test.spoil(&k, tl)
		if _, err := audio.NewSession(tl, k); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
	if _, err := audio.NewSession(nil, whole); err == nil {
		t.Error("no timeline gives no error")
	}
	silent := whole
	silent.Tones = nil
	if s, err := audio.NewSession(everyKind(), silent); err != nil || peak(testsound.Frames(s, 15*44100, 19*44100)) > 0 {
		t.Errorf("without tones: %v, or an inhale sounds", err)
	}
	if _, err := audio.NewSession(everyKind(), whole); err != nil {
		t.Errorf("the whole kit: %v", err)
	}
	for _, c := range []audio.Clip{{}, {Rate: 44100}, {Rate: -1, Samples: make([]int16, 5)}} {
		if _, err := audio.NewAmbience(c, 44100); err == nil || c.Length() != 0 {
			t.Errorf("%v: length %s, no error as an ambience", c, c.Length())
		}
	}
}

func TestASessionKnowsItsRate(t *testing.T) {
	k := soundingSet().kit()
	k.Rate = 48000
	s, err := audio.NewSession(everyKind(), k)
	if err != nil || s.Rate() != 48000 || s.Len() != 40*48000 {
		t.Fatalf("rate %d, %d frames, error %v", s.Rate(), s.Len(), err)
	}
	var file bytes.Buffer
	if err := (wav.File{Rate: 44100}).Write(t.Context(), &file, s, nil); err == nil || file.Len() > 0 {
		t.Error("it is written as a WAV file at another rate")
	}
	if err := (flac.File{Rate: 44100}).Write(t.Context(), &file, s, nil); err == nil || file.Len() > 0 {
		t.Error("it is written as a FLAC file at another rate")
	}
}

// A hold sounds at the pitch at which the inhale ends, and a rest at the pitch at
// which the exhale ends.
func TestHoldAndRestTones(t *testing.T) {
	const rate = 44100
	hum := audio.Clip{Rate: rate, Samples: make([]int16, 2*rate)}
	for i := range hum.Samples {
		hum.Samples[i] = int16(16384 * math.Cos(2*math.Pi*440*float64(i)/rate))
	}
	for kind, hz := range map[script.Kind]float64{script.HoldTone: 660, script.RestTone: 440} {
		tone, err := audio.BreathTone(set{clip: hum}, kind, rate, 2*rate)
		if err != nil {
			t.Fatal(err)
		}
		crossings, fs := 0, testsound.Frames(tone, rate/2, 3*rate/2)
		for i := 1; i < len(fs); i++ {
			if fs[i-1][0] < 0 && fs[i][0] >= 0 {
				crossings++
			}
		}
		if math.Abs(float64(crossings)-hz) > 2 {
			t.Errorf("%s sounds at %d Hz, want %.0f", kind, crossings, hz)
		}
	}
}

// The loudest 400 ms of a bell have the loudness that belongs to its name, whatever
// the level of the clip. The ending is 8 LU louder than a change.
func TestBellLevels(t *testing.T) {
	for _, gain := range []float64{1, 0.1} {
		s := soundingSet()
		for i, v := range s.clip.Samples {
			s.clip.Samples[i] = int16(float64(v) * gain)
		}
		k := s.kit()
		k.Master = nil
		for bell, want := range map[script.BellName]float64{script.OpeningBell: -26, script.ChangeBell: -30, script.EndingBell: -22} {
			tl := everyKind()
			tl.Cues = tl.Cues[:1]
			tl.Cues[0].Bell = bell
			session, err := audio.NewSession(tl, k)
			if err != nil {
				t.Fatal(err)
			}
			most := math.Inf(-1)
			for at := int64(0); at < 4*44100; at += 4410 {
				most = max(most, loudnessOf(testsound.Frames(session, at, at+17640), 44100))
			}
			if math.Abs(most-want) > 0.2 {
				t.Errorf("%s: the loudest moment is at %.2f LUFS, want %.0f", bell, most, want)
			}
		}
	}
}
