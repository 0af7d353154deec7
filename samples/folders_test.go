package samples_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/wav"
	"respite/samples"
)

// hum returns a given number of seconds of a sine of 440.3 Hz, which does not loop seamlessly.
func hum(seconds float64) audio.Clip {
	c := audio.Clip{Rate: 16000, Samples: make([]int16, int(16000*seconds))}
	for i := range c.Samples {
		c.Samples[i] = int16(8000 * math.Cos(2*math.Pi*440.3*float64(i)/16000))
	}
	return c
}

// userFolder makes a folder with files.
func userFolder(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestTonesFromAFolder(t *testing.T) {
	asFLAC, err := flac.EncodeClip(hum(2))
	if err != nil {
		t.Fatal(err)
	}
	dir := userFolder(t, map[string][]byte{"inhale.wav": wav.EncodeClip(hum(3)), "exhale.flac": asFLAC, "hold.wav": wav.EncodeClip(hum(1))})
	tones, err := samples.OpenTones(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, seconds := range map[string]float64{"inhale": 2.5, "exhale": 1.5, "hold": 0.5} {
		c, err := tones.Texture(name)
		if err != nil {
			t.Fatal(err)
		}
		if c.Length().Seconds() != seconds {
			t.Errorf("%s: a loop of %v, want %g s", name, c.Length(), seconds)
		}
		if seamClicks(c.Samples) {
			t.Errorf("%s: the loop clicks at its seam", name)
		}
	}
}

func TestFoldersOfTonesThatCannotBeUsed(t *testing.T) {
	good := wav.EncodeClip(hum(2))
	silent := wav.EncodeClip(audio.Clip{Rate: 16000, Samples: make([]int16, 32000)})
	stereo := append([]byte{}, good...)
	stereo[22] = 2
	for want, files := range map[string]map[string][]byte{
		"there is no hold.wav and no hold.flac":            {"inhale.wav": good, "exhale.wav": good},
		"exhale.wav: is silent":                            {"inhale.wav": good, "exhale.wav": silent, "hold.wav": good},
		"inhale.wav: lasts 0.5 s, but must last 1 to 60 s": {"inhale.wav": wav.EncodeClip(hum(0.5)), "exhale.wav": good, "hold.wav": good},
		"hold.flac: ": {"inhale.wav": good, "exhale.wav": good, "hold.flac": []byte("fLaC, cut short")},
		"inhale.wav: mono, 16 bit, 8 to 192 kHz is needed; this WAV file": {"inhale.wav": stereo, "exhale.wav": good, "hold.wav": good},
	} {
		dir := userFolder(t, files)
		_, err := samples.OpenTones(dir)
		if err == nil || !strings.Contains(err.Error(), "tones "+dir+": "+want) {
			t.Errorf("%v, want tones %s: %s", err, dir, want)
		}
	}
	if _, err := samples.OpenTones("nowhere"); err == nil || err.Error() != "tones nowhere: no such file or directory" {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestBellsFromAFolder(t *testing.T) {
	files := map[string][]byte{"opening.wav": wav.EncodeClip(hum(6)), "change.wav": wav.EncodeClip(hum(2)), "ending.wav": wav.EncodeClip(hum(9))}
	bells, err := samples.OpenBells(userFolder(t, files))
	if err != nil {
		t.Fatal(err)
	}
	if c, err := bells.Bell("change"); err != nil || c.Length().Seconds() != 2 {
		t.Errorf("change: %v, %v", c.Length(), err)
	}
	files["change.wav"] = wav.EncodeClip(hum(2.6))
	dir := userFolder(t, files)
	if _, err := samples.OpenBells(dir); err == nil || err.Error() != "bells "+dir+": change.wav: lasts 2.6 s, but must last 0.25 to 2.5 s" {
		t.Errorf("a bell that is too long: %v", err)
	}
}
