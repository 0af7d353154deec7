package audio_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/pcm"
	"respite/audio/tooltest"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
	"respite/script/routines"
)

// backRelief returns the timeline of the built-in routine, with its voice.
func backRelief(t testing.TB, voice string, o plan.Options) (*script.Timeline, testVoice) {
	t.Helper()
	r, err := routines.Open(routines.Default, "")
	if err != nil {
		t.Fatal(err)
	}
	return planned(t, r, voice, o)
}

// shortRoutine makes a session of about a minute with each kind of cue.
const shortRoutine = `
title: Short
breath: {in: 2s, hold: 1s, out: 3s, rest: 1s}
opening:
  full: [Welcome. Have a seat on your mat., Listen to your body.]
  brief: Welcome.
stretches:
  - name: Cobra
    setup: Place both hands under your shoulders, beside your chest.
    brief: Hands under your shoulders.
    enter:
      inhale: Breathe in, and lift your chest off the floor.
    hold: 2..4 breaths
    leave:
      exhale: Breathe out, and lower your chest to the floor.
closing: That was the last stretch. Well done.
`

// short returns the timeline of shortRoutine, with its voice.
func short(t testing.TB, voice string, o plan.Options) (*script.Timeline, testVoice) {
	t.Helper()
	r, err := routine.Parse("short.yaml", []byte(shortRoutine))
	if err != nil {
		t.Fatal(err)
	}
	return planned(t, r, voice, o)
}

// sized returns the timeline of the built-in routine in make check, and of shortRoutine
// otherwise.
func sized(t testing.TB, voice string, o plan.Options) (*script.Timeline, testVoice) {
	t.Helper()
	if tooltest.Thorough() {
		return backRelief(t, voice, o)
	}
	o.Only = nil
	return short(t, voice, o)
}

func planned(t testing.TB, r *routine.Routine, voice string, o plan.Options) (*script.Timeline, testVoice) {
	t.Helper()
	v := testVoice{voice}
	tl, err := plan.Build(r, o, plan.Voice{Lengths: plan.OneTake(v.Length)})
	if err != nil {
		t.Fatal(err)
	}
	return tl, v
}

