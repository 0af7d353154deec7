package main

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"respite/audio/wav"
	"respite/samples"
)

func TestMain(m *testing.M) {
	// Tests that play mostly wait, so many can run in parallel.
	_ = flag.Set("test.parallel", "8") // fails only for an unknown flag
	release = "0.0.0"                  // a batch then need not read the whole program
	testscript.Main(m, map[string]func(){"respite": main})
}

// The scripts in testdata look like terminal sessions. Each tests one command, including its
// error messages.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata", Setup: writeSpoken})
}

// writeSpoken creates spoken.wav in a script's folder: two seconds of speech. An engine that
// copies this file can "speak" any line.
func writeSpoken(env *testscript.Env) error {
	voice, err := samples.OpenVoice(samples.DefaultVoice)
	if err != nil {
		return err
	}
	for _, l := range voice.Manifest().Lines {
		if seconds := l.Length().Seconds(); seconds > 1.8 && seconds < 2.2 {
			clip, _, err := voice.Say(l.Text, 0)
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "spoken.wav"), wav.EncodeClip(clip), 0o666)
		}
	}
	return errors.New("the default voice has no line of two seconds")
}
