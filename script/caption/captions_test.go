package caption

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"
	"testing"
	"time"

	"respite/script"
)

// nasty returns a timeline whose texts contain markup.
func nasty() *script.Timeline {
	ms := time.Millisecond
	return &script.Timeline{
		Title:  "A <b>title</b> --> with [all]",
		Length: 3700 * 1000 * ms,
		Chapters: []script.Chapter{
			{At: 0, Title: "Opening"}, {At: 5100 * ms, Title: "Cat & *Cow*\t#1"}, {At: 3600_000 * ms, Title: "An hour\nlater"},
		},
		Cues: []script.Cue{
			{At: 0, Length: 4000 * ms, Kind: script.Bell, Bell: script.OpeningBell},
			{At: 1008 * ms, Length: 1991 * ms, Kind: script.Speech, Text: "1 < 2 & 3 > 2 --> so"},
			{At: 5100 * ms, Length: 400 * ms, Kind: script.Speech, Text: "[00:01.00]two\nlines\r\n\r\nno, one"},
			{At: 6000 * ms, Length: 4000 * ms, Kind: script.Inhale, Number: 1, Count: 2},
			{At: 6000 * ms, Length: 999 * ms, Kind: script.Speech, Text: `{\an8}<i>Inhale</i>`},
			{At: 3661_001 * ms, Length: 1 * ms, Kind: script.Speech, Text: "\x1b[2JÉ, 息を吸って"},
			{At: 3662_500 * ms, Length: 1 * ms, Kind: script.Speech, Text: "Inhale."},
			{At: 3662_600 * ms, Length: 1 * ms, Kind: script.Speech, Text: "Inhale."},
		},
	}
}

func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A said is a caption that was read back, in milliseconds; to is -1 for a format
// without ends.
type said struct {
	from, to int64
	text     string
}

// Every format has every spoken line once, in order, at the timeline's times.
func TestCaptionsAreTheTimeline(t *testing.T) {
	for _, line := range []*script.Timeline{nasty()} {
		checkSaid(t, "VTT", line, readVTT(t, written(t, func(w io.Writer) error { return VTT(w, line) })), 1)
		checkSaid(t, "SRT", line, readSRT(t, written(t, func(w io.Writer) error { return SRT(w, line) })), 1)
		checkSaid(t, "LRC", line, readLRC(t, written(t, func(w io.Writer) error { return LRC(w, line) })), 5)
	}
}

func checkSaid(t *testing.T, kind string, line *script.Timeline, got []said, within int64) {
	t.Helper()
	i := 0
	for _, c := range line.Cues {
		if c.Kind != script.Speech {
			continue
		}
		if i == len(got) {
			t.Fatalf("%s ends before %q", kind, c.Text)
		}
		g := got[i]
		i++
		if off := g.from - c.At.Milliseconds(); off > within || off < -within {
			t.Errorf("%s: %q begins at %d ms, want %v", kind, g.text, g.from, c.At)
		}
		if g.to >= 0 && g.to != c.End().Milliseconds() {
			t.Errorf("%s: %q ends at %d ms, want %v", kind, g.text, g.to, c.End())
		}
		if len(letters(c.Text)) == 0 || letters(g.text) != letters(c.Text) {
			t.Errorf("%s: the text is %q, want %q", kind, g.text, c.Text)
		}
	}
	if i != len(got) {
		t.Errorf("%s has %d captions more than the timeline", kind, len(got)-i)
	}
}

// letters returns the characters that no format has to replace.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("<>{}[]()‹›-→? \n\r\t\x1b", r) {
			return -1
		}
		return r
	}, text)
}

// readVTT reads blocks as the standard defines them: a line with the times, then text
// up to an empty line.
func readVTT(t *testing.T, text string) (all []said) {
	blocks := strings.Split(strings.TrimSuffix(text, "\n"), "\n\n")
	if !strings.HasPrefix(blocks[0], "WEBVTT - ") || strings.Contains(blocks[0], "-->") {
		t.Fatalf("the header is %q", blocks[0])
	}
	for _, b := range blocks[1:] {
		lines := strings.Split(b, "\n")
		if len(lines) != 2 || strings.ContainsAny(lines[1], "<>") || strings.ContainsAny(lines[1], "\x1b") {
			t.Fatalf("a block is %q", b)
		}
		all = append(all, said{text: html.UnescapeString(lines[1])})
		readTimes(t, lines[0], ".", &all[len(all)-1])
	}
	return all
}

