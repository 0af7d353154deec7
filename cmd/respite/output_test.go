//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"respite/audio/tooltest"
	"respite/cmd/respite/output"
)

// chaptered is a short session with several chapters.
const chaptered = `title: "Three: short & sweet"
stretches:
  - {name: Child's Pose, hold: 1 breath}
  - {name: Cobra, hold: 1 breath}
  - {name: Cat-Cow, hold: 1 breath}
`

// A shown is the output of `respite show --json`.
type shown struct {
	Title  string
	Length float64
	Cues   []struct {
		At, Length float64
		Kind, Text string
	}
	Chapters []struct {
		At    float64
		Title string
	}
}

// A probed is the output of ffprobe.
type probed struct {
	Format struct {
		Duration string
		Tags     map[string]string
	}
	Streams  []struct{ Tags map[string]string }
	Chapters []struct {
		Start string `json:"start_time"`
		Tags  struct{ Title string }
	}
	Packets []struct {
		At     string `json:"pts_time"`
		Length string `json:"duration_time"`
	}
}

// run1 runs a program and returns its output.
func run1(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	out, err := exec.Command(program, args...).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("%s %v: %v: %s", program, args, err, exit.Stderr)
		}
		t.Fatal(err)
	}
	return out
}

func show(t *testing.T, routine string) (s shown) {
	t.Helper()
	if err := json.Unmarshal(run1(t, "respite", "show", routine, "--json"), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func probe(t *testing.T, file, what string) (p probed) {
	t.Helper()
	out := run1(t, "ffprobe", "-v", "error", "-show_format", "-show_streams", what, "-of", "json", file)
	if err := json.Unmarshal(out, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// ffprobe finds the title, the length, the chapters, the language and the comment in every
// file type, and each run writes the same bytes.
func TestEveryKindOfFile(t *testing.T) {
	tooltest.Need(t, "ffmpeg")
	tooltest.Need(t, "lame")
	tooltest.Need(t, "flite")
	dir := t.TempDir()
	for name, value := range map[string]string{
		"XDG_CACHE_HOME": dir, "RESPITE_VOICE": "tts", "RESPITE_TTS": "command:flite -t {text} -o {out}",
		"RESPITE_AMBIENCE": "none", "RESPITE_GUIDANCE": "quiet", "RESPITE_BREATH": "1/1", // a short session
	} {
		t.Setenv(name, value)
	}
	routine := filepath.Join(dir, "zwei.yaml")
	if err := os.WriteFile(routine, []byte("language: de\ntitle: \"Zwei: kurz & gut\"\nstretches:\n  - {name: Kobra, hold: 1 breath, settle: 1s}\n  - {name: Kindhaltung, hold: 1 breath, settle: 1s}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	want := show(t, routine)
	if len(want.Chapters) != 2 {
		t.Fatalf("the chapters are %+v", want.Chapters)
	}
	for _, kind := range output.SoundKinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(dir, "a:b %d x"+kind)
			run1(t, "respite", "render", routine, "-o", file)
			if tooltest.Thorough() || !isAAC(kind) { // its encoder is slow
				checkAgain(t, routine, file)
			}
			got := probe(t, file, "-show_chapters")
			checkChapters(t, got, want)
			checkTags(t, got)
		})
	}
}

// isAAC tells whether a kind of file is encoded by ffmpeg's AAC encoder.
func isAAC(kind string) bool { return kind == ".m4a" || kind == ".m4b" }

// checkAgain renders a file again: it counts as respite's own, and gets the same bytes.
func checkAgain(t *testing.T, routine, file string) {
	t.Helper()
	one, err1 := os.ReadFile(file)
	run1(t, "respite", "render", routine, "-o", file)
	other, err2 := os.ReadFile(file)
	if err := errors.Join(err1, err2); err != nil || !bytes.Equal(one, other) {
		t.Errorf("%d bytes, and others the next time (%v)", len(one), err)
	}
}

// checkChapters compares the chapters that ffprobe finds with the session.
func checkChapters(t *testing.T, got probed, want shown) {
	t.Helper()
	length, _ := strconv.ParseFloat(got.Format.Duration, 64)
	if math.Abs(length-want.Length) > 0.1 {
		t.Errorf("%v s, want %v", length, want.Length)
	}
	if title := titleOf(got); title != want.Title {
		t.Errorf("the title is %q", title)
	}
	if len(got.Chapters) != len(want.Chapters) {
		t.Fatalf("the chapters are %+v", got.Chapters)
	}
	for i, c := range want.Chapters {
		at, _ := strconv.ParseFloat(got.Chapters[i].Start, 64)
		if math.Abs(at-c.At) > 2e-3 || got.Chapters[i].Tags.Title != c.Title {
			t.Errorf("chapter %d is %+v, want %+v", i, got.Chapters[i], c)
		}
	}
}

// checkTags looks for the language and the comment in the file or in its stream.
func checkTags(t *testing.T, p probed) {
	t.Helper()
	tags := map[string]string{}
	for _, from := range []map[string]string{p.Streams[0].Tags, p.Format.Tags} {
		for k, v := range from {
			tags[strings.ToLower(k)] = v
		}
	}
	if language := tags["language"]; language != "deu" && language != "de" {
		t.Errorf("the language is %q", language)
	}
	if !strings.HasPrefix(tags["comment"], "Kein medizinischer Rat: ") {
		t.Errorf("the comment is %q", tags["comment"])
	}
}

// titleOf returns the title of the file or, for Ogg, of its stream.
func titleOf(p probed) string {
	for _, s := range p.Streams {
		for k, v := range s.Tags {
			if strings.EqualFold(k, "title") {
				return v
			}
		}
	}
	return p.Format.Tags["title"] + p.Format.Tags["TITLE"]
}

// ffmpeg reads one caption for each spoken line, with the right times.
func TestOthersReadTheCaptions(t *testing.T) {
	tooltest.Need(t, "ffprobe")
	dir := t.TempDir()
	routine := filepath.Join(dir, "three.yaml")
	if err := os.WriteFile(routine, []byte(chaptered), 0o666); err != nil {
		t.Fatal(err)
	}
	line := show(t, routine)
	for kind, within := range map[string]float64{".vtt": 1e-9, ".srt": 1e-9, ".lrc": 0.0051} {
		file := filepath.Join(dir, "x"+kind)
		run1(t, "respite", "render", routine, "-o", filepath.Join(dir, "x.wav"), "--captions", file)
		packets := probe(t, file, "-show_packets").Packets
		for _, c := range line.Cues {
			if c.Kind != "speech" {
				continue
			}
			if len(packets) == 0 {
				t.Fatalf("%s: nothing at %v", kind, c.At)
			}
			at, _ := strconv.ParseFloat(packets[0].At, 64)
			length, _ := strconv.ParseFloat(packets[0].Length, 64)
			if math.Abs(at-c.At) > within || kind != ".lrc" && math.Abs(length-c.Length) > 1e-9 {
				t.Errorf("%s: %+v for %+v", kind, packets[0], c)
			}
			packets = packets[1:]
		}
		if len(packets) > 0 {
			t.Errorf("%s: %d more than are spoken", kind, len(packets))
		}
	}
}

// Every file type decodes to the exact length of the session.
func TestEveryKindOfFileIsAsLongAsTheSession(t *testing.T) {
	tooltest.Slow(t)
	t.Parallel()
	tooltest.Need(t, "ffmpeg")
	tooltest.Need(t, "lame")
	dir := t.TempDir()
	routine := filepath.Join(dir, "three.yaml")
	if err := os.WriteFile(routine, []byte(chaptered), 0o666); err != nil {
		t.Fatal(err)
	}
	decoded := func(t *testing.T, kind string) float64 {
		file := filepath.Join(t.TempDir(), "x"+kind)
		run1(t, "respite", "render", routine, "-o", file, "--rate", "48000")
		return float64(len(run1(t, "ffmpeg", "-v", "error", "-i", file, "-f", "s16le", "-ac", "2", "-"))) / 4
	}
	want := decoded(t, ".wav")
	for _, kind := range output.SoundKinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			if got := decoded(t, kind); math.Abs(got-want) > 1 { // Opus states lengths at 48 kHz
				t.Errorf("%.0f frames are decoded, want %.0f", got, want)
			}
		})
	}
}

