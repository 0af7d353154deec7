package voice

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
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/settings"
	"respite/samples"
	"respite/samples/record"
)

// showReadings prints lines with problems: first those with poor sound, then the doubtful
// ones. It returns the doubtful ones.
func showReadings(w io.Writer, list recordingList, matches []record.Match, readings []record.Reading) (doubtful []record.Match) {
	takes := map[string]*record.Take{}
	for _, r := range readings {
		takes[r.Text] = r.Take
	}
	fine := 0
	for _, m := range matches {
		var faults []string
		t := takes[m.Text]
		if t != nil && m.Text != "" {
			faults = t.Quality(m.Text).Faults(m.Text)
		}
		switch {
		case m.Doubt != "":
			doubtful = append(doubtful, m)
		case len(faults) == 0:
			fine++
		default:
			showReading(w, list, m, measured(t.Quality(m.Text)), faults...)
		}
	}
	clean.Fprintf(w, "%d of %d lines are clear\n", fine, len(list.lines))
	for _, m := range doubtful {
		showReading(w, list, m, "", "doubtful: "+m.Doubt)
	}
	return doubtful
}

// showReading prints the position of a line, its quality, and notes about it.
func showReading(w io.Writer, list recordingList, m record.Match, quality string, notes ...string) {
	place := fmt.Sprintf("%s - %s", minutes(m.From), minutes(m.To))
	if m.To == 0 {
		place = strings.Repeat(" ", len(place))
	}
	clean.Fprintf(w, "%4s  %s  %s\n", lineNumber(list, m.Text), place, cmp.Or(m.Text, "-"))
	if quality != "" {
		clean.Fprintf(w, "      %s\n", quality)
	}
	for _, n := range notes {
		clean.Fprintf(w, "      ! %s\n", n)
	}
}

// placesOf describes the first doubtful places: times in a take, or numbers of lines.
func placesOf(list recordingList, doubtful []record.Match) string {
	const most = 5
	var places []string
	for _, m := range doubtful[:min(len(doubtful), most)] {
		place := "at " + minutes(m.From)
		switch n := list.number(m.Text); {
		case m.To == 0:
			place = fmt.Sprintf("line %d", n)
		case n > 0:
			place += fmt.Sprintf(" (line %d)", n)
		}
		places = append(places, place)
	}
	if more := len(doubtful) - most; more > 0 {
		places = append(places, fmt.Sprintf("and in %d more", more))
	}
	return strings.Join(places, ", ")
}

// measured formats a line's quality as numbers.
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

// minutes formats a position in a take.
func minutes(seconds float64) string {
	tenths := int(math.Round(10 * seconds))
	return fmt.Sprintf("%d:%02d.%d", tenths/600, tenths/10%60, tenths%10)
}

// summarise prints what the voice now contains.
func (im takeImport) summarise(dir string, added int, list recordingList, std cli.Streams) error {
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
	clean.Fprintf(std.Out, "%s: lines added: %d; ", dir, added)
	if missing > 0 {
		clean.Fprintf(std.Out, "%d of %d are missing: %s lists them\n", missing, len(list.lines), im.command("voice", "check", im.name))
		return nil
	}
	clean.Fprintf(std.Out, "all %d are there: %s\n", len(list.lines), im.command("render", "--voice="+im.name))
	return nil
}

// command returns a command for the routine that was read, with the flags of its session.
func (im takeImport) command(words ...string) string {
	words = append([]string{"respite"}, words...)
	if words[1] == "render" {
		words = slices.Insert(words, 2, im.routines[:min(1, len(im.routines))]...)
	} else {
		words = append(words, im.routines...)
	}
	for i, word := range words {
		words[i] = hint.ShellWord(word)
	}
	for _, flag := range im.session {
		if words[1] != "render" || flag != "--all=true" { // render has no --all
			words = append(words, flag)
		}
	}
	return cli.AsCalled(strings.Join(words, " "))
}

// again returns the command of this import with another flag.
func (im takeImport) again(from, flag string) string {
	words := []string{"respite", "voice", "import", hint.ShellWord(from), "--name=" + hint.ShellWord(im.name)}
	for _, r := range im.routines {
		words = append(words, "--routine="+hint.ShellWord(r))
	}
	if im.line > 0 {
		words = append(words, fmt.Sprintf("--line=%d", im.line))
	}
	return strings.Join(append(append(words, im.session...), flag), " ")
}

// sessionWords returns the words of the flags that select the session.
func sessionWords(cmd *cobra.Command) []string {
	var words []string
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Name == "all" || slices.Contains(settings.Settable, f.Name) || f.Name == "only" || f.Name == "skip" {
			words = append(words, cli.FlagWords(f)...)
		}
	})
	return words
}
