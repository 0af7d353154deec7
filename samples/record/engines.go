package record

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Settings are what an engine can be told. What an engine has no use for, it
// leaves; what is empty, it chooses.
type Settings struct {
	Language string // of the lines, BCP 47
	Voice    string // by the engine's own name for it
	Model    string // piper: a file; openai: the server's name for it
	URL      string // openai: the server, up to and with /v1
	Key      string // openai: shown in no error and no name
}

// custom begins the name of an engine that is a command of the user's.
const custom = "command:"

// Engines are the names of the engines, and what each of them is.
func Engines() (names []string, about map[string]string) {
	about = map[string]string{custom + "…": "a command of your own"}
	for _, k := range kinds {
		names = append(names, k.name)
		about[k.name] = k.about
	}
	return append(names, custom+"…"), about
}

// NewEngine sets an engine up by its name: one of [Engines], or "command:" and the words
// of a command that are split at spaces outside of quotes; see [Program]
// for what {text} and {out} are in them. Nothing is started.
func NewEngine(name string, s Settings) (Engine, error) {
	if words, ok := strings.CutPrefix(name, custom); ok {
		return newCustom(words)
	}
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
	if i < 0 {
		names, _ := Engines()
		return nil, fmt.Errorf("no engine %q: there is %s", name, strings.Join(names, ", "))
	}
	return kinds[i].set(s)
}

// A kind of engine.
type kind struct {
	name, about string
	set         func(Settings) (Engine, error)
}

// kinds are the engines, those for every machine first. Each is slowed to about 120
// words a minute by its own control.
var kinds = []kind{
	{"espeak-ng", "clear, small, many languages", espeak},
	{"flite", "English only", flite},
	{"pico2wave", "English, German, French, Italian, Spanish", pico},
	{"piper", "neural; --tts-model names the file of a voice", piper},
	{"say", "of macOS", say},
	{"sapi", "of Windows", sapi},
	{"openai", "any server with the /v1/audio/speech call", openAI},
}

func espeak(s Settings) (Engine, error) {
	voice := cmp.Or(s.Voice, s.Language)
	return Program{
		Words: []string{"espeak-ng", "--stdin", "-v", voice, "-s", "110", "-w", "{out}"},
		Name:  "espeak-ng, voice " + voice + ", 110 words a minute",
		Where: "on Debian it is in the package espeak-ng, on macOS brew install espeak-ng",
	}, nil
}

func flite(s Settings) (Engine, error) {
	if base(s.Language) != "en" {
		return nil, fmt.Errorf("flite speaks English, and the routine is in %q", s.Language)
	}
	voice := cmp.Or(s.Voice, "rms")
	return Program{
		Words: []string{"flite", "-voice", voice, "--setf", "duration_stretch=1.3", "-t", "{text}", "-o", "{out}"},
		Name:  "flite, voice " + voice + ", stretch 1.3",
		Where: "on Debian it is in the package flite",
	}, nil
}

// picoVoices are the voices of pico2wave, by language; without a region the first is meant.
var picoVoices = []string{"en-US", "en-GB", "de-DE", "es-ES", "fr-FR", "it-IT"}

func pico(s Settings) (Engine, error) {
	voice := s.Voice
	for _, v := range picoVoices {
		if voice == "" && (v == s.Language || base(v) == s.Language) {
			voice = v
		}
	}
	if !slices.Contains(picoVoices, voice) {
		return nil, fmt.Errorf("pico2wave speaks %s, and the routine is in %q", strings.Join(picoVoices, ", "), s.Language)
	}
	return picoVoice(voice, 74), nil
}

// picoVoice speaks at a speed in percent of its usual one.
func picoVoice(voice string, speed int) Program {
	return Program{
		Words: []string{"pico2wave", "-l", voice, "-w", "{out}", "--", fmt.Sprintf(`<speed level="%d">{text}</speed>`, speed)},
		Name:  fmt.Sprintf("pico2wave, voice %s, speed %d", voice, speed),
		Where: "on Debian it is in the package libttspico-utils, of the component non-free",
		spell: strings.NewReplacer("<", " ", ">", " ").Replace, // its markup
	}
}

func piper(s Settings) (Engine, error) {
	if s.Model == "" {
		return nil, fmt.Errorf("piper needs a model: --tts-model FILE.onnx")
	}
	words := []string{"piper", "--model", s.Model, "--length_scale", "1.25", "--output_file", "{out}"}
	if s.Voice != "" {
		words = append(words, "--speaker", s.Voice)
	}
	return Program{
		Words: words,
		Name:  "piper, model " + s.Model + speaker(s.Voice) + ", length scale 1.25",
		Where: "pipx install piper-tts, and download a voice",
	}, nil
}

func say(s Settings) (Engine, error) {
	words := []string{"say", "-r", "125", "--file-format=WAVE", "--data-format=LEI16@22050", "-o", "{out}", "-f", "-"}
	if s.Voice != "" {
		words = append(words, "-v", s.Voice)
	}
	return Program{
		Words: words,
		Name:  "say" + speaker(s.Voice) + ", 125 words a minute",
		Where: "it comes with macOS only",
	}, nil
}

// sapiScript takes all that is not fixed from its input and its environment,
// so that nothing of it is read as a script.
const sapiScript = `$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
[Console]::InputEncoding = [Text.Encoding]::UTF8
$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer
if ($env:RESPITE_VOICE) { $speaker.SelectVoice($env:RESPITE_VOICE) }
$speaker.Rate = -3
$speaker.SetOutputToWaveFile($env:RESPITE_OUT)
$speaker.Speak([Console]::In.ReadToEnd())
$speaker.Dispose()`

func sapi(s Settings) (Engine, error) {
	return Program{
		Words: []string{"powershell", "-NoProfile", "-NonInteractive", "-Command", sapiScript},
		Env:   []string{"RESPITE_OUT={out}", "RESPITE_VOICE=" + s.Voice},
		Name:  "Windows speech" + speaker(s.Voice) + ", rate -3",
		Where: "it comes with Windows only",
	}, nil
}

func newCustom(template string) (Engine, error) {
	words, err := split(template)
	if err != nil {
		return nil, err
	}
	return Program{Words: words, Name: "command " + strings.Join(words, " "), Where: "install it, or write out where it is"}, nil
}

func speaker(voice string) string {
	if voice == "" {
		return ""
	}
	return ", voice " + voice
}

// base is a language without its region.
func base(language string) string {
	l, _, _ := strings.Cut(language, "-")
	return l
}
