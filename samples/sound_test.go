package samples_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"respite/audio"
	"respite/samples"
	"respite/script"
)

const voice = -16.0 // LUFS, of spoken lines in a session

// begin is the start of a test's cue in seconds, after the fade-in of the bed.
const begin = 4.0

// breaths are phases of a breath.
func breaths() map[string]script.Cue {
	cue := func(k script.Kind, seconds float64) script.Cue {
		return script.Cue{At: begin * time.Second, Length: time.Duration(seconds * float64(time.Second)), Kind: k}
	}
	return map[string]script.Cue{
		"inhale": cue(script.Inhale, 4), "exhale": cue(script.Exhale, 6), "short inhale": cue(script.Inhale, 2.5),
		"hold": cue(script.HoldTone, 3), "rest": cue(script.RestTone, 2.5),
	}
}

// eachTone calls do with every phase of every set of tones.
func eachTone(t *testing.T, do func(t *testing.T, tones *samples.Tones, cue script.Cue, frames []audio.Frame)) {
	for _, set := range samples.ToneSets() {
		tones, err := samples.OpenTones(set)
		if err != nil {
			t.Fatal(err)
		}
		for name, cue := range breaths() {
			t.Run(fmt.Sprint(set, " ", name), func(t *testing.T) {
				t.Parallel()
				do(t, tones, cue, session(t, audio.Kit{Tones: tones}, cue))
			})
		}
	}
}

// A tone is 16 to 20 dB below the voice, and audible from its first to its last
// second, even on a phone.
func TestTonesAreHeardToTheirEnds(t *testing.T) {
	eachTone(t, func(t *testing.T, _ *samples.Tones, cue script.Cue, frames []audio.Frame) {
		m, end := measure(frames), begin+cue.Length.Seconds()
		middle := m.between(begin+1, end-1)
		if under := voice - middle; under < 16 || under > 20 {
			t.Errorf("it stands %.1f dB under the voice, want 16 to 20", under)
		}
		if first, last := m.between(begin, begin+1), m.between(end-1, end); first < middle-10 || last < middle-10 {
			t.Errorf("%.1f LUFS in the first second, %.1f in the last, %.1f between: want 10 dB less at most", first, last, middle)
		}
		if loss := m.between(begin, end) - measure(frames, phone).between(begin, end); loss > 6 {
			t.Errorf("behind a high-pass of 500 Hz it loses %.1f LU, want 6 at most", loss)
		}
	})
}

// A tone is at least 6 dB louder than every bed, from 0.3 s after its beginning to its
// end, and does not rise so fast that it startles.
func TestTonesStandOverTheBed(t *testing.T) {
	beds := map[string]*audio.Ambience{}
	for _, name := range samples.Ambiences() {
		beds[name] = bed(t, name)
	}
	eachTone(t, func(t *testing.T, tones *samples.Tones, cue script.Cue, alone []audio.Frame) {
		end := begin + cue.Length.Seconds()
		alone = alone[:int((end+0.1)*rate)] // the part that is measured
		tone := measure(alone).momentary(begin+0.3, end)
		for name, loop := range beds {
			for _, level := range []float64{audio.DefaultAmbience, audio.HighestAmbience} {
				both := session(t, audio.Kit{Tones: tones, Ambience: loop, AmbienceLevel: level}, cue)[:len(alone)]
				under := measure(less(both, alone)).momentary(begin+0.3, end)
				for i := range tone {
					if over := tone[i] - under[i]; over < 6 {
						t.Fatalf("%.1f s after its beginning it stands %.1f dB over %s at %g dB, want 6", 0.3+float64(i)/10, over, name, level)
					}
				}
				all := measure(both).momentary(begin-1, end)
				for i := range all[1:] {
					if rise := all[i+1] - all[i]; rise > 4.0 {
						t.Fatalf("with %s at %g dB it rises by %.1f dB in 0.1 s, %.1f s after its beginning: want 4 at most", name, level, rise, float64(i)/10-1)
					}
				}
			}
		}
	})
}

