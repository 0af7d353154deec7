package speech

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"respite/samples/record/speech/process"
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
	if s.URL != "" {
		return newAt(name, kinds[i].set, s)
	}
	return kinds[i].set(s)
}

// newAt is an engine at a server's address. Kokoro and supertonic have servers with the call of OpenAI's.
func newAt(name string, set func(Settings) (Engine, error), s Settings) (Engine, error) {
	switch name {
	case "kokoro", "supertonic":
		return openAI(s)
	case "openai", "elevenlabs", "piper":
		return set(s)
	}
	return nil, fmt.Errorf("%s is no server: --tts-url goes with openai, piper, kokoro, supertonic and elevenlabs", name)
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
	if l, ok := e.(late); ok {
		e = l.set()
	}
	switch e := e.(type) {
	case Program:
		if !process.IsInstalled(e.Words[0]) {
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
	{"rhvoice", "clear, small, English and Eastern European languages", rhvoice},
	{"piper", "neural; --tts-model is the file of a voice", piper},
	{"supertonic", "neural, 31 languages", supertonic},
	{"edge-tts", "neural, of Microsoft, over the network", edge},
	{"say", "of macOS", say},
	{"sapi", "of Windows", sapi},
	{"openai", "any server with the /v1/audio/speech call", openAI},
	{"elevenlabs", "the service of that name", elevenLabs},
}

// newPaced returns the program that make returns for a speed, and lets it be made
// again for another one.
func newPaced(speed float64, make func(speed float64) Program) Program {
	p := make(speed)
	p.paced = func(factor float64) Program { return newPaced(speed*factor, make) }
	return p
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
