package speech

import (
	"cmp"
	"fmt"
)

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
