package loudness

import (
	"context"
	"errors"
	"io"
	"math"
	"testing"

	"respite/audio/internal/testsound"
	"respite/audio/tooltest"
)

// A part of a test signal: a sine of 1 kHz at a level in dBFS of its peak, for a given number of seconds.
type signal struct{ level, seconds float64 }

func signals(rate int, parts ...signal) []float32 {
	var x []float32
	for _, p := range parts {
		x = append(x, testsound.Sine(int(math.Round(p.seconds*float64(rate))), rate, 1000, math.Pow(10, p.level/20))...)
	}
	return x
}

// rates are the rates in Hz of the long signals. Make test takes the one for which the
// standard gives no coefficients, and make check both.
func rates() []int {
	if tooltest.Thorough() {
		return []int{44100, 48000}
	}
	return []int{44100}
}

func measuredSignal(t *testing.T, rate, channels int, x []float32) Measurement {
	t.Helper()
	m, err := Measure(t.Context(), reader(x), rate, channels)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// EBU Tech 3341 (2016), table 1, cases 1 to 5, through the whole meter.
func TestMeasureOfTheEBUCases(t *testing.T) {
	for n, c := range []struct {
		parts []signal
		want  float64
	}{
		{[]signal{{-23, 20}}, -23}, {[]signal{{-33, 20}}, -33}, {[]signal{{-36, 10}, {-23, 60}, {-36, 10}}, -23},
		{[]signal{{-72, 10}, {-36, 10}, {-23, 60}, {-36, 10}, {-72, 10}}, -23}, {[]signal{{-26, 20}, {-20, 20.1}, {-26, 20}}, -23},
	} {
		for _, rate := range rates() {
			if got := measuredSignal(t, rate, 2, signals(rate, c.parts...)).Integrated; !testsound.Near(got, c.want, 0.1) {
				t.Errorf("case %d at %d Hz: %.2f LUFS, want %.1f", n+1, rate, got, c.want)
			}
		}
	}
}

// Case 6 has five channels: BS.1770-4, table 3, weights the power by 1 in front and by
// 1.41 at the back.
func TestLoudnessOfFiveChannels(t *testing.T) {
	for _, rate := range []int{44100, 48000} {
		front, centre := signals(rate, signal{-28, 20}), signals(rate, signal{-24, 20})
		behind := signals(rate, signal{-30 + 10*math.Log10(1.41), 20})
		if got := Integrated(rate, front, front, centre, behind, behind); !testsound.Near(got, -23, 0.1) {
			t.Errorf("%d Hz: %.2f LUFS, want -23", rate, got)
		}
	}
}

// Cases 9 and 12: the loudness of every 3 s and every 400 ms of a signal with gaps is
// constant. Cases 10 and 11: the loudest 3 s of tones that begin at any time.
func TestWindowsOfTheEBUCases(t *testing.T) {
	const short, momentary = 3 * Steps, stepsPerBlock
	repeat := func(n int, parts ...signal) (all []signal) {
		for range n {
			all = append(all, parts...)
		}
		return all
	}
	for _, rate := range rates() {
		for i, l := range windows(rate, short, signals(rate, repeat(5, signal{-20, 1.34}, signal{-30, 1.66})...)) {
			if !testsound.Near(l, -23, 0.1) {
				t.Errorf("case 9 at %d Hz: %.2f LUFS from %d00 ms on", rate, l, i)
			}
		}
		for i, l := range windows(rate, momentary, signals(rate, repeat(25, signal{-20, 0.18}, signal{-30, 0.22})...)) {
			if !testsound.Near(l, -23, 0.1) {
				t.Errorf("case 12 at %d Hz: %.2f LUFS from %d00 ms on", rate, l, i)
			}
		}
		for i := range 20 {
			silence := signal{math.Inf(-1), 0.15 * float64(i)}
			if got := highest(windows(rate, short, signals(rate, silence, signal{-23, 3.1}, signal{math.Inf(-1), 1}))); !testsound.Near(got, -23, 0.1) {
				t.Errorf("case 10 at %d Hz, %d: %.2f LUFS", rate, i, got)
			}
			silence = signal{math.Inf(-1), 0.15 * float64(i)}
			level := -38 + float64(i)
			if got := highest(windows(rate, short, signals(rate, silence, signal{level, 3}, signal{math.Inf(-1), 3 - silence.seconds}))); !testsound.Near(got, level, 0.1) {
				t.Errorf("case 11 at %d Hz, %d: %.2f LUFS, want %.0f", rate, i, got, level)
			}
		}
	}
}

// windows returns the loudness of each window of a given number of Steps, for a signal on both
// channels.
func windows(rate, Steps int, x []float32) (all []float64) {
	p := stepPowers(x, rate)
	for i := Steps; i <= len(p); i++ {
		all = append(all, LUFS(2*mean(p[i-Steps:i])))
	}
	return all
}

func highest(all []float64) float64 {
	most := math.Inf(-1)
	for _, l := range all {
		most = max(most, l)
	}
	return most
}

// EBU Tech 3342 (2016), table 1, cases 1 to 4.
func TestRangeOfTheEBUCases(t *testing.T) {
	for n, c := range []struct {
		parts []signal
		want  float64
	}{
		{[]signal{{-20, 20}, {-30, 20}}, 10}, {[]signal{{-20, 20}, {-15, 20}}, 5}, {[]signal{{-40, 20}, {-20, 20}}, 20},
		{[]signal{{-50, 20}, {-35, 20}, {-20, 20}, {-35, 20}, {-50, 20}}, 15},
	} {
		for _, rate := range rates() {
			if got := measuredSignal(t, rate, 2, signals(rate, c.parts...)).Range; !testsound.Near(got, c.want, 1) {
				t.Errorf("case %d at %d Hz: %.2f LU, want %.0f", n+1, rate, got, c.want)
			}
		}
	}
}

func TestMeasureOfMono(t *testing.T) {
	x := testsound.Sine(96000, 48000, 997, 1)
	mono, stereo := measuredSignal(t, 48000, 1, x), measuredSignal(t, 48000, 2, x)
	if !testsound.Near(mono.Integrated, -3.01, 0.01) || !testsound.Near(stereo.Integrated, 0, 0.02) {
		t.Errorf("mono %.3f, stereo %.3f LUFS; want -3.01 and 0", mono.Integrated, stereo.Integrated)
	}
	if mono.SamplePeak > 0 || mono.SamplePeak < -0.01 {
		t.Errorf("a sample peak of %.3f dBFS, want 0", mono.SamplePeak)
	}
}

// The division into pieces and short reads change nothing: the result agrees with
// [Integrated] and with the peaks of the whole.
func TestMeasureInPieces(t *testing.T) {
	for _, rate := range []int{8000, 11025, 44100, 96000} {
		x := testsound.Babble(rate, 7)
		x = x[:len(x)-rate/3]
		read, n := reader(x), 0
		m, err := Measure(t.Context(), func(dst []frame) (int, error) {
			n = n*7%1013 + 1
			return read(dst[:min(n, len(dst))])
		}, rate, 2)
		if err != nil {
			t.Fatal(err)
		}
		if want := Integrated(rate, x, x); !testsound.Near(m.Integrated, want, 1e-3) {
			t.Errorf("%d Hz: %.4f LUFS, in one piece %.4f", rate, m.Integrated, want)
		}
		frames := append(testsound.Both(x), make([]frame, Reach)...)
		if want := testsound.DB(float64(TruePeak(frames, 0))); m.TruePeak != want {
			t.Errorf("%d Hz: %.4f dBTP, in one piece %.4f", rate, m.TruePeak, want)
		}
	}
}

func TestMeasureOfSilence(t *testing.T) {
	for _, n := range []int{0, 100, 48000, 480000} {
		m := measuredSignal(t, 48000, 2, make([]float32, n))
		if !math.IsInf(m.Integrated, -1) || !math.IsInf(m.TruePeak, -1) || m.Range != 0 {
			t.Errorf("%d frames: %+v", n, m)
		}
	}
}

func TestMeasureEndsWithTheErrors(t *testing.T) {
	broken := errors.New("broken")
	read := reader(make([]float32, 200000))
	_, err := Measure(t.Context(), func(dst []frame) (int, error) {
		if n, err := read(dst); err == nil {
			return n, nil
		}
		return 0, broken
	}, 48000, 2)
	if err != broken {
		t.Errorf("the error is %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Measure(ctx, func(dst []frame) (int, error) { return len(dst), nil }, 48000, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

func BenchmarkMeasure(b *testing.B) {
	x := testsound.Babble(44100, 30)
	for b.Loop() {
		if _, err := Measure(b.Context(), reader(x), 44100, 2); err != nil {
			b.Fatal(err)
		}
	}
	perFrame(b, len(x))
}

// reader reads mono sound on both channels sequentially.
func reader(x []float32) func([]frame) (int, error) {
	frames := testsound.Both(x)
	return func(dst []frame) (int, error) {
		n := copy(dst, frames)
		frames = frames[n:]
		if len(frames) == 0 {
			return n, io.EOF
		}
		return n, nil
	}
}

// perFrame reports the time of a benchmark for each frame.
func perFrame(b *testing.B, frames int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(frames), "ns/frame")
}

// Two windows of 3 s have a mean square of 1 and of 33/30: 0.41 LU apart. One window has
// no range, and neither has what is below -70 LUFS.
func TestRangeOfTwoWindows(t *testing.T) {
	powers := make([]float64, 31)
	for i := range powers {
		powers[i] = 1
	}
	powers[30] = 4
	if got := loudnessRange(powers); !testsound.Near(got, 10*math.Log10(1.1), 1e-9) {
		t.Errorf("%.3f LU, want 0.414", got)
	}
	if got := loudnessRange(powers[1:]); got != 0 {
		t.Errorf("of one window: %.3f LU", got)
	}
	for i := range powers {
		powers[i] *= 1e-8
	}
	if got := loudnessRange(powers); got != 0 {
		t.Errorf("below the gate: %.3f LU", got)
	}
}
