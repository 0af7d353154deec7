package record

import "respite/samples/record/speech"

// A Voice is a voice that can be recorded: who speaks, and with what.
type Voice struct {
	Name        string
	Language    string // BCP 47
	Description string
	Kind        Kind
	Engine      speech.Engine
}

// Voices are the voices that respite is bundled with, the default first. Kokoro is the
// folder of the engine of all but the German one, which it does not speak.
func Voices(kokoro string) []Voice {
	neural := func(name, language, description, voice, dialect string, speed float64) Voice {
		return Voice{
			Name: name, Language: language, Description: description, Kind: Natural,
			Engine: speech.NewKokoro(speech.Kokoro{Folder: kokoro, Voice: voice, Language: dialect, Speed: speed, Pace: 115, Row: 60}),
		}
	}
	return []Voice{
		neural("finn", "en", "a calm man, American English", "am_puck", "en-us", 0.86),
		neural("ada", "en", "a calm woman, American English", "af_heart", "en-us", 0.84),
		neural("mateo", "es", "a calm man, Spanish", "em_alex", "es", 0.9),
		neural("elise", "fr", "a calm woman, French", "ff_siwis", "fr-fr", 0.9),
		neural("chiara", "it", "a calm woman, Italian", "if_sara", "it", 0.9),
		{
			Name: "greta", Language: "de", Description: "a calm woman, German", Kind: Female,
			Engine: speech.Pico("de-DE", 68),
		},
	}
}