func readSRT(t *testing.T, text string) (all []said) {
	for i, b := range strings.Split(strings.TrimSuffix(text, "\n\n"), "\n\n") {
		lines := strings.Split(b, "\n")
		if len(lines) != 3 || lines[0] != fmt.Sprint(i+1) || strings.ContainsAny(lines[2], "<>{") {
			t.Fatalf("block %d is %q", i+1, b)
		}
		all = append(all, said{text: lines[2]})
		readTimes(t, lines[1], ",", &all[len(all)-1])
	}
	return all
}

func readTimes(t *testing.T, line, point string, s *said) {
	var h, m, sec, ms [2]int64
	format := strings.ReplaceAll("%02d:%02d:%02d.%03d --> %02d:%02d:%02d.%03d", ".", point)
	if _, err := fmt.Sscanf(line, format, &h[0], &m[0], &sec[0], &ms[0], &h[1], &m[1], &sec[1], &ms[1]); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	at := func(i int) int64 { return ((h[i]*60+m[i])*60+sec[i])*1000 + ms[i] }
	s.from, s.to = at(0), at(1)
}

func readLRC(t *testing.T, text string) (all []said) {
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		var m, s, hundredths int64
		if strings.HasPrefix(lines.Text(), "[ti:") || strings.HasPrefix(lines.Text(), "[length:") {
			continue
		}
		if _, err := fmt.Sscanf(lines.Text(), "[%02d:%02d.%02d]", &m, &s, &hundredths); err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
		_, words, _ := strings.Cut(lines.Text(), "]")
		if strings.Contains(words, "[") {
			t.Errorf("%q has more than one tag", lines.Text())
		}
		all = append(all, said{(m*60+s)*1000 + hundredths*10, -1, words})
	}
	return all
}

// The rules of JSON chapters 1.2: version, chapters with a start in seconds,
// ascending from 0.
func TestChaptersAreJSONChapters(t *testing.T) {
	for _, line := range []*script.Timeline{nasty(), {Title: "none"}} {
		var got struct {
			Version, Title *string
			Chapters       *[]struct {
				StartTime *float64
				Title     *string
			}
		}
		d := json.NewDecoder(strings.NewReader(written(t, func(w io.Writer) error { return Chapters(w, line) })))
		d.DisallowUnknownFields()
		if err := d.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if got.Version == nil || *got.Version != "1.2.0" || *got.Title != line.Title || got.Chapters == nil || len(*got.Chapters) != len(line.Chapters) {
			t.Fatalf("%+v for %+v", got, line.Chapters)
		}
		last := -1.0
		for i, c := range *got.Chapters {
			if *c.StartTime <= last || *c.StartTime != line.Chapters[i].At.Seconds() || *c.Title != line.Chapters[i].Title {
				t.Errorf("chapter %d is at %v, want %v", i, *c.StartTime, line.Chapters[i])
			}
			last = *c.StartTime
		}
	}
}

func TestLabelsAndTranscript(t *testing.T) {
	const labels = "0.000000\t5.100000\t[Opening]\n" +
		"1.008000\t2.999000\t1 < 2 & 3 > 2 --> so\n" +
		"5.100000\t3600.000000\t[Cat & *Cow* #1]\n" +
		"5.100000\t5.500000\t[00:01.00]two lines no, one\n" +
		"6.000000\t6.999000\t{\\an8}<i>Inhale</i>\n" +
		"3600.000000\t3700.000000\t[An hour later]\n" +
		"3661.001000\t3661.002000\t?[2JÉ, 息を吸って\n" +
		"3662.500000\t3662.501000\tInhale.\n" +
		"3662.600000\t3662.601000\tInhale.\n"
	if got := written(t, func(w io.Writer) error { return Labels(w, nasty()) }); got != labels {
		t.Errorf("the labels are\n%s", got)
	}
	const transcript = `# A \<b\>title\</b\> --\> with \[all\]

1:01:40

## Opening

- 0:01 1 \< 2 \& 3 \> 2 --\> so

## Cat \& \*Cow\* \#1

- 0:05 \[00:01.00\]two lines no, one
- 0:06 {\\an8}\<i\>Inhale\</i\>

## An hour later

- 1:01:01 ?\[2JÉ, 息を吸って
- 1:01:03 Inhale.
- 1:01:03 Inhale.
`
	if got := written(t, func(w io.Writer) error { return Transcript(w, nasty()) }); got != transcript {
		t.Errorf("the transcript is\n%s", got)
	}
}