// A session that was encoded as MP3 and decoded has the right loudness and does not clip.
func TestMP3IsMastered(t *testing.T) {
	tooltest.Slow(t)
	t.Parallel()
	tooltest.Need(t, "lame")
	dir := t.TempDir()
	mp3, wav := filepath.Join(dir, "x.mp3"), filepath.Join(dir, "x.wav")
	run1(t, "respite", "render", "-o", mp3, "--level", "gentle")
	run1(t, "lame", "--quiet", "--decode", mp3, wav)
	measured, err := exec.Command("respite", "measure", "--json", wav).Output()
	var loudness struct{ Integrated float64 }
	if err := errors.Join(err, json.Unmarshal(measured, &loudness)); err != nil || math.Abs(loudness.Integrated+16) > 0.2 {
		t.Errorf("it is at %.2f LUFS, want -16 (%v)", loudness.Integrated, err)
	}
	b, err := os.ReadFile(wav)
	if err != nil {
		t.Fatal(err)
	}
	frames := frames16(b[44:])
	if seconds := show(t, "back-relief").Length / 2; float64(len(frames))/44100 < seconds {
		t.Fatalf("only %d frames", len(frames))
	}
	for i, f := range frames {
		for _, x := range f {
			if x == math.MaxInt16 || x == math.MinInt16 {
				t.Fatalf("frame %d, at %.1f s, clips", i, float64(i)/44100)
			}
		}
	}
}

