package speech

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Settings configure an engine. An engine ignores settings that it does not support, and
// chooses defaults for empty ones.
type Settings struct {
	Language string  // of the lines, BCP 47
	Voice    string  // the engine's own name for it
	Model    string  // piper: a file; servers: the name of the model
	URL      string  // servers: the address, up to and with /v1
	Key      string  // servers: never appears in errors and names
	Speed    float64 // relative to the engine's calm pace; 0 means 1
	Folder   string  // kokoro: folder of its model and voices
}

// The limits of [Settings.Speed].
const LeastSpeed, MostSpeed = 0.5, 2.0

// Engines returns the names of the engines and a description of each.
func Engines() (names []string, about map[string]string) {
	about = map[string]string{custom + "…": "a command of your own"}
	for _, k := range kinds {
		names = append(names, k.name)
		about[k.name] = k.about
	}
	return append(names, custom+"…"), about
}

// New returns an engine by its name, without starting it. The name is one of [Engines], or
// "command:" and a command. The command is split at spaces outside of quotes; see [Program]
// for its placeholders {text} and {out}.
func New(name string, s Settings) (Engine, error) {
	s.Speed = cmp.Or(s.Speed, 1)
	if !(s.Speed >= LeastSpeed && s.Speed <= MostSpeed) {
		return nil, fmt.Errorf("a speed of %g is out of range: %g to %g", s.Speed, LeastSpeed, MostSpeed)
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

// newAt returns an engine that uses a server at an address. The servers of Kokoro and
// Supertonic have the same API as OpenAI.
func newAt(name string, set func(Settings) (Engine, error), s Settings) (Engine, error) {
	switch name {
	case "kokoro", "supertonic":
		return openAI(s)
	case "openai", "elevenlabs", "piper":
		return set(s)
	}
	return nil, fmt.Errorf("%s does not use a server: --tts-url is for openai, piper, kokoro, supertonic and elevenlabs", name)
}

// Ready returns nil if an engine can probably speak with these settings. It does not start the
// engine. It returns a [*MissingError] if the program is not installed, and another error if a
// setting is missing.
func Ready(name string, s Settings) error {
	if name == "piper" { // the check of the program does not need a voice
		_, err := findPiper()
		return err
	}
	e, err := New(name, s)
	if e, ok := e.(interface{ missing() error }); ok {
		return e.missing()
	}
	return err
}

// A kind describes one kind of engine.
type kind struct {
	name, about string
	set         func(Settings) (Engine, error)
}

// kinds are the engines: first the one of the bundled voices, then the local ones, then the
// services. Each is slowed to about 120 words a minute with its own control.
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

func speaker(voice string) string {
	if voice == "" {
		return ""
	}
	return ", voice " + voice
}

// base returns a language without its region.
func base(language string) string {
	l, _, _ := strings.Cut(language, "-")
	return l
}
