package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"strings"

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
		fmt.Fprintf(w, "%4s  %s  %s", lineNumber(list, m.Text), place, cmp.Or(m.Text, "-"))
		if t := takes[m.Text]; t != nil && m.Text != "" {
			q := t.Quality(m.Text)
			fmt.Fprintf(w, "\n      %s", measured(q))
			notes = append(notes, q.Faults(m.Text)...)
		}
		fmt.Fprintln(w)
		for _, n := range notes {
			fmt.Fprintf(w, "      ! %s\n", n)
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
	fmt.Fprintf(std.out, "%s: lines added: %d; ", dir, added)
	if missing > 0 {
		fmt.Fprintf(std.out, "%d of %d are missing: respite voice check %s lists them\n", missing, len(list.lines), im.name)
		return nil
	}
	fmt.Fprintf(std.out, "all %d are there: respite render --voice %s\n", len(list.lines), im.name)
	return nil
}