// Only the direction of the pitch distinguishes an inhale from an exhale: the level
// and almost the spectrum are the same, but the pitch rises throughout an inhale,
// falls throughout an exhale, and is constant in a hold.
func TestTonesTellTheirDirection(t *testing.T) {
	eachTone(t, func(t *testing.T, _ *samples.Tones, cue script.Cue, frames []audio.Frame) {
		part := func(u float64) float64 {
			at := int(rate * (begin + u*cue.Length.Seconds()))
			return middleHz(frames[at-rate/5 : at+rate/5])
		}
		early, middle, late := part(0.2), part(0.5), part(0.8)
		up, down := middle > 1.08*early && late > 1.08*middle, middle < early/1.08 && late < middle/1.08
		if in, out := cue.Kind == script.Inhale, cue.Kind == script.Exhale; up != in || down != out {
			t.Errorf("the middle of the spectrum goes from %.0f over %.0f to %.0f Hz", early, middle, late)
		}
	})
}

// middleHz returns the root mean square frequency of a sound.
func middleHz(frames []audio.Frame) float64 {
	var sum, slopes float64
	for i := range frames[1:] {
		x, slope := float64(frames[i][0]), float64(frames[i+1][0]-frames[i][0])
		sum, slopes = sum+x*x, slopes+slope*slope
	}
	return rate / (2 * math.Pi) * math.Sqrt(slopes/sum)
}

// A bell loses little loudness on a phone. The ending bell is clearly louder and
// longer than the change bell, and no bell has a constant level as a tone has.
func TestBellsInASession(t *testing.T) {
	loudest, seconds := map[script.BellName]float64{}, map[script.BellName]float64{}
	for _, name := range []script.BellName{script.OpeningBell, script.ChangeBell, script.EndingBell} {
		frames := session(t, audio.Kit{Bells: samples.Bells{}}, script.Cue{At: begin * time.Second, Length: 9 * time.Second, Kind: script.Bell, Bell: name})
		all := measure(frames).momentary(begin, begin+9)
		loudest[name] = slices.Max(all)
		for _, m := range all {
			if m > -45 {
				seconds[name] += 0.1
			}
		}
		small := slices.Max(measure(frames, phone).momentary(begin, begin+9))
		t.Logf("%s: %.1f LUFS, on a phone %.1f, heard for %.1f s", name, loudest[name], small, seconds[name])
		if loudest[name]-small > 3 {
			t.Errorf("%s: on a phone it loses %.1f LU, want 3 at most", name, loudest[name]-small)
		}
		if loudest[name] > voice-4 || loudest[name] < voice-16 {
			t.Errorf("%s: %.1f LUFS, want 4 to 16 dB under the voice", name, loudest[name])
		}
		for i := range all[6:] {
			if all[i+6] > -45 && max(all[i], all[i+3], all[i+6])-min(all[i], all[i+3], all[i+6]) < 2 {
				t.Errorf("%s: it stays at %.1f LUFS for 0.6 s, as a tone does", name, all[i])
				break
			}
		}
	}
	if d := loudest[script.EndingBell] - loudest[script.ChangeBell]; d < 6 {
		t.Errorf("the ending is %.1f LU louder than a change, want 6", d)
	}
	if seconds[script.EndingBell] < 3*seconds[script.ChangeBell] {
		t.Errorf("the ending is heard for %.1f s, a change for %.1f", seconds[script.EndingBell], seconds[script.ChangeBell])
	}
}

// A bed is audible in the pauses on every loudspeaker, and the default bed is
// unobtrusive on all of them: on a phone or a laptop it is 20 dB below the voice, of
// which a phone loses at most 6 LU.
func TestBedsOnSmallSpeakers(t *testing.T) {
	for _, name := range samples.Ambiences() {
		kit := audio.Kit{Ambience: bed(t, name), AmbienceLevel: audio.DefaultAmbience} // without tones
		frames := session(t, kit, script.Cue{Kind: script.RestTone, Length: 13 * time.Second})
		for speaker, through := range map[string][]filter{"headphones": nil, "laptop": {laptop}, "phone": {phone}} {
			all := measure(frames, through...).momentary(4, 12)
			low, high := slices.Min(all), slices.Max(all)
			lost := map[string]float64{"phone": 6, "laptop": 2}[speaker]
			t.Logf("%s, %s: %.1f to %.1f LUFS, %.1f dB under the voice", name, speaker, low, high, voice-lost-high)
			if low < -50 {
				t.Errorf("%s, %s: at %.1f LUFS it is not heard", name, speaker, low)
			}
			if name == samples.DefaultAmbience && high > voice-lost-20 {
				t.Errorf("%s, %s: at %.1f LUFS it intrudes", name, speaker, high)
			}
		}
	}
}
