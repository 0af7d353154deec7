package speech

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Settings are what an engine can be told. What an engine has no use for, it
// leaves; what is empty, it chooses.
type Settings struct {
	Language string  // of the lines, BCP 47
	Voice    string  // by the engine's own name for it
	Model    string  // piper: a file; servers: their name for it
	URL      string  // servers: the address, up to and with /v1
	Key      string  // servers: shown in no error and no name
	Speed    float64 // a multiple of the calm pace that the engine is set to; 0 is 1
	Folder   string  // kokoro: the folder of its model and voices
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

// New sets an engine up by its name: one of [Engines], or "command:" and the words
// of a command that are split at spaces outside of quotes; see [Program]
// for what {text} and {out} are in them. Nothing is started.
func New(name string, s Settings) (Engine, error) {
	s.Speed = cmp.Or(s.Speed, 1)
	if !(s.Speed >= 0.5 && s.Speed <= 2) {
		return nil, fmt.Errorf("a speed of %g is not possible: it is 0.5 to 2", s.Speed)
	}
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

// Ready is nil where an engine can speak with these settings, as far as that can be known
// without starting it. It is a [*MissingError] where its program is not installed, and another
// error where it needs a setting.
func Ready(name string, s Settings) error {
	if name == "piper" { // whose program is to be had without a voice
		_, err := findPiper()
		return err
	}
	e, err := New(name, s)
	switch e := e.(type) {
	case Program:
		if !isInstalled(e.Words[0]) {
			return &MissingError{e.program(), e.Where}
		}
	case *Kokoro:
		return e.missing()
	}
	return err
}

// A kind of engine.
type kind struct {
	name, about string
	set         func(Settings) (Engine, error)
}

// kinds are the engines: the one of the bundled voices, then those for every machine.
// Each is slowed to about 120 words a minute by its own control.
var kinds = []kind{
	{"kokoro", "neural, the bundled voices' own", kokoro},
	{"espeak-ng", "clear, small, many languages", espeak},
	{"flite", "English only", flite},
	{"pico2wave", "English, German, French, Italian, Spanish", pico},
	{"piper", "neural; --tts-model names the file of a voice", piper},
	{"say", "of macOS", say},
	{"sapi", "of Windows", sapi},
	{"openai", "any server with the /v1/audio/speech call", openAI},
	{"elevenlabs", "the server of that name", elevenLabs},
}

// newPaced returns the program that make returns for a speed, and lets it be made
// again for another one.
func newPaced(speed float64, make func(speed float64) Program) Program {
	p := make(speed)
	p.paced = func(factor float64) Program { return newPaced(speed*factor, make) }
	return p
}

func espeak(s Settings) (Engine, error) {
	voice := cmp.Or(s.Voice, s.Language)
	return newPaced(s.Speed, func(speed float64) Program {
		rate := fmt.Sprintf("%.0f", 94*speed)
		return Program{
			Words:   []string{"espeak-ng", "--stdin", "-v", voice, "-s", rate, "-w", "{out}"},
			Name:    "espeak-ng, voice " + voice + ", " + rate + " words a minute",
			Where:   "on Debian it is in the package espeak-ng, on macOS brew install espeak-ng",
			version: []string{"--version"},
		}
	}), nil
}

func flite(s Settings) (Engine, error) {
	if base(s.Language) != "en" {
		return nil, fmt.Errorf("flite speaks English, and the routine is in %q", s.Language)
	}
	voice := cmp.Or(s.Voice, "rms")
	return newPaced(s.Speed, func(speed float64) Program {
		stretch := fmt.Sprintf("%.3g", 1.5/speed)
		return Program{
			Words:   []string{"flite", "-voice", voice, "--setf", "duration_stretch=" + stretch, "-t", "{text}", "-o", "{out}"},
			Name:    "flite, voice " + voice + ", stretch " + stretch,
			Where:   "on Debian it is in the package flite",
			version: []string{"--version"},
		}
	}), nil
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
	return Pico(voice, 74*s.Speed), nil
}

// Pico is pico2wave with one of its voices, such as de-DE, at a speed in percent of its usual one.
func Pico(voice string, percent float64) Program {
	return newPaced(percent/100, func(speed float64) Program {
		level := int(100*speed + 0.5)
		return Program{
			Words: []string{"pico2wave", "-l", voice, "-w", "{out}", "--", fmt.Sprintf(`<speed level="%d">{text}</speed>`, level)},
			Name:  fmt.Sprintf("pico2wave, voice %s, speed %d", voice, level),
			Where: "on Debian it is in the package libttspico-utils, of the component non-free",
			spell: strings.NewReplacer("<", " ", ">", " ", "&", " ").Replace, // its markup
		}
	})
}

func say(s Settings) (Engine, error) {
	return newPaced(s.Speed, func(speed float64) Program {
		rate := fmt.Sprintf("%.0f", 125*speed)
		words := []string{"say", "-r", rate, "--file-format=WAVE", "--data-format=LEI16@22050", "-o", "{out}", "-f", "-"}
		if s.Voice != "" {
			words = append(words, "-v", s.Voice)
		}
		return Program{
			Words: words,
			Name:  "say" + speaker(s.Voice) + ", " + rate + " words a minute",
			Where: "it comes with macOS only",
		}
	}), nil
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
