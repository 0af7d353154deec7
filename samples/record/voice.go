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

// Voices are the voices that respite is bundled with, the default first. The
// English engine's program is run by the command prefix, for instance chroot
// and a folder. The rates make all of them about as calm, 117 words a minute
// in English, with the engine's own control.
func Voices(prefix ...string) []Voice {
	return []Voice{
		{
			Name: "ross", Language: "en", Description: "a calm man, American English", Kind: Male,
			Engine: speech.RHVoice{Profile: "bdl", Rate: 63, Prefix: prefix},
		},
		{
			Name: "clara", Language: "en", Description: "a calm woman, American English", Kind: Female,
			Engine: speech.RHVoice{Profile: "clb", Rate: 67, Prefix: prefix},
		},
		{
			Name: "greta", Language: "de", Description: "a calm woman, German", Kind: Female,
			Engine: speech.Pico("de-DE", 68),
		},
		{
			Name: "lucia", Language: "es", Description: "a calm woman, Spanish of Spain", Kind: Female,
			Engine: speech.Pico("es-ES", 74),
		},
	}
}
