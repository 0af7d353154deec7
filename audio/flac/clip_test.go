package flac

import (
	"slices"
	"testing"

	"respite/audio"
	"respite/audio/internal/testsound"
)

// DecodeBundledClip decodes the same samples and detects damage to a frame; it only
// skips the MD5.
func TestDecodeBundledClip(t *testing.T) {
	c := audio.Clip{Rate: 22050}
	for _, x := range testsound.Babble(22050, 3) {
		c.Samples = append(c.Samples, int16(32767*x))
	}
	file, err := EncodeClip(c)
	if err != nil {
		t.Fatal(err)
	}
	file[len("fLaC")+4+18] ^= 1 // in the MD5 sum
	if _, err := DecodeClip(file, len(c.Samples)); err == nil {
		t.Error("a wrong sum is not noticed")
	}
	got, err := DecodeBundledClip(file)
	if err != nil || got.Rate != c.Rate || !slices.Equal(got.Samples, c.Samples) {
		t.Errorf("%d samples at %d Hz, error %v: want those of the clip", len(got.Samples), got.Rate, err)
	}
	file[len(file)/2] ^= 1
	if _, err := DecodeBundledClip(file); err == nil {
		t.Error("a damaged frame is not noticed")
	}
	if _, err := DecodeBundledClip(nil); err == nil {
		t.Error("no file is decoded")
	}
}

// The field for the rate has 20 bits (RFC 9639, 8.2).
func TestRatesOfClips(t *testing.T) {
	for rate, want := range map[int]bool{0: false, 1: true, 1048575: true, 1048576: false} {
		file, err := EncodeClip(audio.Clip{Rate: rate, Samples: []int16{1, 2, 3}})
		if (err == nil) != want {
			t.Errorf("%d Hz: %v", rate, err)
		}
		if c, err := DecodeClip(file, 3); want && (err != nil || c.Rate != rate) {
			t.Errorf("%d Hz: %d Hz, %v", rate, c.Rate, err)
		}
	}
}