// sessionOf returns the sound of a timeline.
func sessionOf(t testing.TB, tl *script.Timeline, v testVoice, tones string, rate int) *audio.Session {
	t.Helper()
	set, err := samples.OpenTones(tones)
	if err != nil {
		t.Fatal(err)
	}
	src, err := audio.NewSession(tl, audio.Kit{Rate: rate, Voice: v, Tones: set, Bells: samples.Bells{}})
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// only returns the timeline with the cues of some kinds.
func only(tl *script.Timeline, kinds ...script.Kind) *script.Timeline {
	part := *tl
	part.Cues = slices.DeleteFunc(slices.Clone(tl.Cues), func(c script.Cue) bool { return !slices.Contains(kinds, c.Kind) })
	return &part
}

func TestSessionIsASource(t *testing.T) {
	tl, v := backRelief(t, "finn", plan.Options{Only: []string{"Cobra"}})
	tl.Cues = slices.DeleteFunc(tl.Cues, func(c script.Cue) bool { return c.At > 20*time.Second })
	tl.Length = 20 * time.Second
	for _, rate := range []int{44100, 48000} {
		src := sessionOf(t, tl, v, "bowl", rate)
		if src.Len() != int64(20*rate) {
			t.Errorf("20 s at %d Hz are %d frames", rate, src.Len())
		}
		testsound.CheckSource(t, src)
	}
}

// Every cue of the session is silent up to its first frame and sounds from that frame
// on. Tones are checked without speech.
func TestCuesSoundWhereTheTimelineSays(t *testing.T) {
	for _, rate := range []int{44100, 48000} {
		tl, v := sized(t, "finn", plan.Options{Level: plan.Gentle})
		for _, kinds := range [][]script.Kind{{script.Speech}, {script.Inhale, script.HoldTone, script.Exhale, script.RestTone}, {script.Bell}} {
			part := only(tl, kinds...)
			src := sessionOf(t, part, v, "bowl", rate)
			end := int64(0)
			for _, c := range part.Cues {
				from, to := audio.FrameAt(c.At, rate), audio.FrameAt(c.End(), rate)
				if from < end {
					t.Fatalf("%s %q at %s overlaps the one before", c.Kind, c.Text, c.At)
				}
				if p := peak(testsound.Frames(src, end, from)); p != 0 {
					t.Errorf("before %s %q at %s there is a peak of %g", c.Kind, c.Text, c.At, p)
				}
				if p := peak(testsound.Frames(src, from, from+20)); p == 0 {
					t.Errorf("%s %q is late: its first 20 frames are silent", c.Kind, c.Text)
				}
				if p := peak(testsound.Frames(src, from, to)); p < 0.01 {
					t.Errorf("%s %q is not heard: its peak is %g", c.Kind, c.Text, p)
				}
				end = to
				if c.Kind == script.Speech {
					end++ // rounded up
				}
			}
		}
	}
}

// The first two breaths of cat-cow: each tone begins exactly at the frame of the
// timeline, and at no frame next to it.
func TestCatCowOnsetsToTheFrame(t *testing.T) {
	const rate = 44100
	tl, v := backRelief(t, "finn", plan.Options{})
	tones := only(tl, script.Inhale, script.Exhale)
	mixed, _ := samples.OpenTones("bowl")
	spoken := sessionOf(t, only(tl, script.Speech), v, "bowl", rate)
	whole := sessionOf(t, tl, v, "bowl", rate)
	checked := 0
	for _, c := range tones.Cues {
		if c.Stretch != "Cat-Cow" || checked == 4 {
			continue
		}
		checked++
		from, to := audio.FrameAt(c.At, rate), audio.FrameAt(c.End(), rate)
		src, err := audio.BreathTone(mixed, c.Kind, rate, to-from)
		if err != nil {
			t.Fatal(err)
		}
		tone := testsound.Frames(src, 0, to-from)
		rest := testsound.Frames(whole, from-3, to+3) // the session without its speech
		for i, f := range testsound.Frames(spoken, from-3, to+3) {
			rest[i][0] -= f[0]
		}
		best, at := 0.0, 0
		for offset := range 7 {
			var sum float64
			for i := range tone {
				sum += float64(tone[i][0]) * float64(rest[i+offset][0])
			}
			if sum > best {
				best, at = sum, offset-3
			}
		}
		if at != 0 {
			t.Errorf("%s %s: the tone is %d frames off", c.Kind, c.Text, at)
		}
	}
	if checked != 4 {
		t.Fatalf("%d tones found, want 4", checked)
	}
}

// The levels of a session with any voice and tones: each line has -16 LUFS, tones are
// at least 12 dB below the voice, and no sample is clipped.
func TestLevels(t *testing.T) {
	const rate = 44100
	for _, voice := range []string{"finn", "ada"} {
		for _, tones := range samples.ToneSets() {
			tl, v := sized(t, voice, plan.Options{})
			src := sessionOf(t, tl, v, tones, rate)
			for at := int64(0); at < src.Len(); at += 60 * rate {
				if p := peak(testsound.Frames(src, at, at+60*rate)); p >= 1 {
					t.Errorf("%s, %s: a peak of %g in the minute from %d s", voice, tones, p, at/rate)
				}
			}
			if voice != "finn" && !tooltest.Thorough() {
				continue // the tones do not depend on the voice
			}
			phases := sessionOf(t, only(tl, script.Inhale, script.HoldTone, script.Exhale, script.RestTone), v, tones, rate)
			if l := loudestSecond(phases, rate); l > audio.VoiceLoudness-12 || l < audio.VoiceLoudness-20 {
				t.Errorf("%s: the tones reach %.1f LUFS, the voice stands at %.1f", tones, l, audio.VoiceLoudness)
			}
		}
	}
}

// loudestSecond returns the loudest second of a source, by its momentary loudness.
func loudestSecond(src audio.Source, rate int) float64 {
	most := math.Inf(-1)
	for at := int64(0); at < min(src.Len(), int64(240*rate)); at += int64(rate) / 2 {
		most = max(most, loudnessOf(testsound.Frames(src, at, at+int64(rate)), rate))
	}
	return most
}

func TestSpokenLinesAreEquallyLoud(t *testing.T) {
	const rate = 44100
	tl, v := sized(t, "ada", plan.Options{})
	speech := only(tl, script.Speech)
	src := sessionOf(t, speech, v, "bowl", rate)
	for _, c := range speech.Cues {
		if c.Length < 3*time.Second {
			continue // too short for the gate, so it cannot be measured alone
		}
		if l := loudnessOf(testsound.Frames(src, audio.FrameAt(c.At, rate), audio.FrameAt(c.End(), rate)), rate); math.Abs(l-audio.VoiceLoudness) > 0.7 {
			t.Errorf("%q is at %.2f LUFS, want %.1f", c.Text, l, audio.VoiceLoudness)
		}
	}
}

func TestFrameAt(t *testing.T) {
	for _, tc := range []struct {
		at   time.Duration
		rate int
		want int64
	}{{0, 44100, 0}, {time.Second, 44100, 44100}, {time.Millisecond, 44100, 44}, {10 * time.Millisecond, 44100, 441},
		{5 * time.Millisecond, 44100, 221}, {1400 * time.Microsecond, 44100, 62}, {-time.Second, 44100, -44100},
		{20833 * time.Nanosecond, 48000, 1}, {10416 * time.Nanosecond, 48000, 0}, {-time.Millisecond, 44100, -44}, {3 * time.Millisecond, 48000, 144}, {100 * time.Hour, 48000, 360000 * 48000}} {
		if got := audio.FrameAt(tc.at, tc.rate); got != tc.want {
			t.Errorf("%s at %d Hz is frame %d, want %d", tc.at, tc.rate, got, tc.want)
		}
	}
}

func BenchmarkStages(b *testing.B) {
	const rate = 44100
	tl, v := backRelief(b, "finn", plan.Options{})
	for _, part := range []struct {
		name  string
		kinds []script.Kind
	}{{"speech", []script.Kind{script.Speech}}, {"tones", []script.Kind{script.Inhale, script.HoldTone, script.Exhale, script.RestTone}},
		{"session", []script.Kind{script.Speech, script.Inhale, script.HoldTone, script.Exhale, script.RestTone, script.Bell}}} {
		b.Run(part.name, func(b *testing.B) {
			src := sessionOf(b, only(tl, part.kinds...), v, "bowl", rate)
			dst := make([]audio.Frame, pcm.ChunkFrames)
			n := 0
			for b.Loop() {
				for at := int64(0); at < src.Len(); at += pcm.ChunkFrames {
					src.Render(dst, at)
				}
				n = int(src.Len())
			}
			testsound.PerFrame(b, n)
		})
	}
}
