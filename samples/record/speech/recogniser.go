package speech

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"respite/audio"
	"respite/audio/resample"
	"respite/audio/wav"
	"respite/samples/record/speech/process"
)

// A Recogniser transcribes speech with a program that runs without a shell for each line. In
// its words, {in} stands for the sound, a WAV file at 16 kHz, {out} for a text file, and {dir}
// for the folder of both. Without {in}, the program reads the sound from standard input; if it
// does not write {out}, its standard output is the text.
type Recogniser struct {
	words     []string
	tolerance float64 // share of the letters that may differ in a correct line
	fewest    float64 // fewest words of a line that it can check
}

// recognisers are the known recognisers, the best first.
//
// Pocketsphinx makes many mistakes. It was measured with 70 lines of at least five words of
// the bundled English voices: 21 % of the words and 11 % of the letters were wrong; in one
// line, more than 40 % of the letters were wrong, and in the next worst 33 %. When it heard
// only half of a line, or another line, 9 in 10 exceeded 40 %.
var recognisers = []struct {
	name, where string
	words       func(language string) []string // nil for an unsupported language
	tolerance   float64
	fewest      float64
}{
	{"whisper", "pipx install openai-whisper", func(language string) []string {
		return []string{"whisper", "{in}", "--model", "base", "--language", language, "--output_format", "txt", "--output_dir", "{dir}", "--fp16", "False"}
	}, goodTolerance, goodFewest},
	{"vosk", "pipx install vosk", func(language string) []string {
		if language == "en" {
			language = "en-us"
		}
		return []string{"vosk-transcriber", "--lang", language, "--input", "{in}", "--output", "{out}", "--log-level", "ERROR"}
	}, goodTolerance, goodFewest},
	{"pocketsphinx", "on Debian it is in the packages pocketsphinx and pocketsphinx-en-us", func(language string) []string {
		if language != "en" {
			return nil
		}
		return []string{"pocketsphinx_continuous", "-infile", "{in}", "-logfn", os.DevNull}
	}, 0.4, 5},
}

// The defaults for a recogniser that is not known.
const (
	goodTolerance = 0.25
	goodFewest    = 3
)

// NewRecogniser returns a recogniser by its name, or for a command, which is split at spaces
// outside of quotes. "auto" selects the first installed one that supports the language. It
// returns a [*MissingError] if the recogniser is not installed.
func NewRecogniser(name, language string) (*Recogniser, error) {
	for _, known := range recognisers {
		words := known.words(cmp.Or(base(language), "en"))
		switch {
		case name != known.name && name != "auto":
		case words != nil && process.IsInstalled(words[0]):
			return &Recogniser{words, known.tolerance, known.fewest}, nil
		case name == "auto":
		case words == nil:
			return nil, fmt.Errorf("%s recognises only English, but the routine is in %q", name, language)
		default:
			return nil, &MissingError{words[0], known.where}
		}
	}
	if name == "auto" {
		return nil, &MissingError{"a recogniser", "for English on Debian: apt install pocketsphinx pocketsphinx-en-us"}
	}
	words, err := split(name)
	switch {
	case err != nil:
		return nil, err
	case !process.IsInstalled(words[0]):
		return nil, &MissingError{words[0], installIt}
	}
	return &Recogniser{words, goodTolerance, goodFewest}, nil
}

func (r *Recogniser) String() string { return strings.Join(r.words, " ") }

// A Heard is the result of recognising a line.
type Heard struct {
	Text     string
	Wrong    float64 // share of the letters that differ
	Doubtful bool
}

// Listen compares the recognised words of a take with its text. A line that is too short for
// the recogniser always passes.
func (r *Recogniser) Listen(ctx context.Context, take []float32, rate int, text string) (Heard, error) {
	if CountWords(text) < r.fewest {
		return Heard{Text: text}, nil
	}
	heard, err := r.transcribe(ctx, forRecogniser(take, rate))
	switch {
	case errors.Is(err, process.ErrNotFound):
		return Heard{}, &MissingError{r.words[0], installIt}
	case err != nil:
		return Heard{}, err
	}
	wrong := lettersWrong(text, heard)
	return Heard{heard, wrong, wrong > r.tolerance}, nil
}

// transcribe makes the program transcribe a WAV file.
func (r *Recogniser) transcribe(ctx context.Context, sound []byte) (string, error) {
	dir, remove, err := process.NewScratch()
	if err != nil {
		return "", err
	}
	defer remove()
	in, out := filepath.Join(dir, "line.wav"), filepath.Join(dir, "line.txt")
	if err := os.WriteFile(in, sound, 0o600); err != nil {
		return "", err
	}
	c := process.Command{Words: fill(r.words, strings.NewReplacer("{in}", in, "{out}", out, "{dir}", dir))}
	if !strings.Contains(r.String(), "{in}") {
		c.In = string(sound)
	}
	said, _, err := c.Run(ctx)
	if err != nil {
		return "", err
	}
	if b, err := os.ReadFile(out); err == nil {
		said = b
	}
	return strings.Join(strings.Fields(string(said)), " "), nil
}

// forRecogniser converts a take to a WAV file at 16 kHz, with 0.3 s of silence around it,
// which recognisers need.
func forRecogniser(take []float32, rate int) []byte {
	const to, silence = 16000, 4800
	r := resample.New[float32](rate, to)
	x := make([]float32, r.Len(len(take))+2*silence)
	r.Render(x, take, -silence)
	clip := audio.Clip{Rate: to, Samples: make([]int16, len(x))}
	for i, v := range x {
		clip.Samples[i] = int16(max(-1, min(v, 1)) * 32767)
	}
	return wav.EncodeClip(clip)
}

// lettersWrong returns the edit distance between a text and the recognised text, as a share of
// the text's letters. It compares letters instead of words, because a recogniser that writes
// "need to" has heard "knee to". Numbers may be written as figures in either text; each may
// stand for ten letters.
func lettersWrong(text, heard string) float64 {
	a, b := letters(text), letters(heard)
	free := 10 * (numbers(text) + numbers(heard))
	return float64(max(0, edits(a, b)-free)) / float64(max(1, len(a)))
}

func letters(text string) (found []rune) {
	for _, r := range strings.ToLower(text) {
		if unicode.IsLetter(r) {
			found = append(found, r)
		}
	}
	return found
}

// numbers counts the numbers in figures in a text.
func numbers(text string) int {
	return len(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }))
}

// edits returns the edit distance of a and b (V. I. Levenshtein, Binary codes capable of
// correcting deletions, insertions, and reversals, 1966).
func edits(a, b []rune) int {
	row := make([]int, len(b)+1) // distances of the first letters of a to each prefix of b
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
