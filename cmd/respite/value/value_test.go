package value

import (
	"testing"
	"time"
)

func TestTidyTime(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"8min": 8 * time.Minute, "8 min": 8 * time.Minute, "8:00": 8 * time.Minute, "480s": 8 * time.Minute, "8m": 8 * time.Minute,
		"480 seconds": 8 * time.Minute, "1h30m": 90 * time.Minute, "1 hour 30 min": 90 * time.Minute, "1:02:03": time.Hour + 2*time.Minute + 3*time.Second,
		"4:54": 294 * time.Second, "0:05": 5 * time.Second, "4m54s": 294 * time.Second, "0:00": 0, "4:05": 245 * time.Second,
	} {
		if got, err := time.ParseDuration(Time(text)); err != nil || got != want {
			t.Errorf("%q is read as %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "Cobra", "10", "8 wet towels"} {
		if got := Time(text); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestTidyBreath(t *testing.T) {
	for text, want := range map[string]string{"4/6": "4s/6s", "4:6": "4s/6s", "4 s / 6 s": "4s/6s", "4s/6s": "4s/6s", "4/4/4/4": "4s/4s/4s/4s", "3+1/8": "3s+1s/8s"} {
		if got := Breath(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	var x float64
	for text, want := range map[string]float64{"-16LUFS": -16, "-16": -16, "-16 LUFS": -16, "-16,5 lufs": -16.5} {
		if err := (Number{&x, "loudness", []string{"LUFS"}}).Set(text); err != nil || x != want {
			t.Errorf("%q is read as %v (%v)", text, x, err)
		}
	}
	var rate int
	for text, want := range map[string]int{"44.1kHz": 44100, "44.1": 44100, "44100": 44100, "48 kHz": 48000, "48k": 48000, "44100Hz": 44100} {
		if err := (Rate{&rate}).Set(text); err != nil || rate != want {
			t.Errorf("%q is read as %v (%v)", text, rate, err)
		}
	}
}

// A printed position can be typed again, and is not later than the position at which the
// session ended.
func TestClockText(t *testing.T) {
	for d, want := range map[time.Duration]string{294*time.Second + 960*time.Millisecond: "4:54", 0: "0:00", 3723 * time.Second: "1:02:03"} {
		if got := Clock(d); got != want {
			t.Errorf("%v is written %s, want %s", d, got, want)
		}
	}
}
