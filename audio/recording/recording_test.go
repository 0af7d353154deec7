package recording

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"respite/audio"
	"respite/audio/tooltest"
)

// A shape is a sound file that ffmpeg makes: its name, and ffmpeg's options.
type shape struct {
	name    string
	options string
	rate    int
	mono    bool
	within  float64 // largest difference from the original sound
}

// Files of every kind that ffmpeg wrote are decoded to the original sound.
func TestReadsWhatFFmpegWrote(t *testing.T) {
	tooltest.Need(t, "ffmpeg")
	shapes := []shape{
		{"u8.wav", "-c:a pcm_u8", 44100, false, 0.01},
		{"s16.wav", "-c:a pcm_s16le", 8000, false, 1e-4},
		{"s24.wav", "-c:a pcm_s24le", 192000, false, 1e-6},
		{"s32.wav", "-c:a pcm_s32le", 96000, true, 1e-6},
		{"f32.wav", "-c:a pcm_f32le", 48000, false, 1e-6},
		{"f64.wav", "-c:a pcm_f64le", 11025, true, 1e-6},
		{"rf64.wav", "-c:a pcm_s16le -rf64 always", 44100, false, 1e-4},
		{"bare.wav", "-c:a pcm_s16le -bitexact", 44100, true, 1e-4},
		{"s16.flac", "-c:a flac", 44100, false, 1e-4},
		{"s24.flac", "-c:a flac -sample_fmt s32", 24000, true, 1e-6},
		{"mono.mp3", "-c:a libmp3lame -b:a 192k", 44100, true, 0.02},
		{"joint.mp3", "-c:a libmp3lame -b:a 192k -joint_stereo 1", 48000, false, 0.02},
		{"vbr.mp3", "-c:a libmp3lame -q:a 0", 32000, false, 0.02},
		{"mpeg2.mp3", "-c:a libmp3lame -b:a 160k", 22050, false, 0.03},
		{"tagged.mp3", "-c:a libmp3lame -b:a 192k -metadata title=x -write_id3v1 1", 44100, false, 0.02},
		{"apart.mp3", "-c:a libmp3lame -b:a 192k -joint_stereo 0 -write_xing 0", 44100, false, 0.02},
	}
	dir := t.TempDir()
	writeAll(t, dir, shapes)
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) { s.check(t, filepath.Join(dir, s.name)) })
	}
}

const seconds = 1.5 // of each file

// writeAll writes the files of the shapes with one run of ffmpeg, which takes longer to start
// than to encode.
func writeAll(t *testing.T, dir string, shapes []shape) {
	t.Helper()
	args, outputs := []string{"-v", "error"}, []string{}
	for i, s := range shapes {
		sound := "0.5*sin(2*PI*440*t)"
		if !s.mono {
			sound += "|0.25*sin(2*PI*660*t)"
		}
		args = append(args, "-f", "lavfi", "-i", fmt.Sprintf("aevalsrc=%s:s=%d:d=%v", sound, s.rate, seconds))
		outputs = append(outputs, "-map", fmt.Sprint(i))
		outputs = append(append(outputs, strings.Fields(s.options)...), filepath.Join(dir, s.name))
	}
	if out, err := exec.Command("ffmpeg", append(args, outputs...)...).CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
}

// A program that writes to a pipe cannot state the length of the sound.
func TestAWAVOfUnknownLength(t *testing.T) {
	b := testWAV(1, 1, 8000, 16, make([]byte, 2*5000+1))
	copy(b[4:], "\xff\xff\xff\xff")
	copy(b[40:], "\xff\xff\xff\xff")
	r, frames := readAll(t, writeTemp(t, "x.wav", b))
	if r.Frames != -1 || len(frames) != 5000 {
		t.Errorf("%d frames are stated, %d read", r.Frames, len(frames))
	}
}

func (s shape) check(t *testing.T, file string) {
	r, frames := readAll(t, file)
	channels := 2
	if s.mono {
		channels = 1
	}
	if r.Rate != s.rate || r.Channels != channels {
		t.Fatalf("%d Hz, %d channels", r.Rate, r.Channels)
	}
	want := int(math.Ceil(seconds * float64(s.rate)))
	if r.Frames >= 0 && r.Frames != int64(len(frames)) || r.Frames < 0 && s.name != "apart.mp3" ||
		len(frames) != want && !strings.HasSuffix(file, ".mp3") || len(frames) < want {
		t.Errorf("%d frames, stated are %d, want %d", len(frames), r.Frames, want)
	}
	sound := func(i int) (left, right float64) {
		at := 2 * math.Pi * float64(i) / float64(s.rate)
		if s.mono {
			return 0.5 * math.Sin(440*at), 0.5 * math.Sin(440*at)
		}
		return 0.5 * math.Sin(440*at), 0.25 * math.Sin(660*at)
	}
	delay := 0
	if strings.HasSuffix(file, ".mp3") {
		delay = bestDelay(frames, s.rate, sound)
	}
	if delay > 1 && s.name != "apart.mp3" {
		t.Errorf("the sound begins %d frames late", delay)
	}
	for i := want / 4; i < want*3/4; i++ {
		left, right := sound(i)
		got := frames[i+delay]
		if math.Abs(float64(got[0])-left) > s.within || math.Abs(float64(got[1])-right) > s.within {
			t.Fatalf("frame %d is %v, want %.6f %.6f", i, got, left, right)
		}
	}
}

// bestDelay returns how many frames an MP3 encoder and decoder insert before the
// sound.
func bestDelay(frames []audio.Frame, rate int, sound func(i int) (left, right float64)) int {
	best, delay := math.Inf(1), 0
	for d := range min(2000, len(frames)/4) {
		sum := 0.0
		for i := rate / 2; i < rate/2+500; i++ {
			left, right := sound(i)
			sum += math.Pow(float64(frames[i+d][0])-left, 2) + math.Pow(float64(frames[i+d][1])-right, 2)
		}
		if sum < 0.7*best { // the sound is periodic, so take the first position that fits
			best, delay = sum, d
		}
	}
	return delay
}

func readAll(t *testing.T, file string) (*Recording, []audio.Frame) {
	t.Helper()
	r, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	frames, err := drain(r, math.MaxInt)
	if err != nil {
		t.Fatal(err)
	}
	return r, frames
}

// drain reads to the end, or at most a given number of frames.
func drain(r *Recording, most int) (frames []audio.Frame, err error) {
	buf := make([]audio.Frame, 777)
	for len(frames) < most {
		n, err := r.Read(buf)
		frames = append(frames, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return frames, nil
		} else if err != nil {
			return frames, err
		}
	}
	return frames, nil
}

func writeTemp(t *testing.T, name string, b []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, b, 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}
