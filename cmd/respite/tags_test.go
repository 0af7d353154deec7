//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"respite/audio/tooltest"
	"respite/cmd/respite/output"
)

// quickRoutine is a session of a few seconds, with text that needs escaping.
const quickRoutine = `title: "Quick"
stretches:
  - {name: Cobra, hold: 1 breath, settle: 1s}
`

// taggedAs are the tag flags of the files below, with ffprobe's names for the tags. The name
// of the album contains all special characters of ffmpeg's metadata files.
var taggedAs = map[string]string{
	"--title": "Für den Rücken", "--artist": "Zoë K.", "--album": `Evening; #1 = \ "best"`, "--genre": "Meditation", "--comment": "100 % calm\nline two",
}

// A file of every type has its tags, its cover and its gain, and decodes to the number of
// frames of the session.
func TestEveryKindOfFileHoldsTheTags(t *testing.T) {
	t.Parallel()
	tooltest.Need(t, "ffmpeg", "lame", "mutagen-inspect", "loudgain")
	dir := t.TempDir()
	routine, cover := filepath.Join(dir, "q.yaml"), filepath.Join(dir, "c.jpg")
	if err := os.WriteFile(routine, []byte(quickRoutine), 0o666); err != nil {
		t.Fatal(err)
	}
	picture := writeJPEG(t, cover)
	args := []string{"render", routine, "--guidance", "quiet", "--breath", "2/2", "--year", "2026", "--cover", cover, "--rate", "48000"}
	for flag, text := range taggedAs {
		args = append(args, flag, text)
	}
	wav := filepath.Join(dir, "x.wav")
	run1(t, "respite", append(args, "-o", wav)...)
	frames := decodedFrames(t, wav)
	for _, kind := range output.SoundKinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(dir, "y"+kind)
			run1(t, "respite", append(args[:len(args):len(args)], "-o", file)...)
			checkOurTags(t, file)
			if got := run1(t, "ffmpeg", "-v", "error", "-i", file, "-map", "0:v", "-c", "copy", "-f", "image2pipe", "-"); !bytes.Equal(got, picture) {
				t.Errorf("a cover of %d bytes that differs from the %d", len(got), len(picture))
			}
			if got := decodedFrames(t, file); got != frames {
				t.Errorf("%d frames are decoded, want %d", got, frames)
			}
			checkGain(t, file)
		})
	}
}

// decodedFrames returns the number of frames that ffmpeg decodes.
func decodedFrames(t *testing.T, file string) int {
	t.Helper()
	return len(run1(t, "ffmpeg", "-v", "error", "-i", file, "-map", "0:a", "-ac", "2", "-f", "s16le", "-")) / 4
}

// checkOurTags looks for the tags in the file or, for Ogg, in its stream.
func checkOurTags(t *testing.T, file string) {
	t.Helper()
	p := probe(t, file, "-show_chapters")
	found := map[string]string{}
	for _, tags := range []map[string]string{p.Streams[0].Tags, p.Format.Tags} {
		for k, v := range tags {
			found[strings.ToLower(k)] = v
		}
	}
	want := map[string]string{"--date": "2026", "--language": "eng"}
	for flag, text := range taggedAs {
		want[flag] = text
	}
	if strings.HasSuffix(file, ".wav") {
		want["--language"] = "en" // as its INFO chunk has it
	}
	for flag, text := range want {
		if got := found[strings.TrimPrefix(flag, "--")]; got != text {
			t.Errorf("%s: %s is %q, want %q", file, flag, got, text)
		}
	}
}

var gainTag = regexp.MustCompile(`(?i)(replaygain_track_gain)=.*?(-?[0-9]+\.[0-9]+) dB|(R128_TRACK_GAIN)=(-?[0-9]+)`)

// checkGain compares the gain tags of a file with the measurement of another program.
func checkGain(t *testing.T, file string) {
	t.Helper()
	cmd := exec.Command("mutagen-inspect", file)
	cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8", "LC_ALL=C.UTF-8")
	out, err := cmd.Output()
	m := gainTag.FindSubmatch(out)
	if err != nil || m == nil {
		t.Errorf("%s: no gain in %s, %v", file, out, err)
		return
	}
	tagged, _ := strconv.ParseFloat(string(m[2])+string(m[4]), 64)
	opus := m[3] != nil
	if opus {
		tagged /= 256
	}
	if opus != strings.HasSuffix(file, ".opus") {
		t.Errorf("%s: its gain is %s", file, m[0])
	}
	if strings.HasSuffix(file, ".m4b") {
		return // loudgain does not know .m4b; the tags are those of .m4a
	}
	var fields []string
	for line := range strings.Lines(string(run1(t, "loudgain", "-O", file))) {
		fields = strings.Split(strings.TrimSpace(line), "\t") // the last line is about the file
	}
	measured, err := strconv.ParseFloat(strings.TrimSuffix(fields[8], " dB"), 64)
	if err != nil || math.Abs(measured-tagged) > 0.2 {
		t.Errorf("%s: the gain is %.2f dB, and loudgain measures %.2f (%q)", file, tagged, measured, fields)
	}
}

