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
