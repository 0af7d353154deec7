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
	// Tests that play wait for the sound and need little of a processor.
	_ = flag.Set("test.parallel", "8") // fails only for an unknown flag
	testscript.Main(m, map[string]func(){"respite": main})
}

// The scripts in testdata read like a terminal; each holds one command to
// what it promises, mistakes included.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata", Setup: writeSpoken})
}

// writeSpoken puts spoken.wav into a script's folder: two seconds of speech, which an
// engine that copies it says whatever it is asked for.
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
