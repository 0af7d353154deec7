package speech

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"respite/audio/tooltest"
	"respite/samples/record/internal/testsound"
	"respite/samples/record/speech/process"
)

// actPiper plays the programs named piper by their documentation and their help: piper-tts in
// Python, the older program in C++, and the one that configures gaming mice.
func actPiper(role string) (status int) {
	if role == "mouse piper" {
		fmt.Println("Usage:\n  piper [OPTION…]\n\nHelp Options:\n  -h, --help    Show help options")
		if len(os.Args) < 3 {
			return 0
		}
		fmt.Fprintln(os.Stderr, "Unknown option", os.Args[1])
		return 1
	}
	if os.Args[len(os.Args)-1] == "--help" {
		fmt.Println("usage: piper [-h] -m MODEL [-d OUTPUT_DIR]\n  -m MODEL, --model MODEL\n                        Path to Onnx model file")
		return 0
	}
	set := flag.NewFlagSet("piper", flag.ContinueOnError)
	set.SetOutput(os.Stderr)
	model, dir := set.String("model", "", ""), set.String("output_dir", "", "")
	scale, speaker := set.Float64("length_scale", 1, ""), set.Int("speaker", 0, "")
	if err := set.Parse(os.Args[1:]); err != nil {
		return 2
	}
	if role == "piper without a model" {
		fmt.Fprintf(os.Stderr, "Traceback (most recent call last):\nValueError: Unable to find voice: %s (use piper.download_voices)\n", *model)
		return 1
	}
	if _, there := os.LookupEnv(process.KeyVariable); there {
		return 5
	}
	n := 0
	for in := bufio.NewScanner(os.Stdin); in.Scan(); n++ {
		file := filepath.Join(*dir, fmt.Sprintf("%d.wav", n))
		sound := wavOf(*scale + float64(*speaker))
		switch in.Text() {
		case "end":
			fmt.Fprintln(os.Stderr, "RuntimeError: out of memory")
			return 1
		case "hang":
			time.Sleep(time.Hour)
		}
		if role == "c++ piper" { // prints the name before the file is complete
			half := len(sound) / 2
			os.WriteFile(file, sound[:half], 0o600)
			fmt.Println(file)
			time.Sleep(30 * time.Millisecond)
			f, _ := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
			f.Write(sound[half:])
			f.Close()
			fmt.Fprintln(os.Stderr, "[2023-11-14 10:00:00.000] [piper] [info] Real-time factor: 0.1 (infer=0.1 sec, audio=1 sec)")
			continue
		}
		os.WriteFile(file, sound, 0o600)
		fmt.Fprintln(os.Stderr, "INFO:__main__:Wrote "+file)
	}
	return 0
}

