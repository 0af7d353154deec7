package speech

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/wav"
	"respite/samples/record/internal/testsound"
	"respite/samples/record/speech/process"
)

// The test program also plays the engine: this environment variable selects its behaviour.
const actAs = "RESPITE_TEST_ENGINE"

// actInto is the variable for the output file, if the sound does not go to standard output.
const actInto = "RESPITE_TEST_OUT"

func TestMain(m *testing.M) {
	if role := os.Getenv(actAs); role != "" {
		os.Exit(act(role))
	}
	log.SetOutput(io.Discard) // a FLAC library writes to the standard logger
	os.Exit(m.Run())
}

// act plays a program with correct or wrong behaviour.
func act(role string) (status int) {
	switch {
	case role == "kokoro":
		return actKokoro()
	case strings.Contains(role, "piper"):
		return actPiper(role)
	case strings.HasPrefix(role, "documented "):
		return actDocumented(strings.TrimPrefix(role, "documented "))
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
		for range 3 * process.MostOutput >> 16 {
			if _, err := os.Stdout.Write(make([]byte, 1<<16)); err != nil {
				return 0
			}
		}
	case "much complaint":
		for range 1000 {
			os.Stderr.Write(make([]byte, 1<<16))
		}
	case "key":
		if _, there := os.LookupEnv(process.KeyVariable); there {
			return 5
		}
	case "pcm":
		sound = sound[44:]
	case "hang":
		time.Sleep(time.Hour)
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