// writeJPEG writes a picture and returns its bytes.
func writeJPEG(t *testing.T, name string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 64, 64)), nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The drawn cover is a square picture with the same bytes each time.
func TestTheDrawnCover(t *testing.T) {
	t.Parallel()
	tooltest.Need(t, "metaflac")
	dir := t.TempDir()
	routine := filepath.Join(dir, "q.yaml")
	if err := os.WriteFile(routine, []byte(quickRoutine), 0o666); err != nil {
		t.Fatal(err)
	}
	var covers [][]byte
	for _, name := range []string{"a.flac", "b.flac"} {
		run1(t, "respite", "render", routine, "--guidance", "quiet", "-o", filepath.Join(dir, name))
		covers = append(covers, run1(t, "metaflac", "--export-picture-to=-", filepath.Join(dir, name)))
	}
	m, err := png.Decode(bytes.NewReader(covers[0]))
	if err != nil || m.Bounds().Dx() != m.Bounds().Dy() || len(covers[0]) > 60_000 || !bytes.Equal(covers[0], covers[1]) {
		t.Errorf("%v, %d and %d bytes, %v", m.Bounds(), len(covers[0]), len(covers[1]), err)
	}
	run1(t, "respite", "render", routine, "--guidance", "quiet", "-o", filepath.Join(dir, "c.flac"), "--cover", "none")
	if out := run1(t, "metaflac", "--list", "--block-type=PICTURE", filepath.Join(dir, "c.flac")); len(out) > 0 {
		t.Errorf("with --cover none there is %s", out)
	}
}

// A mono file has one channel, the requested loudness and, if it is compressed, half of the
// bit rate.
func TestMonoFiles(t *testing.T) {
	tooltest.Slow(t)
	t.Parallel()
	tooltest.Need(t, "ffmpeg")
	tooltest.Need(t, "lame")
	dir := t.TempDir()
	for _, kind := range output.SoundKinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(dir, "x"+kind)
			run1(t, "respite", "render", "-o", file, "--only", "Cobra", "--guidance", "brief", "--mono", "--loudness", "-19")
			channels := run1(t, "ffprobe", "-v", "error", "-select_streams", "a", "-show_entries", "stream=channels", "-of", "csv=p=0", file)
			if strings.Trim(string(channels), ",\n") != "1" {
				t.Errorf("%s: %s channels", kind, channels)
			}
			out, err := exec.Command("ffmpeg", "-hide_banner", "-i", file, "-map", "0:a", "-af", "ebur128", "-f", "null", "-").CombinedOutput()
			i := bytes.LastIndex(out, []byte("I: "))
			if err != nil || i < 0 {
				t.Fatalf("%s: %v: %s", kind, err, out)
			}
			loudness, _ := strconv.ParseFloat(strings.Fields(string(out[i:]))[1], 64)
			if math.Abs(loudness+19) > 0.25 {
				t.Errorf("%s: ffmpeg measures %.2f LUFS, want -19", kind, loudness)
			}
		})
	}
}

// The user's files play before and after the session. Chapters and captions are shifted
// accordingly.
func TestIntroAndOutro(t *testing.T) {
	t.Parallel()
	tooltest.Need(t, "sox")
	dir := t.TempDir()
	routine, intro := filepath.Join(dir, "q.yaml"), filepath.Join(dir, "intro.wav")
	if err := os.WriteFile(routine, []byte(quickRoutine), 0o666); err != nil {
		t.Fatal(err)
	}
	run1(t, "sox", "-n", "-r", "48000", "-c", "2", intro, "synth", "3", "sine", "440", "vol", "0.1")
	chapters := func(name string, more ...string) (c struct {
		Chapters []struct {
			Start float64 `json:"startTime"`
			Title string
		}
	}) {
		file := filepath.Join(dir, name)
		run1(t, "respite", append([]string{"render", routine, "--guidance", "quiet", "-o", file + ".wav", "--chapters", file + ".json"}, more...)...)
		b, err := os.ReadFile(file + ".json")
		if err != nil || json.Unmarshal(b, &c) != nil {
			t.Fatal(err)
		}
		return c
	}
	plain, framed := chapters("plain"), chapters("framed", "--intro", intro, "--outro", intro)
	n := len(framed.Chapters)
	if n != len(plain.Chapters)+2 || framed.Chapters[0].Title != "Intro" || framed.Chapters[n-1].Title != "Outro" {
		t.Fatalf("the chapters are %+v", framed)
	}
	for i, c := range plain.Chapters {
		if got := framed.Chapters[i+1]; got.Title != c.Title || math.Abs(got.Start-c.Start-3.5) > 1e-6 {
			t.Errorf("%+v becomes %+v", c, got)
		}
	}
	before, after := seconds(t, filepath.Join(dir, "plain.wav")), seconds(t, filepath.Join(dir, "framed.wav"))
	if math.Abs(after-before-6.5) > 1e-3 {
		t.Errorf("%.3f s become %.3f", before, after)
	}
	for at, want := range map[float64]bool{1: true, 3.2: false, after - 1.5: true} {
		out := run1(t, "sox", filepath.Join(dir, "framed.wav"), "-t", "raw", "-e", "signed", "-b", "16", "-c", "1", "-", "trim", strconv.FormatFloat(at, 'f', 3, 64), "0.2")
		if loud := peak16(out) > 3000; loud != want {
			t.Errorf("at %.1f s there is a peak of %d", at, peak16(out))
		}
	}
}

