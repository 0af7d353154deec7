package main

import (
	"errors"
	"math"
	"testing"

	"respite/audio"
	"respite/cmd/respite/page"
	"respite/cmd/respite/session"
	"respite/samples"
	"respite/script/plan"
)

// A listener who chooses no ambience hears the ambience of serve's flags.
func TestStudioAmbience(t *testing.T) {
	for choice, want := range map[string]string{"": samples.DefaultAmbience, session.None: session.None, "ocean": "ocean"} {
		st := studio{sound: session.SoundFlags{Ambience: samples.DefaultAmbience}}
		ch, err := st.choose(page.Choice{Routine: "back-relief.en", Ambience: choice})
		if err != nil {
			t.Fatal(err)
		}
		if ch.sound.Ambience != want {
			t.Errorf("the choice %q is heard as %q, want %q", choice, ch.sound.Ambience, want)
		}
	}
	st := studio{}
	if _, err := st.choose(page.Choice{Routine: "back-relief.en", Ambience: "/etc/passwd"}); err == nil {
		t.Error("a file is taken as an ambience")
	}
}

// Lossy downloads keep --peak after decoding, like rendered files: their session has headroom
// for the format.
func TestServedPeaksHaveRoom(t *testing.T) {
	t.Parallel()
	st := studio{sound: session.SoundFlags{Ambience: session.None, Tones: samples.DefaultTones, Rate: 44100}}
	st.sound.Master.Loudness, st.sound.Master.Peak = -17, -6
	for kind, want := range map[string]float64{"": -6, ".mp3": -6.6, ".ogg": -6.9} {
		r, err := st.Record(t.Context(), page.Choice{Routine: "back-relief.en", Length: "gentle", Only: []string{"Cobra"}, Kind: kind})
		if err != nil {
			t.Fatal(err)
		}
		if l := r.Tags.Level; math.Abs(l.Peak+6) > 1e-9 || l.Loudness > -16 || r.Tags.Cover.Width == 0 {
			t.Errorf("for %q the tags have the level %v and a cover of %d pixels", kind, l, r.Tags.Cover.Width)
		}
		if got := highest(r.Source); got > want+0.05 || got < want-0.3 {
			t.Errorf("for %q the highest sample is at %.2f dBFS, want %.1f", kind, got, want)
		}
	}
}

// With an engine, a routine with unknown lines is laid out with estimated lengths, without
// speaking. Without one, it is the listener's mistake.
func TestPlanEstimatesWhatAnEngineWillSay(t *testing.T) {
	choice := page.Choice{Text: []byte("title: Own\nstretches: [{name: Cobra, setup: Nobody has recorded this., hold: 20s}]")}
	var own page.Mistakes
	if _, err := (&studio{}).Plan(t.Context(), choice); !errors.As(err, &own) {
		t.Errorf("without an engine: %v", err)
	}
	st := studio{session: session.Flags{TTS: session.TTS{Engine: "command:false"}}}
	got, err := st.Plan(t.Context(), choice)
	if got.Timeline == nil {
		t.Fatal(err)
	}
	want := plan.Estimated("en")("Nobody has recorded this.")[0]
	for _, c := range got.Timeline.Cues {
		if c.Text == "Nobody has recorded this." && c.Length == want {
			return
		}
	}
	t.Errorf("the line does not last %v", want)
}

// highest returns the largest sample of a source in dBFS.
func highest(src audio.Source) float64 {
	top := float32(0)
	frames := make([]audio.Frame, 1<<14)
	for at := int64(0); at < src.Len(); at += int64(len(frames)) {
		src.Render(frames, at)
		for _, f := range frames {
			top = max(top, f[0], -f[0], f[1], -f[1])
		}
	}
	return 20 * math.Log10(float64(top))
}
