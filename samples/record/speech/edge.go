package speech

import (
	"cmp"
	"fmt"
	"math"
)

// edgeVoices are default voices of the service for common languages.
var edgeVoices = map[string]string{
	"de": "de-DE-KatjaNeural", "en": "en-US-EmmaMultilingualNeural", "en-GB": "en-GB-SoniaNeural", "es": "es-ES-ElviraNeural",
	"fr": "fr-FR-DeniseNeural", "it": "it-IT-ElsaNeural", "nl": "nl-NL-ColetteNeural", "pl": "pl-PL-ZofiaNeural", "pt": "pt-BR-FranciscaNeural",
}

// edge uses the program edge-tts, which gets MP3 from Microsoft's service. It repeats failed
// lines, because network errors may be temporary.
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
			jobs:    2, // out of consideration for a free service
			tries:   3,
		}
	}), nil
}
