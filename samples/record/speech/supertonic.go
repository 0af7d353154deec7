package speech

import (
	"cmp"
	"fmt"
)

// supertonic uses the program supertonic, which loads its model for each line. Its server does
// not; use it as openai. Speeds range from 0.7 to 2.
func supertonic(s Settings) (Engine, error) {
	return newPaced(s.Speed, func(speed float64) Program {
		set := fmt.Sprintf("%.2f", max(0.7, min(0.85*speed, 2)))
		words := []string{"supertonic", "tts", "-o", "{out}", "--lang", cmp.Or(base(s.Language), "na"), "--speed", set}
		if s.Model != "" {
			words = append(words, "--model", plain(s.Model))
		}
		if s.Voice != "" {
			words = append(words, "--voice", plain(s.Voice))
		}
		return Program{
			Words: append(words, "--", "{text}"),
			Env:   []string{"PYTHONUTF8=1"},
			Name:  "supertonic, language " + s.Language + speaker(s.Voice) + ", speed " + set,
			Where: "pipx install supertonic",
			jobs:  1, // it already uses all cores
		}
	}), nil
}
