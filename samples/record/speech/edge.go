package speech

import (
	"cmp"
	"fmt"
	"math"
)

// edgeVoices are voices of the service for the languages that it is used for most.
var edgeVoices = map[string]string{
	"de": "de-DE-KatjaNeural", "en": "en-US-EmmaMultilingualNeural", "en-GB": "en-GB-SoniaNeural", "es": "es-ES-ElviraNeural",
	"fr": "fr-FR-DeniseNeural", "it": "it-IT-ElsaNeural", "nl": "nl-NL-ColetteNeural", "pl": "pl-PL-ZofiaNeural", "pt": "pt-BR-FranciscaNeural",
}

// edge is the program edge-tts, which asks Microsoft's service for MP3. What goes wrong on the
// way there may pass, so that it is tried again.
func edge(s Settings) (Engine, error) {
	voice := cmp.Or(s.Voice, edgeVoices[s.Language], edgeVoices[base(s.Language)])
	if voice == "" {
		return nil, fmt.Errorf("edge-tts needs a voice for %q: --tts-voice NAME; edge-tts --list-voices lists them", s.Language)
	}
	return newPaced(s.Speed, func(speed float64) Program {
		rate := fmt.Sprintf("%+d%%", int(math.Round(100*(0.75*speed-1))))
		return Program{
			Words:   []string{"edge-tts", "--voice", voice, "--rate=" + rate, "--file", "-", "--write-media", "{out}"},
			Env:     []string{"PYTHONUTF8=1"},
			Name:    "edge-tts, voice " + voice + ", rate " + rate,
			Where:   "pipx install edge-tts",
			version: []string{"--version"},
			jobs:    2, // of a service that is free
			tries:   3,
		}
	}), nil
}
