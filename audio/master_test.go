package audio_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/loudness"
	"respite/audio/pcm"
	"respite/audio/recording"
	"respite/audio/tooltest"
	"respite/audio/wav"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
	"respite/script/routines"
)

// A mastering is a session with random properties.
type mastering struct {
	voice, tones, ambience string
	rate                   int
	options                plan.Options
	audio.Master
}

// source returns the session of a routine, one of [backRelief], [short] and [sized], and its timeline.
func (m mastering) source(t testing.TB, of func(testing.TB, string, plan.Options) (*script.Timeline, testVoice)) (*audio.Session, *script.Timeline, error) {
	t.Helper()
	tl, v := of(t, m.voice, m.options)
	src, err := audio.NewSession(tl, m.kit(t, v))
	return src, tl, err
}

func (m mastering) kit(t testing.TB, v testVoice) audio.Kit {
	t.Helper()
	tones, err := samples.OpenTones(m.tones)
	if err != nil {
		t.Fatal(err)
	}
	k := audio.Kit{Rate: m.rate, Voice: v, Tones: tones, Bells: samples.Bells{}, AmbienceLevel: audio.DefaultAmbience, Master: &m.Master}
	if m.ambience != "" {
		k.Ambience = bundledAmbience(t, m.ambience, m.rate)
	}
	return k
}