func seconds(t *testing.T, file string) float64 {
	t.Helper()
	s, err := strconv.ParseFloat(strings.TrimSpace(string(run1(t, "sox", "--i", "-D", file))), 64)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func peak16(pcm []byte) (most int) {
	for i := 0; i+1 < len(pcm); i += 2 {
		most = max(most, int(int16(uint16(pcm[i])|uint16(pcm[i+1])<<8)))
	}
	return most
}

// An audiobook file meets the limits of ACX by the measurement of another program.
func TestAnAudiobook(t *testing.T) {
	tooltest.Slow(t)
	t.Parallel()
	tooltest.Need(t, "lame")
	tooltest.Need(t, "sox")
	dir := t.TempDir()
	mp3, wav := filepath.Join(dir, "x.mp3"), filepath.Join(dir, "x.wav")
	out, err := exec.Command("respite", "render", "--for", "audiobook", "--only", "Cobra", "--guidance", "brief", "-o", mp3).CombinedOutput()
	if err != nil || bytes.Contains(out, []byte("ACX would reject")) || !bytes.Contains(out, []byte("as ACX measures")) {
		t.Errorf("%v: %s", err, out)
	}
	run1(t, "lame", "--quiet", "--decode", mp3, wav)
	stats, err := exec.Command("sox", wav, "-n", "stats").CombinedOutput()
	values := map[string]float64{}
	for line := range strings.Lines(string(stats)) {
		if i := strings.LastIndex(strings.TrimSpace(line), " "); i > 0 {
			values[strings.TrimSpace(line[:i])], _ = strconv.ParseFloat(strings.TrimSpace(line[i:]), 64)
		}
	}
	if rms, peak := values["RMS lev dB"], values["Pk lev dB"]; err != nil || rms < -23 || rms > -18 || peak > -3 || peak == 0 {
		t.Errorf("sox measures %.2f dB RMS, a peak of %.2f dB; %v", rms, peak, err)
	}
	if rate := run1(t, "ffprobe", "-v", "error", "-select_streams", "a", "-show_entries", "stream=sample_rate,channels,bit_rate", "-of", "csv=p=0", mp3); strings.Trim(string(rate), ",\n") != "44100,1,192000" {
		t.Errorf("it is %s", rate)
	}
}

// The sum of the stems equals the file within the rounding of the stems.
func TestStemFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	stems := filepath.Join(dir, "stems")
	if err := os.Mkdir(stems, 0o777); err != nil {
		t.Fatal(err)
	}
	routine, mix := filepath.Join(dir, "q.yaml"), filepath.Join(dir, "x.wav")
	if err := os.WriteFile(routine, []byte(quickRoutine), 0o666); err != nil {
		t.Fatal(err)
	}
	run1(t, "respite", "render", routine, "--guidance", "quiet", "-o", mix, "--bits", "32f", "--stems", stems)
	whole := floats(t, mix)
	sum := make([]float64, len(whole))
	for _, name := range []string{"bed", "bells", "sounds", "tones", "voice"} {
		part := floats(t, filepath.Join(stems, name+".wav"))
		if len(part) != len(whole) {
			t.Fatalf("%s: %d samples, want %d", name, len(part), len(whole))
		}
		for i, x := range part {
			sum[i] += x
		}
	}
	for i, x := range whole {
		if math.Abs(sum[i]-x) > 1e-6 {
			t.Fatalf("sample %d: the stems add up to %g, the file has %g", i, sum[i], x)
		}
	}
}

// floats returns the samples of a floating-point WAV file.
func floats(t *testing.T, file string) []float64 {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b = b[bytes.LastIndex(b[:min(len(b), 200_000)], []byte("data"))+8:]
	x := make([]float64, len(b)/4)
	for i := range x {
		x[i] = float64(math.Float32frombits(uint32(b[4*i]) | uint32(b[4*i+1])<<8 | uint32(b[4*i+2])<<16 | uint32(b[4*i+3])<<24))
	}
	return x
}
