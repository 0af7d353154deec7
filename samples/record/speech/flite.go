package speech

import (
	"cmp"
	"fmt"
)

func flite(s Settings) (Engine, error) {
	if base(s.Language) != "en" {
		return nil, fmt.Errorf("flite speaks only English, but the routine is in %q", s.Language)
	}
	voice := cmp.Or(s.Voice, "rms")
	return newPaced(s.Speed, func(speed float64) Program {
		stretch := fmt.Sprintf("%.3g", 1.5/speed)
		return Program{
			Words:   []string{"flite", "-voice", voice, "--setf", "duration_stretch=" + stretch, "-t", "{text}", "-o", "{out}"},
			Name:    "flite, voice " + voice + ", stretch " + stretch,
			Where:   "on Debian it is in the package flite",
			version: []string{"--version"},
		}
	}), nil
}
