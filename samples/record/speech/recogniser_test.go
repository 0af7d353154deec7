package speech

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"respite/audio/tooltest"
	"respite/samples/record/internal/testsound"
	"respite/samples/record/speech/process"
)

// hearers are recognisers by their help: the words of their command, and their behaviour.
const hearers = `case "$0" in
*whisper) test "$#" = 11 && test "$2 $3 $4 $6 $7 $8" = "--model base --language --output_format txt --output_dir" && test "${10} ${11}" = "--fp16 False" || exit 2
	echo "[00:00.000 --> 00:02.000]  not this"
	b=${1##*/}; echo "Lift your right arm, $5." >"$9/${b%.*}.txt";;
*vosk-transcriber) test "$1 $3 $5 $7 $8" = "--lang --input --output --log-level ERROR" || exit 2
	echo "lift your right arm $2" >"$6";;
*pocketsphinx_continuous) test "$1 $3 $4" = "-infile -logfn /dev/null" || exit 2
	echo "lift your right"; echo "arm en";;
esac
`

// The known recognisers are called according to their documentation.
func TestKnownRecognisers(t *testing.T) {
	tooltest.Need(t, "sh")
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	for _, name := range []string{"whisper", "vosk-transcriber", "pocketsphinx_continuous"} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+hearers), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	take := testsound.Speech(22050, 3, 0.3, 3)
	for _, c := range []struct{ name, language, text, want string }{
		{"whisper", "en-GB", "Lift your right arm, en.", "Lift your right arm, en."},
		{"whisper", "de", "Lift your right arm, de.", "Lift your right arm, de."},
		{"vosk", "en", "Lift your right arm, en us.", "lift your right arm en-us"},
		{"pocketsphinx", "en", "Lift your right arm, en.", "lift your right arm en"},
		{"auto", "en", "Lift your right arm, en.", "Lift your right arm, en."},
	} {
		r, err := NewRecogniser(c.name, c.language)
		if err != nil {
			t.Fatal(err)
		}
		heard, err := r.Listen(t.Context(), take, 22050, c.text)
		if err != nil || heard.Doubtful || heard.Wrong != 0 || heard.Text != c.want {
			t.Errorf("%+v: %+v, error %v", c, heard, err)
		}
		if heard, err = r.Listen(t.Context(), take, 22050, "Now come to hands and knees, and breathe."); err != nil || !heard.Doubtful {
			t.Errorf("%s: another line: %+v, error %v", c.name, heard, err)
		}
	}
	if _, err := NewRecogniser("pocketsphinx", "de"); err == nil || !strings.Contains(err.Error(), "recognises only English") {
		t.Errorf("error %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	for _, name := range []string{"auto", "whisper", "vosk", "pocketsphinx", "my-ears {in}"} {
		var missing *MissingError
		if _, err := NewRecogniser(name, "en"); !errors.As(err, &missing) || missing.Where == "" {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// A command gets the sound as a file or on standard input, at 16 kHz, and no key.
func TestRecogniserCommand(t *testing.T) {
	tooltest.Need(t, "sh")
	t.Setenv(process.KeyVariable, testKey)
	dir := t.TempDir()
	script := filepath.Join(dir, "hear.sh")
	if err := os.WriteFile(script, []byte("head -c 28 \"${1:-/dev/stdin}\" | tail -c 4 | od -An -tu4; echo ${"+process.KeyVariable+":-no key}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"sh " + script + " {in}", "sh '" + script + "'"} {
		r, err := NewRecogniser(command, "en")
		if err != nil {
			t.Fatal(err)
		}
		heard, err := r.Listen(t.Context(), testsound.Speech(24000, 1, 0.3, 1), 24000, "Lift your right arm.")
		if err != nil || heard.Text != "16000 no key" || !heard.Doubtful {
			t.Errorf("%s: %+v, error %v", command, heard, err)
		}
		if heard, err := r.Listen(t.Context(), nil, 24000, "Inhale."); err != nil || heard.Doubtful {
			t.Errorf("a short line: %+v, error %v", heard, err)
		}
	}
	r, err := NewRecogniser("sh -c 'echo deaf >&2; exit 1'", "en")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Listen(t.Context(), nil, 24000, "Lift your right arm."); err == nil || err.Error() != `sh: exit status 1, saying "deaf"` {
		t.Errorf("error %v", err)
	}
}

func TestLettersWrong(t *testing.T) {
	for _, c := range []struct {
		text, heard string
		want        float64
	}{
		{"Inhale.", "inhale", 0}, {"Inhale.", "", 1}, {"Knee to Chest", "need to just", 5.0 / 11}, {"abcd", "abxcd", 0.25}, {"abcd", "bcd", 0.25},
		{"Do this nine times.", "Do this 9 times", 0}, {"Breathe 4, 7, 8.", "breathe four seven eight", 0}, {"Atme aus, über die Füße.", "atme aus über die füße", 0},
		{"tailbone", "tail bone", 0}, {"", "x", 1},
	} {
		if got := lettersWrong(c.text, c.heard); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%q heard as %q: %g, want %g", c.text, c.heard, got, c.want)
		}
	}
}

// Pocketsphinx accepts a correct line of flite, and doubts a wrong one. It takes seconds for
// each, so make test leaves out the wrong one, as TestKnownRecognisers doubts wrong lines.
func TestPocketsphinxListens(t *testing.T) {
	tooltest.Need(t, "pocketsphinx_continuous")
	tooltest.Need(t, "flite")
	r, err := NewRecogniser("pocketsphinx", "en")
	if err != nil {
		t.Fatal(err)
	}
	const text, other = "Take ten slow breaths, and let your shoulders relax.", "Lie down on your back, and bend both of your knees."
	e, err := New("flite", Settings{Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	take, rate, err := e.Speak(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	if right, err := r.Listen(t.Context(), take, rate, text); err != nil || right.Doubtful {
		t.Errorf("right: %+v, error %v", right, err)
	}
	if !tooltest.Thorough() {
		return
	}
	if wrong, err := r.Listen(t.Context(), take, rate, other); err != nil || !wrong.Doubtful {
		t.Errorf("wrong: %+v, error %v", wrong, err)
	}
}