// An interrupt also ends the encoder and leaves no files, whether the signal reaches only
// respite or, as from a keyboard, both.
func TestInterruptEndsTheEncoder(t *testing.T) {
	tooltest.Need(t, "lame")
	for _, group := range []bool{false, true} {
		dir := t.TempDir()
		cmd := renderLong(t, filepath.Join(dir, "long.mp3"), &syscall.SysProcAttr{Setpgid: true})
		whom := cmd.Process.Pid
		if group {
			whom = -whom
		}
		if err := syscall.Kill(whom, syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		checkInterrupted(t, cmd, dir)
		if err := syscall.Kill(-cmd.Process.Pid, 0); !errors.Is(err, syscall.ESRCH) {
			t.Errorf("the encoder is still there: %v", err)
		}
	}
}

// The decoded sound of every file type keeps the requested peak.
func TestPeakHoldsAfterEncoding(t *testing.T) {
	tooltest.Slow(t)
	tooltest.Need(t, "ffmpeg", "lame", "espeak-ng")
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", dir)
	t.Setenv("RESPITE_VOICE", "tts")
	t.Setenv("RESPITE_TTS", "espeak-ng")
	routine := filepath.Join(dir, "three.yaml")
	if err := os.WriteFile(routine, []byte(chaptered), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, kind := range output.SoundKinds {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(dir, "x"+kind)
			run1(t, "respite", "render", routine, "-o", file, "--peak=-6", "--loudness=-22", "--tones", "air", "--ambience", "rain")
			var m struct {
				Peak float64 `json:"true_peak"`
			}
			if err := json.Unmarshal(run1(t, "respite", "measure", "--json", file), &m); err != nil || m.Peak > -6 || m.Peak < -7.5 {
				t.Errorf("the peak is at %.2f dBTP, want -6 (%v)", m.Peak, err)
			}
		})
	}
}
