package voice

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/session"
	"respite/samples/record/speech"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
	"respite/script/stock"
)

// A recordingList is a list of lines for a person to read, numbered from 1.
type recordingList struct {
	language string
	title    string
	lines    []string
}

// number returns the number of a line, counted from 1.
func (l recordingList) number(line string) int { return slices.Index(l.lines, line) + 1 }

// listFlags select the session whose lines a list holds. The same flags give the same list, so
// that the numbers in a reading stay valid.
type listFlags struct {
	options  plan.Options
	language string
	all      bool
}

func (l *listFlags) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.TextVar(&l.options.Guidance, "guidance", l.options.Guidance, "lines at `HOW`: full, brief, quiet")
	f.TextVar(&l.options.Level, "level", l.options.Level, "… at `LEVEL`: gentle, steady, deep")
	f.TextVar(&l.options.Length, "length", l.options.Length, "… of this `TIME`, such as 10m")
	f.TextVar(&l.options.Rounds, "rounds", l.options.Rounds, "… of `N` rounds")
	f.TextVar(&l.options.Breath, "breath", l.options.Breath, "… with the breath `IN/OUT`")
	f.StringSliceVar(&l.options.Only, "only", nil, "… with these stretches alone, by `NAME,...`")
	f.StringSliceVar(&l.options.Skip, "skip", nil, "… without these stretches, by `NAME,...`")
	f.BoolVar(&l.all, "all", false, "every line that any session of the routine may say")
	f.StringVar(&l.language, "lang", "", "`LANGUAGE` of built-in routines: en de es fr it")
	session.CompleteStretches(cmd, "only", "skip")
	cli.Complete(cmd, "guidance", "full", "brief", "quiet")
	cli.Complete(cmd, "level", "gentle", "steady", "deep")
}

// read returns every line that the sessions of the routines say, in order. If a language is
// given, built-in routines are translated to it.
func (l *listFlags) read(ctx context.Context, names []string, std cli.Streams) (recordingList, error) {
	var list recordingList
	for _, name := range names {
		r, err := session.ReadRoutine(ctx, l.language, name, std)
		if err != nil {
			return list, err
		}
		if list.language != "" && list.language != r.Language {
			return list, fmt.Errorf("%s: is in the language %s, the routine before it in %s", name, r.Language, list.language)
		}
		list.language = r.Language
		list.title = joinTitle(list.title, r.Title)
		phrases, err := session.PhrasesFor(r, name)
		if err != nil {
			return list, err
		}
		lines, err := l.lines(r, phrases)
		if err != nil {
			return list, err
		}
		for _, line := range lines {
			if !slices.Contains(list.lines, line) {
				list.lines = append(list.lines, line)
			}
		}
	}
	return list, nil
}

// paces are possible speaking rates in words a minute, the most likely first. The number of
// repetitions can depend on the rate, and with it the number in a line.
var paces = []float64{115, 95, 140}

// lines returns the lines of one routine.
func (l *listFlags) lines(r *routine.Routine, phrases *stock.Phrases) (lines []string, err error) {
	if l.all {
		return plan.RequiredLines(r, phrases)
	}
	var problem error
	for _, pace := range paces {
		t, err := plan.Build(r, l.options, estimatedVoice(pace, phrases))
		if err != nil {
			problem = cmp.Or(problem, err) // the session may be possible at another pace
			continue
		}
		for _, c := range t.Cues {
			if c.Kind == script.Speech && !slices.Contains(lines, c.Text) {
				lines = append(lines, c.Text)
			}
		}
	}
	if len(lines) > 0 {
		return lines, nil
	}
	return nil, problem
}

// estimatedVoice returns a voice that has every line, at a rate in words a minute.
func estimatedVoice(pace float64, phrases *stock.Phrases) plan.Voice {
	return plan.Voice{
		Lengths: func(text string) []time.Duration {
			seconds := 0.3 + speech.CountWords(text)*60/pace
			return []time.Duration{time.Duration(seconds * float64(time.Second)).Round(time.Millisecond)}
		},
		Phrases: phrases,
		Sound:   func(string) (time.Duration, error) { return 10 * time.Second, nil },
	}
}

func joinTitle(titles, title string) string {
	if titles == "" {
		return title
	}
	return titles + ", " + title
}