func bundledAmbience(t testing.TB, name string, rate int) *audio.Ambience {
	t.Helper()
	loop, err := samples.Ambience(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := audio.NewAmbience(loop, rate)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// reader reads a Source sequentially.
func reader(src audio.Source) func([]audio.Frame) (int, error) {
	var at int64
	return func(dst []audio.Frame) (int, error) {
		n := int(min(int64(len(dst)), src.Len()-at))
		src.Render(dst[:n], at)
		if at += int64(n); at == src.Len() {
			return n, io.EOF
		}
		return n, nil
	}
}

func measured(t testing.TB, src audio.Source, rate int) loudness.Measurement {
	t.Helper()
	m, err := loudness.Measure(t.Context(), reader(src), rate, 2)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var quiet, brief = plan.Options{Guidance: plan.Quiet, Level: plan.Gentle}, plan.Options{Guidance: plan.Brief, Level: plan.Gentle}

// Sessions of all kinds reach the requested loudness within 0.15 LU without exceeding
// it, and their true peaks stay below the ceiling.
func TestLoudnessIsReached(t *testing.T) {
	catCow := plan.Options{Only: []string{"Cat-Cow"}, Level: plan.Deep}
	gentle := plan.Options{Level: plan.Gentle}
	all := []mastering{
		{"finn", "bowl", "", 44100, gentle, audio.Master{-16, -1}},
		{"finn", "air", "ocean", 44100, quiet, audio.Master{-16, -1}},
		{"ada", "bowl", "pad", 48000, catCow, audio.Master{-14, -2}},
		{"ada", "air", "rain", 44100, brief, audio.Master{-23, -1}},
		{"finn", "bowl", "rain", 48000, brief, audio.Master{-12, -1}},
	}
	if testing.Short() {
		all = all[2:3]
	}
	for _, m := range all {
		t.Run(fmt.Sprint(m.voice, m.tones, m.ambience, m.rate, m.options.Guidance, m.Loudness), func(t *testing.T) {
			t.Parallel()
			src, _, err := m.source(t, sized)
			if err != nil {
				t.Fatal(err)
			}
			got := measured(t, src, m.rate)
			t.Logf("%.3f LUFS, %.2f dBTP", got.Integrated, got.TruePeak)
			want := m.Loudness - src.Shortfall()
			if got.Integrated > want || got.Integrated < want-0.15 {
				t.Errorf("%.3f LUFS, want %.2f at most and within 0.15", got.Integrated, want)
			}
			if got.TruePeak > m.Peak {
				t.Errorf("a peak of %.3f dBTP, want %.1f at most", got.TruePeak, m.Peak)
			}
		})
	}
}

// A session also reaches its loudness with a voice that has envelopes, and decodes no
// line before it is rendered.
func TestLoudnessOfAnEnvelopeVoice(t *testing.T) {
	for _, name := range []string{"finn", "ada"} {
		bundled, err := samples.OpenVoice(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := routines.Open(routines.Default, "")
		if err != nil {
			t.Fatal(err)
		}
		tl, err := plan.Build(r, plan.Options{Only: []string{"Cobra"}}, plan.Voice{Lengths: bundled.Lengths})
		if err != nil {
			t.Fatal(err)
		}
		v := &countingVoice{Voice: bundled}
		m := mastering{tones: "bowl", ambience: "pad", rate: 44100, Master: audio.Master{Loudness: -16, Peak: -1}}
		k := m.kit(t, testVoice{})
		k.Voice = v
		src, err := audio.NewSession(tl, k)
		if err != nil {
			t.Fatal(err)
		}
		if n := v.said.Load(); n != 0 {
			t.Errorf("%s: %d lines are decoded before the first frame", name, n)
		}
		got := measured(t, src, m.rate)
		t.Logf("%s: %.3f LUFS, %.2f dBTP, short of %.2f", name, got.Integrated, got.TruePeak, src.Shortfall())
		if want := m.Loudness - src.Shortfall(); got.Integrated > want || got.Integrated < want-0.15 || got.TruePeak > m.Peak {
			t.Errorf("%s: %.3f LUFS and %.2f dBTP, want %.2f at most and within 0.15, and %.1f at most", name, got.Integrated, got.TruePeak, want, m.Peak)
		}
	}
}

// A countingVoice counts the lines that it decodes.
type countingVoice struct {
	*samples.Voice
	said atomic.Int64
}

func (v *countingVoice) Say(text string, take int) (audio.Clip, float64, error) {
	v.said.Add(1)
	return v.Voice.Say(text, take)
}

// The spoken lines alone measure between -19 and -14 LUFS, however few they are.
func TestLoudnessOfTheVoiceAlone(t *testing.T) {
	for _, m := range []mastering{
		{"finn", "air", "ocean", 44100, quiet, audio.Master{-16, -1}},
		{"ada", "bowl", "", 44100, plan.Options{Level: plan.Gentle}, audio.Master{-16, -1}},
	} {
		tl, v := sized(t, m.voice, m.options)
		k := m.kit(t, v)
		src, err := audio.NewSession(tl, k)
		if err != nil {
			t.Fatal(err)
		}
		gain := audio.MasterGain(src)
		k.Master = nil
		spoken, err := audio.NewSession(only(tl, script.Speech), k)
		if err != nil {
			t.Fatal(err)
		}
		lines := measured(t, spoken, m.rate).Integrated + gain
		t.Logf("%s: the lines stand at %.2f LUFS", m.voice, lines)
		if lines < -19 || lines > -14 {
			t.Errorf("%s: the lines stand at %.2f LUFS", m.voice, lines)
		}
	}
}

func TestMasteredFileAgreesWithFFmpeg(t *testing.T) {
	tooltest.Need(t, "ffmpeg")
	m := mastering{"finn", "bowl", "ocean", 44100, plan.Options{Only: []string{"Cat-Cow"}}, audio.Master{-16, -1}}
	src, _, err := m.source(t, sized)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "x.wav")
	writeWAV(t, file, wav.File{Rate: m.rate}, src)
	ffmpeg := ffmpegLoudness(t, file)
	if math.Abs(ffmpeg+16) > 0.11 {
		t.Errorf("ffmpeg says %.1f LUFS, want -16", ffmpeg)
	}
	r, err := recording.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := loudness.Measure(t.Context(), r.Read, r.Rate, r.Channels); err != nil || math.Abs(got.Integrated-ffmpeg) > 0.1 {
		t.Errorf("%v, %v: ffmpeg says %.1f LUFS", got, err, ffmpeg)
	}
}

// The loudness that a TooLoudError suggests is accepted and reached, with no more than
// the allowed limiting.
func TestTooLoud(t *testing.T) {
	ambiences := []string{"rain", ""}
	if !tooltest.Thorough() {
		ambiences = ambiences[:1]
	}
	cobra := plan.Options{Only: []string{"Cobra"}, Guidance: plan.Quiet, Level: plan.Gentle, Breath: routine.Breath{In: 2 * time.Second, Out: 3 * time.Second}}
	for _, ambience := range ambiences {
		m := mastering{"finn", "bowl", ambience, 44100, cobra, audio.Master{Loudness: 5, Peak: -1}}
		_, _, err := m.source(t, backRelief)
		var loud *audio.TooLoudError
		if !errors.As(err, &loud) || loud.Loudest > -3 || loud.Loudest < -20 {
			t.Fatalf("5 LUFS: %v", err)
		}
		m.Loudness = loud.Loudest
		src, _, err := m.source(t, backRelief)
		if err != nil {
			t.Fatalf("%.2f LUFS, the loudest: %v", m.Loudness, err)
		}
		got := measured(t, src, m.rate)
		if got.TruePeak > m.Peak || got.Integrated < m.Loudness-0.3 || got.Integrated > m.Loudness+0.1 {
			t.Errorf("%.2f LUFS and %.2f dBTP at the loudest, %.2f", got.Integrated, got.TruePeak, m.Loudness)
		}
		if limiting := audio.Limiting(src); limiting > 6.01 {
			t.Errorf("the highest peak is turned down by %.2f dB", limiting)
		}
		m.Loudness += 0.5
		if src, _, err = m.source(t, backRelief); err == nil && src.Shortfall() == 0 {
			t.Errorf("%.2f LUFS is reached", m.Loudness)
		}
	}
}

// A session with few words stays softer by its Shortfall.
func TestShortfall(t *testing.T) {
	full, _, err := mastering{"finn", "bowl", "", 44100, plan.Options{Level: plan.Gentle}, audio.Master{-16, -1}}.source(t, sized)
	if err != nil || full.Shortfall() != 0 {
		t.Errorf("with full guidance it is %g (%v)", full.Shortfall(), err)
	}
	tl, v := sized(t, "finn", plan.Options{Guidance: plan.Quiet, Only: []string{"Cobra"}})
	tl = only(tl, script.Inhale, script.Exhale, script.Bell, script.Speech)
	spoken := 0
	tl.Cues = slices.DeleteFunc(tl.Cues, func(c script.Cue) bool { // all but the first line
		if c.Kind == script.Speech {
			spoken++
		}
		return c.Kind == script.Speech && spoken > 1
	})
	few, err := audio.NewSession(tl, mastering{tones: "bowl", rate: 44100, Master: audio.Master{-16, -1}}.kit(t, v))
	if err != nil {
		t.Fatal(err)
	}
	short := few.Shortfall()
	if is := measured(t, few, 44100).Integrated; short < 1 || math.Abs(-16-short-is) > 0.15 {
		t.Errorf("it is at %.2f LUFS, and short of -16 by %.2f", is, short)
	}
}

func TestASilentSessionIsAnError(t *testing.T) {
	m := mastering{"finn", "bowl", "", 44100, plan.Options{Only: []string{"Cobra"}}, audio.Master{-16, -1}}
	tl, v := backRelief(t, m.voice, m.options)
	tl.Cues = nil
	if _, err := audio.NewSession(tl, m.kit(t, v)); !errors.Is(err, audio.ErrSilent) {
		t.Errorf("the error is %v", err)
	}
}

// A mastered session satisfies the contract of a Source.
func TestMasteredSessionIsASource(t *testing.T) {
	m := mastering{"finn", "bowl", "pad", 44100, plan.Options{Only: []string{"Cobra"}}, audio.Master{-11, -1}}
	tl, v := backRelief(t, m.voice, m.options)
	src, err := audio.NewSession(tl, m.kit(t, v))
	if err != nil {
		t.Fatal(err)
	}
	testsound.CheckSource(t, cut{src, int64(4 * m.rate), int64(12 * m.rate)})
}

// The upper bound of a mix holds, and is tight enough to separate tones from speech.
func TestMostOfAMix(t *testing.T) {
	m := mastering{"finn", "air", "ocean", 44100, plan.Options{Only: []string{"Cobra"}}, audio.Master{-14, -1}}
	s, tl, err := m.source(t, backRelief)
	if err != nil {
		t.Fatal(err)
	}
	src, most := audio.Unlimited(s)
	for at := int64(0); at < src.Len(); at += 5000 {
		is := loudness.SamplePeak(testsound.Frames(src, at, at+5000))
		if most := most(at, at+5000); is > most {
			t.Fatalf("the peak of 5000 frames at %d is %.3f, and was to be %.3f at most", at, is, most)
		}
	}
	alone := func(k script.Kind) float32 { // alone or with the fewest other sounds
		least := float32(9)
		for _, c := range only(tl, k).Cues {
			least = min(least, most(audio.FrameAt(c.At, m.rate), audio.FrameAt(c.End(), m.rate)))
		}
		return least
	}
	if tone, word := alone(script.Inhale), alone(script.Speech); tone > 0.3 || word < 0.5 {
		t.Errorf("%.2f for tones and %.2f for speech: want 0.3 at most and 0.5 at least", tone, word)
	}
}

// A cut is a section of a Source.
type cut struct {
	audio.Source
	from, to int64
}

func (c cut) Len() int64 { return c.to - c.from }

func (c cut) Render(dst []audio.Frame, at int64) {
	first := max(0, min(-at, int64(len(dst))))
	last := max(first, min(c.Len()-at, int64(len(dst))))
	clear(dst)
	c.Source.Render(dst[first:last], c.from+at+first)
}

// BenchmarkMastering measures, per frame of the session, everything before the first
// frame (decoding and measuring lines, finding the gain), and then the rendering.
func BenchmarkMastering(b *testing.B) {
	m := mastering{"finn", "bowl", "", 44100, plan.Options{}, audio.Master{-16, -1}}
	b.Run("before", func(b *testing.B) {
		n := 0
		for b.Loop() {
			src, _, err := m.source(b, backRelief)
			if err != nil {
				b.Fatal(err)
			}
			n = int(src.Len())
		}
		testsound.PerFrame(b, n)
	})
	b.Run("session", func(b *testing.B) {
		src, _, err := m.source(b, backRelief)
		if err != nil {
			b.Fatal(err)
		}
		dst := make([]audio.Frame, pcm.ChunkFrames)
		for b.Loop() {
			for at := int64(0); at < src.Len(); at += pcm.ChunkFrames {
				src.Render(dst, at)
			}
		}
		testsound.PerFrame(b, int(src.Len()))
	})
}
