package samples

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/tooltest"
	"respite/audio/wav"
)

// clips are kinds of sound that are hard for an encoder.
func clips() map[string]audio.Clip {
	rng := rand.New(rand.NewPCG(9, 9))
	noise, tone, steps := make([]int16, 5000), make([]int16, 3*1024), make([]int16, 2222)
	coarse := make([]int16, 2*1024+9)
	for i := range coarse {
		coarse[i] = int16(8 * rng.IntN(400))
	}
	for i := range noise {
		noise[i] = int16(rng.Uint32())
	}
	for i := range tone {
		tone[i] = int16(32767 * math.Sin(float64(i)/30))
	}
	for i := range steps {
		steps[i] = []int16{-32768, 32767, 0}[i/100%3]
	}
	return map[string]audio.Clip{
		"noise": {Rate: 22050, Samples: noise}, "tone": {Rate: VoiceRate, Samples: tone}, "coarse": {Rate: VoiceRate, Samples: coarse}, "steps": {Rate: 192000, Samples: steps},
		"silence": {Rate: 8000, Samples: make([]int16, 1024+1)}, "one sample": {Rate: 44100, Samples: []int16{-7}}, "two samples": {Rate: 48000, Samples: []int16{1, -32768}},
	}
}

func encodings(t *testing.T, c audio.Clip) map[string][]byte {
	t.Helper()
	file, err := flac.EncodeClip(c)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"WAV": wav.EncodeClip(c), "FLAC": file}
}

// Decoding returns the encoded samples exactly.
func TestDecodeReadsWhatIsWritten(t *testing.T) {
	for name, c := range clips() {
		for kind, file := range encodings(t, c) {
			got, err := Decode(file)
			if err != nil || got.Rate != c.Rate || !slices.Equal(got.Samples, c.Samples) {
				t.Errorf("%s as %s: %d samples at %d Hz of %d at %d, error %v", name, kind, len(got.Samples), got.Rate, len(c.Samples), c.Rate, err)
			}
		}
	}
}

// FLAC makes a tone smaller, with the same bytes every time.
func TestFLACIsSmallAndRepeatable(t *testing.T) {
	c := clips()["tone"]
	a, b := encodings(t, c)["FLAC"], encodings(t, c)["FLAC"]
	if !slices.Equal(a, b) {
		t.Error("the same clip gave other bytes")
	}
	if len(a) > len(c.Samples)*3/2 {
		t.Errorf("%d bytes for %d samples", len(a), len(c.Samples))
	}
}

// A truncated file is an error, never half a line.
func TestDecodeRefusesCutFiles(t *testing.T) {
	for kind, file := range encodings(t, clips()["tone"]) {
		for n := 0; n < len(file)-1; n += 7 {
			if _, err := Decode(file[:n]); err == nil {
				t.Errorf("%s: the first %d of %d bytes were read", kind, n, len(file))
			}
		}
	}
}

// Our decoder reads the files of ffmpeg, including predictors that our encoder does
// not use and files that state no length because they went through a pipe, and ffmpeg
// reads ours.
func TestFLACAgreesWithFFmpeg(t *testing.T) {
	tooltest.Need(t, "ffmpeg")
	voice, err := OpenVoice(DefaultVoice)
	if err != nil {
		t.Fatal(err)
	}
	spoken, _, err := voice.Say(voice.Manifest().Lines[0].Text, 0)
	if err != nil {
		t.Fatal(err)
	}
	all := clips()
	all["speech"] = spoken
	dir := t.TempDir()
	var ours, theirs conversion
	for name, c := range all {
		file := filepath.Join(dir, name)
		ours.add(t, file+".wav", wav.EncodeClip(c))
		for _, level := range []string{"0", "5", "12"} {
			ours.to(file+" "+level+".flac", "-c:a", "flac", "-compression_level", level)
		}
		theirs.add(t, file+".flac", encodings(t, c)["FLAC"])
		theirs.to(file+".pcm", "-f", "s16le")
	}
	ours.run(t)
	theirs.run(t)
	for name, c := range all {
		file := filepath.Join(dir, name)
		for _, level := range []string{"0", "5", "12"} {
			if got, err := Decode(read(t, file+" "+level+".flac")); err != nil || !slices.Equal(got.Samples, c.Samples) {
				t.Errorf("%s at level %s: %d samples of %d, error %v", name, level, len(got.Samples), len(c.Samples), err)
			}
		}
		if pcm := read(t, file+".pcm"); !bytes.Equal(pcm, wav.EncodeClip(c)[44:]) {
			t.Errorf("%s: ffmpeg reads something else", name)
		}
	}
	if got, err := Decode(piped(t, wav.EncodeClip(spoken))); err != nil || !slices.Equal(got.Samples, spoken.Samples) {
		t.Errorf("through a pipe: %d samples of %d, error %v", len(got.Samples), len(spoken.Samples), err)
	}
}

// A conversion is a run of ffmpeg with many files: its start takes longer than a file.
type conversion struct {
	files   int
	in, out []string
}

// add writes an input file.
func (c *conversion) add(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
	c.files++
	c.in = append(c.in, "-i", name)
}

// to adds an output file of the last input file.
func (c *conversion) to(name string, args ...string) {
	c.out = append(append(append(c.out, "-map", fmt.Sprint(c.files-1)), args...), name)
}

func (c *conversion) run(t *testing.T) {
	t.Helper()
	args := append([]string{"-v", "error", "-xerror"}, append(c.in, c.out...)...)
	if out, err := exec.Command("ffmpeg", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// piped returns a FLAC file that ffmpeg writes to a pipe.
func piped(t *testing.T, file []byte) []byte {
	t.Helper()
	cmd := exec.Command("ffmpeg", "-v", "error", "-xerror", "-i", "-", "-f", "flac", "-")
	cmd.Stdin = bytes.NewReader(file)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecodeRefuses(t *testing.T) {
	flac := encodings(t, clips()["tone"])["FLAC"]
	damaged := slices.Clone(flac)
	damaged[len(damaged)-1] ^= 0x10 // CRC of the last frame
	stereo := slices.Clone(flac)
	stereo[20] |= 2 // number of channels minus one, in STREAMINFO
	long := slices.Clone(flac)
	long[21] |= 1 // highest bits of the number of samples
	wav := wav.EncodeClip(clips()["tone"])
	wide := slices.Clone(wav)
	wide[34] = 24
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"nothing": {nil, "neither a WAV nor a FLAC file"},
		"text":    {[]byte("this is no sound"), "neither a WAV nor a FLAC file"},
		"damaged": {damaged, "damaged"},
		"stereo":  {stereo, "mono, 16 bit, 8 to 192 kHz is needed; this FLAC file has 2 channels"},
		"endless": {long, "samples, at most"},
		"24 bit":  {wide, "this WAV file has 1 channels, 24 bit"},
	} {
		if _, err := Decode(c.file); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, c := range clips() {
		file, err := flac.EncodeClip(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
		f.Add(wav.EncodeClip(c))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		c, err := Decode(file)
		if err == nil && (c.Rate < lowestRate || c.Rate > highestRate || len(c.Samples) > maxSamples) {
			t.Errorf("%d samples at %d Hz", len(c.Samples), c.Rate)
		}
	})
}

// A session has about 90 lines.
func BenchmarkDecode(b *testing.B) {
	for b.Loop() {
		v, err := OpenVoice(DefaultVoice) // reads only the manifest
		if err != nil {
			b.Fatal(err)
		}
		for _, l := range v.Manifest().Lines[:90] {
			if _, _, err := v.Say(l.Text, 0); err != nil {
				b.Fatal(err)
			}
		}
	}
}
