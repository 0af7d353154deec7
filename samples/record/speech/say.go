package speech

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"respite/samples/record/speech/process"
)

// say uses the program say of macOS. Its default is the system voice in the user's language,
// so say selects a voice for the language of the routine.
func say(s Settings) (Engine, error) {
	return late{sync.OnceValue(func() pacedProgram {
		voice := s.Voice
		if voice == "" && s.Language != "" {
			voice = sayVoice(s.Language)
		}
		return newPaced(s.Speed, func(speed float64) Program { return sayProgram(voice, speed) })
	})}, nil
}

func sayProgram(voice string, speed float64) Program {
	rate := fmt.Sprintf("%.0f", 125*speed)
	words := []string{"say", "-r", rate, "--file-format=WAVE", "--data-format=LEI16@22050", "-o", "{out}", "-f", "-"}
	if voice != "" {
		words = append(words, "-v", voice)
	}
	return Program{
		Words: words,
		Name:  "say" + speaker(voice) + ", " + rate + " words a minute",
		Where: "it is part of macOS",
		spell: strings.NewReplacer("[[", "[ [").Replace, // the start of its commands
	}
}

// sayVoiceLine matches a line in the list of voices: a name, a language, and a sample after #.
var sayVoiceLine = regexp.MustCompile(`^(\S.*?)\s+([a-z]{2,3})[_-](\S+)\s+#`)

// sayVoice returns the first voice for a language in the program's list; empty if there is
// none.
func sayVoice(language string) (first string) {
	list, _, _ := (process.Command{Words: []string{"say", "-v", "?"}}).Run(context.Background()) // without the list, the program's default voice is used
	for line := range strings.Lines(string(list)) {
		m := sayVoiceLine.FindStringSubmatch(line)
		switch {
		case m == nil || m[2] != base(language):
		case strings.EqualFold(m[2]+"-"+m[3], language):
			return m[1]
		case first == "":
			first = m[1]
		}
	}
	return first
}

// A late program is set up at its first use, because the setup runs the program.
type late struct{ set func() pacedProgram }

func (l late) Speak(ctx context.Context, text string) (take []float32, rate int, err error) {
	return l.set().Speak(ctx, text)
}

func (l late) String() string                { return l.set().String() }
func (l late) Identity() string              { return l.set().Identity() }
func (l late) missing() error                { return l.set().missing() }
func (l late) AtSpeed(factor float64) Engine { return l.set().AtSpeed(factor) }
