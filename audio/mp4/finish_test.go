package mp4

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"respite/audio/internal/testsound"
	"respite/audio/pcm"
	"respite/audio/tag"
	"respite/audio/tooltest"
	"respite/audio/wav"
)

// encoded returns an AAC file of a sine of a given number of frames, after the Lead that
// they need.
func encoded(t *testing.T, frames int64) []byte {
	t.Helper()
	tooltest.Need(t, "ffmpeg")
	f := testsound.Both(testsound.Sine(int(frames), 44100, 440, 0.3))
	lead := make(testsound.Fixed, Lead(frames))
	name := filepath.Join(t.TempDir(), "x.m4a")
	var in bytes.Buffer
	if err := (wav.File{Rate: 44100, Format: pcm.Int16}).Write(t.Context(), &in, append(lead, f...), nil); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("ffmpeg", "-v", "error", "-f", "wav", "-i", "pipe:0", "-c:a", "aac", "-b:a", "128k", "-f", "ipod", name)
	cmd.Stdin = &in
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The decoded sound has the same length, begin and end, to the frame.
func TestDecodedLengthIsThatOfTheSound(t *testing.T) {
	for _, frames := range []int64{44100, 1024 * 50, 1024*50 + 1, 1024*50 - 1} {
		var out bytes.Buffer
		f := File{Tags: tag.Tags{Title: "x"}, Rate: 44100, Frames: frames, Lead: Lead(frames)}
		if err := f.Finish(&out, bytes.NewReader(encoded(t, frames))); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("ffmpeg", "-v", "error", "-i", "pipe:0", "-f", "s16le", "-")
		cmd.Stdin = &out
		got, err := cmd.Output()
		if err != nil || int64(len(got)) != 4*frames {
			t.Fatalf("%d frames become %d, %v", frames, len(got)/4, err)
		}
		want := testsound.Sine(int(frames), 44100, 440, 0.3)
		for _, at := range []int{300, 20000, int(frames) - 300} {
			if x := float64(int16(binary.LittleEndian.Uint16(got[4*at:]))) / 32768; x-float64(want[at]) > 0.03 || x-float64(want[at]) < -0.03 {
				t.Errorf("of %d, frame %d is %.3f, want %.3f", frames, at, x, want[at])
			}
		}
	}
}

// A damaged file is an error, not a panic.
func TestDamageIsAnError(t *testing.T) {
	good := encoded(t, 44100)
	f := File{Rate: 44100, Frames: 44100, Lead: Lead(44100)}
	r := rand.New(rand.NewPCG(1, 2))
	seen := 0
	for range 2000 {
		b := bytes.Clone(good[:r.IntN(len(good))])
		if r.IntN(2) == 0 {
			b = bytes.Clone(good)
			for range 20 {
				b[len(b)-1-r.IntN(1200)] = byte(r.Uint32()) // in moov
			}
		}
		if err := f.Finish(io.Discard, bytes.NewReader(b)); err != nil {
			seen++
		}
	}
	if seen < 1000 {
		t.Errorf("only %d of 2000 are seen", seen)
	}
	if err := f.Finish(io.Discard, bytes.NewReader(nil)); !errors.Is(err, errDamaged) {
		t.Errorf("an empty file: %v", err)
	}
}
