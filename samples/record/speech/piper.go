package speech

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"respite/samples/record/speech/container"
	"respite/samples/record/speech/process"
)

// A piperEngine is an installed piper: the Python program of piper-tts, or the older program
// in C++. Both read lines, write a sound file for each line to a folder, and print its name,
// the former on standard error and the latter on standard output. So the model is loaded only
// once.
type piperEngine struct {
	model, speaker string
	speed          float64
	found          func() ([]string, error) // returns the words that start the program
	running        *pool
}

// piperStretch slows piper's default to a calm pace. It slows voices of 166 to 236 words a
// minute to 95 to 135. The voice en_US-joe-medium had a median of 236 over 14 lines.
const piperStretch = 1.75

// piperWhere tells how to get the program, and piperVoice how to get a voice.
const (
	piperWhere = "pipx install piper-tts"
	piperVoice = "python3 -m piper.download_voices en_US-lessac-medium, then --tts-model en_US-lessac-medium"
)

func piper(s Settings) (Engine, error) {
	if s.URL != "" {
		return piperServer(s)
	}
	if s.Model == "" {
		return nil, &MissingError{"its voice (--tts-model FILE.onnx)", piperVoice}
	}
	model, about, err := readPiperVoice(s.Model)
	if err != nil {
		return nil, err
	}
	if l := about.language(); l != "" && s.Language != "" && l != base(s.Language) {
		return nil, fmt.Errorf("the voice %s speaks %q, but the routine is in %q", filepath.Base(model), l, s.Language)
	}
	id, err := about.speaker(s.Voice)
	if err != nil {
		return nil, err
	}
	return &piperEngine{model, id, s.Speed, sync.OnceValues(findPiper), &pool{name: "piper"}}, nil
}

// A piperConfig is the description of a voice in the JSON file beside it.
type piperConfig struct {
	Language   struct{ Family string }
	Espeak     struct{ Voice string }
	Speakers   int            `json:"num_speakers"`
	SpeakerIDs map[string]int `json:"speaker_id_map"`
}

// readPiperVoice finds the file of a voice and reads its description.
func readPiperVoice(name string) (file string, about piperConfig, err error) {
	for _, file = range []string{name, name + ".onnx"} {
		var b []byte
		b, err = os.ReadFile(file + ".json")
		switch _, missing := os.Stat(file); {
		case missing != nil:
			err = &MissingError{"its voice " + name, piperVoice}
			continue
		case errors.Is(err, fs.ErrNotExist):
			err = fmt.Errorf("the voice %s needs the file %s.json beside it", file, filepath.Base(file))
		case err == nil:
			if json.Unmarshal(b, &about) != nil {
				err = fmt.Errorf("%s.json does not describe a voice of piper", file)
			}
		}
		return file, about, err
	}
	return "", about, err
}

// language returns the language of the voice; empty if it is unknown.
func (c piperConfig) language() string {
	if c.Language.Family != "" {
		return c.Language.Family
	}
	return base(c.Espeak.Voice)
}

// speaker returns the number of a speaker, by name or number; empty for the voice's default.
func (c piperConfig) speaker(name string) (id string, err error) {
	if name == "" {
		return "", nil
	}
	n, known := c.SpeakerIDs[name]
	if !known {
		n, err = strconv.Atoi(name)
	}
	if err != nil || n < 0 || n >= max(c.Speakers, 1) {
		return "", fmt.Errorf("the voice has no speaker %q: --tts-voice takes 0 to %d, or a name in the file beside the voice", name, max(c.Speakers, 1)-1)
	}
	return strconv.Itoa(n), nil
}

// findPiper finds the program. A different program, which configures gaming mice, has the same
// name, and Python may install piper outside of the search path.
func findPiper() (words []string, err error) {
	err = &MissingError{"piper", piperWhere}
	for _, words := range [][]string{{"piper-tts"}, {"piper"}, {pythonName(), "-m", "piper"}} {
		path, missing := exec.LookPath(words[0])
		if missing != nil {
			continue
		}
		words[0] = path
		if isPiper(words) {
			return words, nil
		}
		if len(words) == 1 {
			err = &MissingError{"piper", "the program " + path + " is a different one of that name; " + piperWhere}
		}
	}
	return nil, err
}

// pythonName returns the name of the Python interpreter.
func pythonName() string {
	if runtime.GOOS == "windows" {
		return "python"
	}
	return "python3"
}

