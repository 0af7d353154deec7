package speech

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/tooltest"
	"respite/audio/wav"
	"respite/samples/record/internal/testsound"
)

// actKokoro plays the Python program. It speaks, fails, ends or hangs.
func actKokoro() (status int) {
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		var ask struct {
			Text, Voice, Out string
			Row              int
		}
		if json.Unmarshal(in.Bytes(), &ask) != nil {
			return 9
		}
		switch ask.Text {
		case "fail":
			fmt.Println(`{"error": "ValueError: no voice\nhas the name x"}`)
			continue
		case "end":
			fmt.Fprintln(os.Stderr, "No module named onnxruntime")
			return 1
		case "hang":
			time.Sleep(time.Hour)
		case "chatter":
			fmt.Println("Loading ...")
			continue
		}
		clip := audio.Clip{Rate: 24000}
		for _, v := range testsound.Speech(24000, 1, 0.3, 1) {
			clip.Samples = append(clip.Samples, int16(v*20000))
		}
		if os.WriteFile(ask.Out, wav.EncodeClip(clip), 0o600) != nil {
			return 8
		}
		fmt.Printf(`{"ok": true, "seconds": 1, "pid": %d}`+"\n", os.Getpid())
	}
	return 0
}

// fakeKokoro returns the engine with a folder whose interpreter is the test program.
func fakeKokoro(t *testing.T) *Kokoro {
	t.Helper()
	tooltest.Need(t, "espeak-ng")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	python := filepath.Join(dir, "venv", "bin", "python")
	script := "#!/bin/sh\necho start >>'" + dir + "/starts'\n" + actAs + "=kokoro exec '" + self + "'\n"
	for _, err := range []error{
		os.MkdirAll(filepath.Dir(python), 0o700), os.WriteFile(python, []byte(script), 0o700),
		os.WriteFile(filepath.Join(dir, "kokoro.onnx"), nil, 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	k := NewKokoro(Kokoro{Folder: dir, Voice: "af_heart", Language: "en-us", Speed: 0.9})
	t.Cleanup(func() { k.Close() })
	return k
}

func starts(k *Kokoro) int {
	b, _ := os.ReadFile(filepath.Join(k.Folder, "starts"))
	return strings.Count(string(b), "start")
}

// The program keeps running after a line, also after one that failed. A program that ended is
// restarted.
func TestKokoroKeepsItsProgram(t *testing.T) {
	k := fakeKokoro(t)
	for _, c := range []struct {
		text, want string // empty if it is spoken
		starts     int
	}{
		{"Hello.", "", 1}, {"Again.", "", 1}, {"fail", "ValueError: no voice has the name x", 1}, {"Once more.", "", 1},
		{"end", `kokoro: the program ended, saying "No module named onnxruntime"`, 1}, {"After that.", "", 2},
		{"chatter", "kokoro: the program gave no answer", 2}, {"After that.", "", 3},
	} {
		take, rate, err := k.Speak(t.Context(), c.text)
		if c.want == "" && (err != nil || rate != 24000 || len(take) < rate) || c.want != "" && (err == nil || err.Error() != c.want) || starts(k) != c.starts {
			t.Errorf("%s: %d samples, error %v, started %d times", c.text, len(take), err, starts(k))
		}
	}
}

func TestKokoroIsStopped(t *testing.T) {
	k := fakeKokoro(t)
	ctx, cancel := context.WithTimeoutCause(t.Context(), 50*time.Millisecond, errors.New("enough"))
	defer cancel()
	if _, _, err := k.Speak(ctx, "hang"); err == nil || err.Error() != "enough" {
		t.Errorf("error %v, want the context's cause", err)
	}
	if _, _, err := k.Speak(t.Context(), "Hello."); err != nil {
		t.Errorf("after that: %v", err)
	}
}

func TestKokoroIsMissing(t *testing.T) {
	var missing *MissingError
	if _, _, err := NewKokoro(Kokoro{Folder: t.TempDir()}).Speak(t.Context(), "Hello."); !errors.As(err, &missing) || !strings.Contains(missing.Where, "--setup kokoro") {
		t.Errorf("error %v", err)
	}
	if _, err := New("kokoro", Settings{Language: "de"}); err == nil || !strings.Contains(err.Error(), `in "de"`) {
		t.Errorf("error %v", err)
	}
}

// Each voice has the settings of its bundled counterpart, and each language has a voice.
func TestCalmKokoro(t *testing.T) {
	for _, c := range []struct{ voice, language, want string }{
		{"", "en", "voice am_puck, language en-us, speed 0.86"},
		{"af_heart", "", "voice af_heart, language en-us, speed 0.84"},
		{"", "en-GB", "voice bf_emma, language en-gb"},
		{"", "es-MX", "voice em_alex, language es"},
		{"af_bella", "en", "voice af_bella, language en-us, speed 0.9"},
		{"if_sara", "fr", "voice if_sara, language fr-fr"},
	} {
		k, err := CalmKokoro("", c.voice, c.language)
		if err != nil || !strings.Contains(k.String(), c.want) {
			t.Errorf("%+v: %v, error %v", c, k, err)
		}
	}
	if _, err := CalmKokoro("", "af_heart", "de"); err == nil {
		t.Error("it speaks German")
	}
}

// A modified engine shares only the programs with the original.
func TestKokoroWith(t *testing.T) {
	k := fakeKokoro(t)
	other := k.With(func(k *Kokoro) { k.Row = 140 })
	if k.Row == 140 || other.Row != 140 || other.running != k.running || k.Identity() == other.Identity() {
		t.Errorf("%v and %v", k, other)
	}
	if fast := k.AtSpeed(1.2); fast.Identity() == k.Identity() {
		t.Errorf("%v and %v", k, fast)
	}
}

// If the engine is installed, it speaks a line correctly.
func TestKokoroSpeaks(t *testing.T) {
	folder := os.Getenv("RESPITE_KOKORO")
	if folder == "" {
		t.Skip("RESPITE_KOKORO names no folder with the engine: make kokoro")
	}
	for language, text := range map[string]string{
		"en": "Now lift your right arm up to the sky, and breathe.", "es": "Inhala y levanta los brazos.", "fr": "Inspirez et levez les bras.", "it": "Inspira e solleva le braccia.",
	} {
		e, err := New("kokoro", Settings{Language: language, Folder: folder})
		if err != nil {
			t.Fatal(err)
		}
		take, rate, err := e.Speak(t.Context(), text)
		if err == nil {
			err = CheckTake(take, rate, text)
		}
		if err != nil || rate != 24000 {
			t.Errorf("%s: %d Hz, error %v", language, rate, err)
		}
		e.(*Kokoro).Close()
	}
}