// fakePiper puts a program into the search path and a voice into a folder, and returns the
// folder.
func fakePiper(t *testing.T, role string) (voice string) {
	t.Helper()
	tooltest.Need(t, "sh")
	dir, bin := t.TempDir(), t.TempDir()
	putFake(t, bin, "piper", role, "echo start >>'"+dir+"/starts'")
	t.Setenv("PATH", bin+":/usr/bin:/bin")
	voice = filepath.Join(dir, "en_US-joe-medium.onnx")
	for _, err := range []error{
		os.WriteFile(voice, nil, 0o600),
		os.WriteFile(voice+".json", []byte(`{"language": {"family": "en"}, "espeak": {"voice": "en-us"}, "num_speakers": 2, "speaker_id_map": {"joe": 0, "ann": 1}}`), 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return voice
}

// putFake writes a script that runs commands and then the test program in a role.
func putFake(t *testing.T, dir, name, role, first string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	script := "#!/bin/sh\n" + first + "\n" + actAs + "='" + role + "' exec '" + self + "' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
}

func piperStarts(voice string) int {
	b, _ := os.ReadFile(filepath.Join(filepath.Dir(voice), "starts"))
	return strings.Count(string(b), "start")
}

// Both programs keep running after a line, and are restarted after they ended. The first start
// is for the help.
func TestPiperKeepsItsModel(t *testing.T) {
	t.Setenv(process.KeyVariable, testKey) // must not reach the program
	for _, role := range []string{"piper", "c++ piper"} {
		voice := fakePiper(t, role)
		e, err := New("piper", Settings{Model: voice, Voice: "ann", Language: "en-GB"})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			text, want string
			starts     int
		}{
			{"Hello.", "", 2}, {"Again.", "", 2}, {"-m [[ x", "", 2},
			{"end", `piper: the program ended, saying `, 2}, {"After that.", "", 3},
		} {
			take, rate, err := e.Speak(t.Context(), c.text)
			if c.want == "" && (err != nil || len(take) != len(testsound.Speech(24000, 2.75, 0.3, 1)) || rate != 24000) ||
				c.want != "" && (err == nil || !strings.HasPrefix(err.Error(), c.want) || !strings.Contains(err.Error(), "out of memory")) || piperStarts(voice) != c.starts {
				t.Errorf("%s: %s: %d samples, error %v, started %d times", role, c.text, len(take), err, piperStarts(voice))
			}
		}
		// Each speed needs a separate program; nearly equal speeds share one.
		fast := e.(Paced).AtSpeed(1.25)
		for _, e := range []Engine{fast, fast.(Paced).AtSpeed(1.01), e} {
			if _, _, err := e.Speak(t.Context(), "Hello."); err != nil {
				t.Error(err)
			}
		}
		if n := piperStarts(voice); n != 4 {
			t.Errorf("%s: started %d times, want 4", role, n)
		}
		if err := e.(io.Closer).Close(); err != nil {
			t.Error(err)
		}
	}
}

// The temporary files of piper are removed, however it ends.
func TestPiperLeavesNothing(t *testing.T) {
	voice := fakePiper(t, "piper")
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	e, err := New("piper", Settings{Model: voice, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := e.Speak(t.Context(), "Hello."); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeoutCause(t.Context(), 100*time.Millisecond, errors.New("enough"))
	defer cancel()
	if _, _, err := e.Speak(ctx, "hang"); err == nil || err.Error() != "enough" {
		t.Errorf("error %v, want the context's cause", err)
	}
	e.(io.Closer).Close()
	if left, _ := os.ReadDir(tmp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestPiperIsMissing(t *testing.T) {
	for role, want := range map[string]string{
		"mouse piper":           "is a different one of that name; pipx install piper-tts",
		"piper without a model": "Unable to find voice",
	} {
		voice := fakePiper(t, role)
		e, err := New("piper", Settings{Model: voice, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = e.Speak(t.Context(), "Hello.")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", role, err)
		}
		var missing *MissingError
		if errors.As(err, &missing) != (role == "mouse piper") {
			t.Errorf("%s: error %T", role, err)
		}
	}
	// If piper is found by its other name, the program for mice does not matter.
	voice := fakePiper(t, "mouse piper")
	bin, _, _ := strings.Cut(os.Getenv("PATH"), ":")
	putFake(t, bin, "piper-tts", "piper", "")
	e, _ := New("piper", Settings{Model: voice, Language: "en"})
	if _, _, err := e.Speak(t.Context(), "Hello."); err != nil {
		t.Errorf("error %v", err)
	}
	e.(io.Closer).Close()
}

func TestPiperVoice(t *testing.T) {
	voice := fakePiper(t, "piper")
	alone := filepath.Join(t.TempDir(), "alone.onnx")
	if err := os.WriteFile(alone, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		s    Settings
		want string // empty for no error
	}{
		{Settings{Model: voice, Language: "en"}, ""},
		{Settings{Model: strings.TrimSuffix(voice, ".onnx"), Language: "en-US", Voice: "1"}, ""},
		{Settings{Model: voice, Language: "de"}, `speaks "en", but the routine is in "de"`},
		{Settings{Model: voice, Voice: "2"}, `no speaker "2": --tts-voice takes 0 to 1`},
		{Settings{Model: voice, Voice: "-1"}, `no speaker "-1"`},
		{Settings{Model: voice, Voice: "bob"}, `no speaker "bob"`},
		{Settings{}, "its voice (--tts-model FILE.onnx) is not installed: python3 -m piper.download_voices en_US-lessac-medium, then --tts-model en_US-lessac-medium"},
		{Settings{Model: "nowhere"}, "its voice nowhere is not installed: python3 -m piper.download_voices"},
		{Settings{Model: alone}, "needs the file alone.onnx.json beside it"},
	} {
		_, err := New("piper", c.s)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: error %v, want %q", c.s, err, c.want)
		}
	}
}

// The real program speaks, with a voice that an environment variable names.
func TestPiperSpeaks(t *testing.T) {
	voice := os.Getenv("RESPITE_PIPER_VOICE")
	if voice == "" {
		t.Skip("RESPITE_PIPER_VOICE names no English voice of piper")
	}
	e, err := New("piper", Settings{Model: voice, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"Now lift your right arm up to the sky, and breathe.", "Inhale.", "Exhale, and rest."} {
		take, rate, err := e.Speak(t.Context(), text)
		if err == nil {
			err = CheckTake(take, rate, text)
		}
		if err != nil {
			t.Errorf("%q: %d Hz, error %v", text, rate, err)
		}
		t.Logf("%q: %.0f words a minute", text, Pace(take, rate, text))
	}
	e.(io.Closer).Close()
}