// isPiper checks the help of a program for the name of piper's model format. Programs with a
// graphical interface open no window for that.
func isPiper(words []string) bool {
	c := process.Command{Words: append(slices.Clip(words), "--help"), Env: []string{"DISPLAY=", "WAYLAND_DISPLAY="}, Limit: 20 * time.Second}
	said, complaint, _ := c.Run(context.Background())
	return strings.Contains(strings.ToLower(string(said)+complaint), "onnx")
}

// Speak implements [Engine]. It returns a [*MissingError] if the program is not installed.
func (p *piperEngine) Speak(ctx context.Context, text string) (take []float32, rate int, err error) {
	words, err := p.found()
	if err != nil {
		return nil, 0, err
	}
	ctx, stop := process.WithLimit(ctx, 0)
	defer stop()
	scale := fmt.Sprintf("%.2f", p.scale())
	start := func() (*kept, error) { return p.start(words, scale) }
	err = p.running.say(ctx, scale, start, func(k *kept) (alive bool, err error) {
		file, err := p.ask(k, text)
		if err != nil {
			return false, err
		}
		defer os.Remove(file)
		waitWhole(ctx, file)
		take, rate, err = container.Read(ctx, file, "piper")
		return true, err
	})
	return take, rate, err
}

// scale returns how much piper stretches the speech, in steps of 0.05 because each value needs
// a separate program.
func (p *piperEngine) scale() float64 { return math.Round(20*piperStretch/p.speed) / 20 }

// start starts the program with its own output folder.
func (p *piperEngine) start(words []string, scale string) (*kept, error) {
	dir, remove, err := process.NewScratch()
	if err != nil {
		return nil, err
	}
	words = append(slices.Clip(words), "--model", p.model, "--output_dir", dir, "--length_scale", scale)
	if p.speaker != "" {
		words = append(words, "--speaker", p.speaker)
	}
	k, err := startKept(words, []string{"PYTHONUNBUFFERED=1", "PYTHONUTF8=1"}, true)
	if err != nil {
		remove()
		return nil, err
	}
	k.folder = dir
	ended := k.closed
	k.closed = func() { ended(); remove() }
	return k, nil
}

// ask sends a line to a program, and returns the name of the file that it printed.
func (p *piperEngine) ask(k *kept, text string) (file string, err error) {
	text = strings.ReplaceAll(text, "[[", "[ [") // the program reads text in [[ ]] as phonemes
	if err := k.ask([]byte(text)); err != nil {
		return "", err
	}
	for {
		line, err := k.answer()
		if err != nil {
			return "", err
		}
		if line = bytes.TrimSpace(line); bytes.HasSuffix(line, []byte(".wav")) {
			return filepath.Join(k.folder, filepath.Base(string(line))), nil
		}
		k.said.Write(append(line, ' '))
	}
}

// waitWhole waits until a WAV file has the length in its header, because the C++ program
// prints the name before it finishes the file. If the file stops growing, the reader reports
// it.
func waitWhole(ctx context.Context, file string) {
	for range 200 {
		b, err := os.ReadFile(file)
		if err != nil || len(b) >= 12 && len(b) >= int(binary.LittleEndian.Uint32(b[4:]))+8 {
			return
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return
		}
	}
}

func (p *piperEngine) String() string {
	return fmt.Sprintf("piper, voice %s%s, length scale %.2f", filepath.Base(p.model), speaker(p.speaker), p.scale())
}

// Identity implements [Engine].
func (p *piperEngine) Identity() string {
	words, _ := p.found() // without the program, nothing is spoken
	parts := []string{p.String(), fileIdentity(p.model), fileIdentity(p.model + ".json"), strings.Join(words, " ")}
	if len(words) > 0 {
		parts = append(parts, fileIdentity(words[0]))
	}
	return joined(parts...)
}

// AtSpeed implements [Paced]. Both engines share their programs.
func (p *piperEngine) AtSpeed(factor float64) Engine {
	other := *p
	other.speed = max(0.4, min(p.speed*factor, 2.5))
	return &other
}

// Jobs returns how many lines the engine speaks at a time.
func (p *piperEngine) Jobs() int { return maxKept() }

// Close stops the idle programs.
func (p *piperEngine) Close() error { return p.running.close() }
