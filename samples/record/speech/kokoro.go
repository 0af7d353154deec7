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

// Kokoro is the engine of the bundled neural voices, the model Kokoro-82M. A Python program
// runs it and stays running, because loading the model takes seconds. [KokoroSetup] installs
// the model, its voices and the Python packages in a folder.
type Kokoro struct {
	Folder   string
	Voice    string  // for example af_heart
	Language string  // in espeak-ng's notation, such as en-us
	Speed    float64 // of the speech without pauses; 1 is the model's default
	Pace     float64 // words a minute that pauses between clauses should achieve; 0 leaves the pauses unchanged
	Row      int     // row of the voice's style table, which corresponds to a length of the text; 0 lets the program choose

	running *pool
}

// KokoroSetup is a shell script that puts all that [Kokoro] needs into the folder that is its argument.
//
//go:embed kokoro/setup.sh
var KokoroSetup string

//go:embed kokoro/speak.py
var speakProgram string

// kokoroLimit is the time limit for a line, including the loading of the model.
const kokoroLimit = 3 * time.Minute

// calmVoices are the voices that respite uses. The first voice of a language is its default.
// Each has espeak-ng's name for the language, and a speed that makes its speech calm.
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

// CalmKokoro returns the engine with the settings of the bundled voices. If voice is empty, it
// is the default for the language; if language is empty, it is the language of the voice.
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
	for _, c := range calmVoices { // another voice of the model, or a voice in a foreign language
		if voice != "" && c.language == base(language) {
			k.Language = c.dialect
			return NewKokoro(k), nil
		}
	}
	return nil, fmt.Errorf("kokoro speaks English, Spanish, French, Italian and Portuguese, but the routine is in %q", language)
}

// NewKokoro returns the engine with these settings, without starting it.
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

// calmPace is the pace of the bundled voices in words a minute.
const calmPace = 115

// Speak implements [Engine]. It returns a [*MissingError] if the folder does not contain the
// model.
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

// start starts a program with the model.
func (k *Kokoro) start() (*kept, error) {
	p, err := startKept([]string{k.python(), "-c", speakProgram, k.Folder}, nil, false)
	if errors.Is(err, exec.ErrNotFound) {
		return nil, &MissingError{"python3", "kokoro needs it"}
	}
	return p, err
}

// ask sends a request for a line to a program, and reads the answer. Both are one line of
// JSON. alive tells whether the program can be used again.
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

// Identity implements [Engine].
func (k *Kokoro) Identity() string {
	return joined(k.String(), fmt.Sprintf("%x", sha256.Sum256([]byte(speakProgram))),
		fileIdentity(k.model()), fileIdentity(filepath.Join(k.Folder, "voices", k.Voice+".bin")))
}

// With returns a copy of the engine, modified by change. Both share their programs.
func (k *Kokoro) With(change func(*Kokoro)) *Kokoro {
	other := *k
	change(&other)
	return &other
}

// AtSpeed implements [Paced]. It changes only the speed of the speech between the pauses. The
// pauses still follow Pace.
func (k *Kokoro) AtSpeed(factor float64) Engine {
	return k.With(func(k *Kokoro) { k.Speed = max(0.6, min(k.Speed*factor, 1.5)) })
}

// missing returns a [*MissingError] if the engine is not installed.
func (k *Kokoro) missing() error {
	if _, err := os.Stat(k.model()); err != nil {
		return &MissingError{"its model", "respite voice engines --setup kokoro | sh"}
	}
	if !process.IsInstalled("espeak-ng") {
		return &MissingError{"espeak-ng", "kokoro needs it for the pronunciation; on Debian it is in the package espeak-ng"}
	}
	return nil
}

// Jobs returns how many lines the engine speaks at a time.
func (k *Kokoro) Jobs() int { return maxKept() }

// Close stops the idle programs.
func (k *Kokoro) Close() error { return k.running.close() }

func (k *Kokoro) model() string { return filepath.Join(k.Folder, "kokoro.onnx") }

// python returns the Python interpreter in the folder, or the user's if there is none.
func (k *Kokoro) python() string {
	for _, own := range []string{filepath.Join(k.Folder, "venv", "bin", "python"), filepath.Join(k.Folder, "venv", "Scripts", "python.exe")} {
		if _, err := os.Stat(own); err == nil {
			return own
		}
	}
	return "python3"
}
