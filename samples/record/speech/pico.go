package speech

import (
	"fmt"
	"slices"
	"strings"
)

// picoVoices are the voices of pico2wave by language. A language without a region selects the
// first match.
var picoVoices = []string{"en-US", "en-GB", "de-DE", "es-ES", "fr-FR", "it-IT"}

func pico(s Settings) (Engine, error) {
	voice := s.Voice
	for _, v := range picoVoices {
		if voice == "" && (v == s.Language || base(v) == s.Language) {
			voice = v
		}
	}
	if !slices.Contains(picoVoices, voice) {
		return nil, fmt.Errorf("pico2wave speaks %s, but the routine is in %q", strings.Join(picoVoices, ", "), s.Language)
	}
	return Pico(voice, 74*s.Speed), nil
}

// Pico returns pico2wave with one of its voices, such as de-DE, at a speed in percent of its
// default.
func Pico(voice string, percent float64) Paced {
	return newPaced(percent/100, func(speed float64) Program {
		level := int(100*speed + 0.5)
		return Program{
			Words: []string{"pico2wave", "-l", voice, "-w", "{out}", "--", fmt.Sprintf(`<speed level="%d">{text}</speed>`, level)},
			Name:  fmt.Sprintf("pico2wave, voice %s, speed %d", voice, level),
			Where: "on Debian it is in the package libttspico-utils, of the component non-free",
			spell: strings.NewReplacer("<", " ", ">", " ", "&", " ").Replace, // characters of its markup
		}
	})
}
