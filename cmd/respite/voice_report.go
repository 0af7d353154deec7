package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/clean"
	"respite/samples"
	"respite/samples/record"
)

// showReadings prints what was found of each line, and how it was recorded. It
// returns how many places are doubtful.
func showReadings(w io.Writer, list recordingList, matches []record.Match, readings []record.Reading) (doubts int) {
	takes := map[string]*record.Take{}
	for _, r := range readings {
		takes[r.Text] = r.Take
	}
	for _, m := range matches {
		notes := []string{}
		if m.Doubt != "" {
			doubts++
			notes = append(notes, "doubtful: "+m.Doubt)
		}
		place := fmt.Sprintf("%s - %s", minutes(m.From), minutes(m.To))
		if m.To == 0 {
			place = strings.Repeat(" ", len(place))
		}
		clean.Fprintf(w, "%4s  %s  %s", lineNumber(list, m.Text), place, cmp.Or(m.Text, "-"))
		if t := takes[m.Text]; t != nil && m.Text != "" {
			q := t.Quality(m.Text)
			clean.Fprintf(w, "\n      %s", measured(q))
			notes = append(notes, q.Faults(m.Text)...)
		}
		clean.Fprintln(w)
		for _, n := range notes {
			clean.Fprintf(w, "      ! %s\n", n)
		}
	}
	return doubts
}

// measured is a line's quality as numbers.
func measured(q record.Quality) string {
	noise := fmt.Sprintf("noise %.0f dB", q.Noise)
	if math.IsInf(q.Noise, -1) {
		noise = "no noise"
	}
	return fmt.Sprintf("%.1f s, %.0f words a minute, %.0f LUFS, %s", q.Seconds, q.Pace, q.Level, noise)
}

func lineNumber(list recordingList, text string) string {
	if n := list.number(text); n > 0 {
		return fmt.Sprint(n)
	}
	return ""
}

// minutes is a time in a take.
func minutes(seconds float64) string {
	tenths := int(math.Round(10 * seconds))
	return fmt.Sprintf("%d:%02d.%d", tenths/600, tenths/10%60, tenths%10)
}

// summarise says what the voice now has.
func (im voiceImport) summarise(dir string, added int, list recordingList, std streams) error {
	v, err := samples.OpenVoice(dir)
	if err != nil {
		return err
	}
	missing := 0
	for _, line := range list.lines {
		if _, ok := v.Length(line); !ok {
			missing++
		}
	}
	clean.Fprintf(std.out, "%s: lines added: %d; ", dir, added)
	if missing > 0 {
		clean.Fprintf(std.out, "%d of %d are missing: %s lists them\n", missing, len(list.lines), im.command("voice", "check", im.name))
		return nil
	}
	clean.Fprintf(std.out, "all %d are there: %s\n", len(list.lines), im.command("render", "--voice="+im.name))
	return nil
}

// command is one for the routine that was read, with the flags of its session.
func (im voiceImport) command(words ...string) string {
	words = append([]string{"respite"}, words...)
	if words[1] == "render" {
		words = slices.Insert(words, 2, im.routines[:min(1, len(im.routines))]...)
	} else {
		words = append(words, im.routines...)
	}
	for i, word := range words {
		words[i] = shellWord(word)
	}
	for _, flag := range im.session {
		if words[1] != "render" || flag != "--all=true" { // a session is not all lines
			words = append(words, flag)
		}
	}
	return asCalled(strings.Join(words, " "))
}

// sessionWords are the words of the flags that say which session's lines are meant.
func sessionWords(cmd *cobra.Command) []string {
	var words []string
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Name == "all" || slices.Contains(settable, f.Name) || f.Name == "only" || f.Name == "skip" {
			words = append(words, flagWords(f)...)
		}
	})
	return words
}
