package speech

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"respite/samples/record/speech/container"
	"respite/samples/record/speech/process"
)

// Kokoro is the engine of the bundled neural voices: the model Kokoro-82M, run by a
// Python program that is kept running, since its model takes seconds to load. The
// model, its voices and the packages that run it are in a folder, put there by
// [KokoroSetup].
type Kokoro struct {
	Folder   string
	Voice    string  // such as af_heart
	Language string  // of espeak-ng, such as en-us
	Speed    float64 // of the sounds, 1 is the model's usual one
	Pace     float64 // words a minute that the pauses between clauses are to bring a line to; 0 leaves the pauses alone
	Row      int     // of the voice's table of styles: that of a text of so many sounds; 0 is the program's choice

	running *pool
}

// KokoroSetup is a shell script that puts all that [Kokoro] needs into the folder that is its argument.
//
//go:embed kokoro/setup.sh
var KokoroSetup string

//go:embed kokoro/speak.py
var speakProgram string

// kokoroLimit is how long a line may take, with the loading of the model.
const kokoroLimit = 3 * time.Minute

// calmVoices are voices of the model that respite speaks with, the first of a language for
// that language, with the name that espeak-ng has for it and the speed of their calm sounds.
var calmVoices = []struct {
	voice, language, dialect string
	speed                    float64
}{
	{"am_puck", "en", "en-us", 0.86},
	{"af_heart", "en", "en-us", 0.84},
	{"bf_emma", "en-GB", "en-gb", 0.9},
	{"em_alex", "es", "es", 0.9},
	{"ff_siwis", "fr", "fr-fr", 0.9},
	{"if_sara", "it", "it", 0.9},
	{"pf_dora", "pt", "pt-br", 0.9},
}

// CalmKokoro is the engine set as the bundled voices are: with a voice of the
// model, or where its name is empty the first one for the language. Without a language it speaks the voice's own.
func CalmKokoro(folder, voice, language string) (*Kokoro, error) {
	k := Kokoro{Folder: folder, Voice: voice, Language: language, Speed: 0.9, Pace: calmPace, Row: 60}
	for _, same := range []string{language, base(language)} {
		for _, c := range calmVoices {
			if (language == "" || c.language == same) && (voice == "" || voice == c.voice) {
				k.Voice, k.Language, k.Speed = c.voice, c.dialect, c.speed
				return NewKokoro(k), nil
			}
		}
	}
	for _, c := range calmVoices { // another voice of the model, or one for another language
		if voice != "" && c.language == base(language) {
			k.Language = c.dialect
			return NewKokoro(k), nil
		}
	}
	return nil, fmt.Errorf("kokoro speaks English, Spanish, French, Italian and Portuguese, and the routine is in %q", language)
}

// NewKokoro is the engine with a voice of it. Nothing is started.
func NewKokoro(k Kokoro) *Kokoro {
	k.running = &pool{name: "kokoro"}
	return &k
}

func kokoro(s Settings) (Engine, error) {
	k, err := CalmKokoro(s.Folder, s.Voice, s.Language)
	if err != nil {
		return nil, err
	}
	k.Speed *= s.Speed
	k.Pace *= s.Speed
	return k, nil
}

// calmPace is the pace of the bundled voices, in words a minute.
const calmPace = 115

// Speak is [Engine]'s. A folder without the model is a [*MissingError].
func (k *Kokoro) Speak(ctx context.Context, text string) (take []float32, rate int, err error) {
	if err := k.missing(); err != nil {
		return nil, 0, err
	}
	dir, remove, err := process.NewScratch()
	if err != nil {
		return nil, 0, err
	}
	defer remove()
	out := filepath.Join(dir, "line.wav")
	limited, stop := process.WithLimit(ctx, kokoroLimit)
	defer stop()
	ask := map[string]any{"text": text, "voice": k.Voice, "language": k.Language, "speed": k.Speed, "out": out}
	if k.Pace > 0 {
		ask["pace"] = k.Pace
	}
	if k.Row > 0 {
		ask["row"] = k.Row
	}
	if err := k.running.say(limited, "", k.start, func(p *kept) (bool, error) { return k.ask(p, ask) }); err != nil {
		return nil, 0, err
	}
	return container.Read(ctx, out, "kokoro")
}

// start starts the program that holds the model.
func (k *Kokoro) start() (*kept, error) {
	p, err := startKept([]string{k.python(), "-c", speakProgram, k.Folder}, nil, false)
	if errors.Is(err, exec.ErrNotFound) {
		return nil, &MissingError{"python3", "kokoro runs in it"}
	}
	return p, err
}

// ask asks a program for a line: JSON in a line, and an answer in another. Alive tells whether
// the program can be asked again.
func (k *Kokoro) ask(p *kept, ask map[string]any) (alive bool, err error) {
	b, err := json.Marshal(ask)
	if err != nil {
		return true, err
	}
	if err := p.ask(b); err != nil {
		return false, err
	}
	line, err := p.answer()
	if err != nil {
		return false, err
	}
	var answer struct{ Error string }
	if err := json.Unmarshal(line, &answer); err != nil {
		return false, errors.New("the program gave no answer")
	}
	if answer.Error != "" {
		return true, errors.New(strings.Join(strings.Fields(answer.Error), " "))
	}
	return true, nil
}

func (k *Kokoro) String() string {
	return fmt.Sprintf("Kokoro-82M, voice %s, language %s, speed %.3g, pace %.3g, row %d", k.Voice, k.Language, k.Speed, k.Pace, k.Row)
}

// Identity is [Engine]'s.
func (k *Kokoro) Identity() string {
	return joined(k.String(), fmt.Sprintf("%x", sha256.Sum256([]byte(speakProgram))),
		fileIdentity(k.model()), fileIdentity(filepath.Join(k.Folder, "voices", k.Voice+".bin")))
}

// With returns the engine as change makes it, with the same programs behind it.
func (k *Kokoro) With(change func(*Kokoro)) *Kokoro {
	other := *k
	change(&other)
	other.running = k.running
	return &other
}

// AtSpeed is [Paced]'s: the pace is made with pauses where they suffice, and with the sounds where they do not.
func (k *Kokoro) AtSpeed(factor float64) Engine {
	return k.With(func(k *Kokoro) { k.Speed = max(0.6, min(k.Speed*factor, 1.5)) })
}

// missing is a [*MissingError] where it cannot speak.
func (k *Kokoro) missing() error {
	if _, err := os.Stat(k.model()); err != nil {
		return &MissingError{"its model", "respite voice engines --setup kokoro | sh"}
	}
	if !process.IsInstalled("espeak-ng") {
		return &MissingError{"espeak-ng", "kokoro has the sounds of words from it; on Debian it is in the package espeak-ng"}
	}
	return nil
}

// Jobs is how many lines it speaks at a time.
func (k *Kokoro) Jobs() int { return maxKept() }

// Close ends the programs that wait for a line.
func (k *Kokoro) Close() error { return k.running.close() }

func (k *Kokoro) model() string { return filepath.Join(k.Folder, "kokoro.onnx") }

// python is the interpreter of the folder's own packages, or else the user's.
func (k *Kokoro) python() string {
	for _, own := range []string{filepath.Join(k.Folder, "venv", "bin", "python"), filepath.Join(k.Folder, "venv", "Scripts", "python.exe")} {
		if _, err := os.Stat(own); err == nil {
			return own
		}
	}
	return "python3"
}
