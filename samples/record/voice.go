package record

import (
	"respite/samples/record/mastering"
	"respite/samples/record/speech"
)

// A Voice is a voice to record: its speaker and its engine.
type Voice struct {
	Name        string
	Language    string // BCP 47
	Description string
	Kind        mastering.Kind
	Engine      speech.Engine
}

// Voices returns the bundled voices, the default first. kokoro is the folder of the engine for
// all voices except the German one, whose language the engine does not support.
func Voices(kokoro string) []Voice {
	neural := func(name, language, description, voice string) Voice {
		engine, _ := speech.CalmKokoro(kokoro, voice, "") // the voices below are valid
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

// KokoroVoice returns the engine kokoro's name for a bundled voice; empty for a voice of
// another engine.
func KokoroVoice(name string) string {
	for _, v := range Voices("") {
		if k, ok := v.Engine.(*speech.Kokoro); ok && v.Name == name {
			return k.Voice
		}
	}
	return ""
}
