package speech

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/wav"
	"respite/samples/record/internal/testsound"
)

// The test program is its own engine: started with this variable, it behaves
// as the variable says.
const actAs = "RESPITE_TEST_ENGINE"

// actInto is the variable for the file that it writes its sound to, if not to its output.
const actInto = "RESPITE_TEST_OUT"

func TestMain(m *testing.M) {
	if role := os.Getenv(actAs); role != "" {
		os.Exit(act(role))
	}
	log.SetOutput(io.Discard) // a library that reads FLAC talks to itself
	os.Exit(m.Run())
}

// act plays RHVoice-test, well or badly.
func act(role string) (status int) {
	switch {
	case role == "kokoro":
		return actKokoro()
	case strings.Contains(role, "piper"):
		return actPiper(role)
	}
	text, _ := io.ReadAll(os.Stdin)
	clip := audio.Clip{Rate: 24000}
	for _, v := range testsound.Speech(24000, 0.1*float64(len(text)), 0.3, 1) {
		clip.Samples = append(clip.Samples, int16(max(-1, min(v, 1))*32767))
	}
	sound := wav.EncodeClip(clip)
	switch role {
	case "pipe": // no size is known, as with the real one
		copy(sound[40:], "\x00\xf0\xff\x7f")
	case "failure":
		fmt.Fprintln(os.Stderr, "the voice\nis hoarse")
		return 3
	case "failure for one":
		if strings.Contains(string(text), "two") {
			return 1
		}
	case "nothing":
		return 0
	case "rubbish":
		sound = []byte("this is no sound at all, however long it goes on about it")
	case "silence":
		sound = wav.EncodeClip(audio.Clip{Rate: 24000, Samples: make([]int16, 24000)})
	case "cut short":
		sound = sound[:30]
	case "flood":
		for range 3 * mostSound >> 16 {
			if _, err := os.Stdout.Write(make([]byte, 1<<16)); err != nil {
				return 0
			}
		}
	case "much complaint":
		for range 1000 {
			os.Stderr.Write(make([]byte, 1<<16))
		}
	case "key":
		if _, there := os.LookupEnv(KeyVariable); there {
			return 5
		}
	case "pcm":
		sound = sound[44:]
	case "hang":
		time.Sleep(time.Hour)
	case "arguments":
		if got := strings.Join(os.Args[1:], " "); got != "RHVoice-test -p bdl -r 66 -q max -o -" || string(text) != "$(Hello) there.\n" {
			fmt.Fprintf(os.Stderr, "%s %q", got, text)
			return 1
		}
	}
	if file := os.Getenv(actInto); file != "" {
		if os.WriteFile(file, sound, 0o600) != nil {
			return 4
		}
		return 0
	}
	os.Stdout.Write(sound)
	return 0
}

// fake is RHVoice played by the test program in a role.
func fake(t *testing.T, role string) RHVoice {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return RHVoice{Profile: "bdl", Rate: 66, Prefix: []string{"env", actAs + "=" + role, self}}
}

func TestRHVoiceSpeaks(t *testing.T) {
	need(t, "env")
	for _, role := range []string{"whole", "pipe", "arguments"} {
		take, rate, err := fake(t, role).Speak(t.Context(), "$(Hello) there.")
		if err != nil || rate != 24000 || len(take) != len(testsound.Speech(24000, 1.6, 0, 1)) {
			t.Errorf("%s: %d samples at %d Hz, error %v", role, len(take), rate, err)
		}
	}
}

func TestRHVoiceFails(t *testing.T) {
	need(t, "env")
	for role, want := range map[string]string{
		"failure":   `exit status 3, saying "the voice is hoarse"`,
		"nothing":   "wrote no sound",
		"rubbish":   "not a WAV, FLAC or MP3 file",
		"cut short": "truncated",
	} {
		_, _, err := fake(t, role).Speak(t.Context(), "Hello.")
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one line with %q", role, err, want)
		}
	}
}

func TestRHVoiceIsMissing(t *testing.T) {
	need(t, "env")
	prefix := RHVoice{Profile: "bdl", Prefix: []string{"env", "PATH=/nowhere"}}
	_, _, err := prefix.Speak(t.Context(), "Hello.")
	var missing *MissingError
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), "rhvoice-english") {
		t.Errorf("through a prefix: error %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	_, _, err = RHVoice{Profile: "bdl"}.Speak(t.Context(), "Hello.")
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), "RHVoice-test is not installed") {
		t.Errorf("error %v", err)
	}
}

func TestRHVoiceIsStopped(t *testing.T) {
	need(t, "env")
	ctx, cancel := context.WithTimeoutCause(t.Context(), 50*time.Millisecond, errors.New("enough"))
	defer cancel()
	if _, _, err := fake(t, "hang").Speak(ctx, "Hello."); err == nil || err.Error() != "enough" {
		t.Errorf("error %v, want the context's cause", err)
	}
}

// need skips the test when a program is not installed, or fails it where
// RESPITE_TOOLS=required says that it has to be.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("RESPITE_TOOLS") == "required" {
		t.Fatalf("%s is not installed, and RESPITE_TOOLS=required", program)
	}
	t.Skipf("%s is not installed", program)
}
