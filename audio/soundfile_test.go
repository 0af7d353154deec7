package audio

import (
	"io"
	"math"
	"testing"
	"time"

	"respite/script"
)

// recorded is a stereo sine of a given number of seconds, at half the amplitude on the right.
func recorded(rate int, seconds float64) Recorded {
	f := both(sine(int(seconds*float64(rate)), rate, 440, 0.2))
	for i := range f {
		f[i][1] /= 2
	}
	return Recorded{Rate: rate, Channels: 2, Read: func(dst []Frame) (n int, err error) {
		if n = copy(dst, f); n == 0 {
			err = io.EOF
		}
		f = f[n:]
		return n, err
	}}
}

// sineSound is such a sound as the only sound file of a routine.
type sineSound struct {
	rate    int
	seconds float64
}

func (s sineSound) Sound(_ string, rate int) (Source, error) {
	return ReadSound(recorded(s.rate, s.seconds), rate)
}

// A sound file plays in stereo from its cue on, as loud as the voice, at every rate,
// for the length that SoundLength returned.
func TestSoundOfAFile(t *testing.T) {
	for _, rate := range []int{8000, 44100, 96000} {
		length, err := SoundLength(recorded(rate, 3))
		if err != nil || length != 3*time.Second {
			t.Fatalf("it lasts %v, %v", length, err)
		}
		tl := &script.Timeline{Length: 6 * time.Second, Cues: []script.Cue{{Kind: script.Sound, At: time.Second, Length: length, File: "loop.wav"}}}
		s, err := NewSession(tl, Kit{Rate: 44100, Sounds: sineSound{rate, 3}})
		if err != nil {
			t.Fatal(err)
		}
		frames := render(s)
		var l, r []float32
		for _, f := range frames {
			l, r = append(l, f[0]), append(r, f[1])
		}
		if before, after := peakOf(frames[:44100]), peakOf(frames[4*44100+10:]); before != 0 || after != 0 {
			t.Errorf("%d Hz: peaks of %g before and %g after the cue", rate, before, after)
		}
		left, right := tone(l[2*44100:3*44100], 44100, 440), tone(r[2*44100:3*44100], 44100, 440)
		if math.Abs(dB(left/right)-dB(2)) > 0.05 {
			t.Errorf("%d Hz: left stands %.2f dB above right, want 6.02", rate, dB(left/right))
		}
		// BS.1770-4: the mean square of each channel, K-weighted (here near 0 dB at 440 Hz), -0.691 dB
		if got := -0.691 + 10*math.Log10((left*left+right*right)/2); math.Abs(got-voiceLoudness) > 0.8 {
			t.Errorf("%d Hz: it is heard at %.2f LUFS, want %g", rate, got, voiceLoudness)
		}
	}
}

func peakOf(frames []Frame) (most float64) {
	for _, f := range frames {
		most = max(most, math.Abs(float64(f[0])), math.Abs(float64(f[1])))
	}
	return most
}

// A click is too short to be measured, and must not startle.
func TestAClickIsNotLoud(t *testing.T) {
	tl := &script.Timeline{Length: time.Second, Cues: []script.Cue{{Kind: script.Sound, File: "loop.wav", Length: 10 * time.Millisecond}}}
	s, err := NewSession(tl, Kit{Rate: 44100, Sounds: sineSound{44100, 0.01}})
	if err != nil {
		t.Fatal(err)
	}
	if p := peakOf(render(s)); p < 0.4 || p > 0.501 {
		t.Errorf("it peaks at %.3f, want up to half", p)
	}
}

// A sound file lowers the bed as a spoken line does.
func TestBedGivesWayToASound(t *testing.T) {
	a, err := ReadAmbience(recorded(44100, 10), 44100)
	if err != nil {
		t.Fatal(err)
	}
	b := newBed(a, &script.Timeline{Length: time.Minute, Cues: []script.Cue{{Kind: script.Sound, At: 30 * time.Second, Length: 5 * time.Second}}}, -20)
	if down := dB(float64(b.factor(32*44100) / b.factor(15*44100))); math.Abs(down+duckDepth) > 0.01 {
		t.Errorf("it stands %.2f dB lower, want %g", -down, duckDepth)
	}
}
