package record

import (
	"respite/samples/record/mastering"
	"respite/samples/record/speech"
)

// A Voice is a voice that can be recorded: who speaks, and with what.
type Voice struct {
	Name        string
	Language    string // BCP 47
	Description string
	Kind        mastering.Kind
	Engine      speech.Engine
}

// Voices are the voices that respite is bundled with, the default first. Kokoro is the
// folder of the engine of all but the German one, which it does not speak.
func Voices(kokoro string) []Voice {
	neural := func(name, language, description, voice string) Voice {
		engine, _ := speech.CalmKokoro(kokoro, voice, "") // the voices below are known to it
		return Voice{Name: name, Language: language, Description: description, Kind: mastering.Natural, Engine: engine}
	}
	return []Voice{
		neural("finn", "en", "a calm man, American English", "am_puck"),
		neural("ada", "en", "a calm woman, American English", "af_heart"),
		neural("mateo", "es", "a calm man, Spanish", "em_alex"),
		neural("elise", "fr", "a calm woman, French", "ff_siwis"),
		neural("chiara", "it", "a calm woman, Italian", "if_sara"),
		{
			Name: "greta", Language: "de", Description: "a calm woman, German", Kind: mastering.Dull,
			Engine: speech.Pico("de-DE", 68),
		},
	}
}

// KokoroVoice is the name that the engine kokoro has for a bundled voice; empty for a voice of
// another engine.
func KokoroVoice(name string) string {
	for _, v := range Voices("") {
		if k, ok := v.Engine.(*speech.Kokoro); ok && v.Name == name {
			return k.Voice
		}
	}
	return ""
}
