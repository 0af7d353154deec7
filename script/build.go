package script

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A MissingLinesError names every line of a session that the voice lacks.
type MissingLinesError struct{ Lines []string }

func (e *MissingLinesError) Error() string {
	if len(e.Lines) == 1 {
		return fmt.Sprintf("the voice lacks the line %q", e.Lines[0])
	}
	return fmt.Sprintf("the voice lacks %d lines:\n  %s", len(e.Lines), strings.Join(e.Lines, "\n  "))
}

// Build lays a routine out in time. Length tells how long the voice takes to
// say a line, and whether it can. Its errors are a *MissingLinesError, a
// *ChoiceError for a wrong Only or Skip and, for a dose that no whole number of breaths can
// fill, an [ErrorList].
func Build(r *Routine, o Options, length func(text string) (time.Duration, bool)) (*Timeline, error) {
	entries, err := o.choose(r.Stretches)
	if err != nil {
		return nil, err
	}
	phrases, err := stockFor(r.Language)
	if err != nil {
		return nil, err
	}
	b := &builder{guidance: o.Guidance, level: o.Level, breath: cmp.Or(o.Breath, r.Breath), stock: phrases, length: length, source: r.source}
	b.session(r, entries)
	if err := b.err(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(b.cues, func(x, y Cue) int { return cmp.Compare(x.At, y.At) })
	return &Timeline{Title: r.Title, Routine: r.Name, Length: b.now, Cues: b.cues, Chapters: b.chapters}, nil
}

// A builder lays cues one after another: now is where the next one goes, and
// spoken is where the last line ended.
type builder struct {
	guidance Guidance
	level    Level
	breath   Breath
	stock    *stock
	length   func(string) (time.Duration, bool)
	source   source

	now, spoken time.Duration
	stretch     string
	cues        []Cue
	chapters    []Chapter
	missing     []string
	errors      ErrorList
}

// session lays out the whole of it.
func (b *builder) session(r *Routine, entries []*Stretch) {
	b.add(Bell, openingBell, OpeningBell)
	b.now = openingLead
	if len(r.Opening) > 0 {
		b.chapter(b.stock.Titles["opening"])
		b.sayAll(r.Opening, "")
	}
	for _, s := range entries {
		b.entry(s)
	}
	b.stretch = ""
	if len(r.Closing) > 0 {
		b.after(sectionGap)
		b.chapter(b.stock.Titles["closing"])
		b.sayAll(r.Closing, "")
	}
	b.after(endingLead)
	b.add(Bell, endingBell, EndingBell)
	b.pause(endingBell + silence)
}

// chapter begins one; the first takes the opening bell in.
func (b *builder) chapter(title string) {
	at := b.now
	if len(b.chapters) == 0 {
		at = 0
	}
	b.chapters = append(b.chapters, Chapter{At: at, Title: title})
}

// pause leaves time.
func (b *builder) pause(d time.Duration) { b.now += d }

// after makes sure that the last line lies at least this far back.
func (b *builder) after(d time.Duration) { b.now = max(b.now, b.spoken+d) }

// say lays a line, if there is one, and moves on to its end.
func (b *builder) say(text string) {
	if text == "" {
		return
	}
	b.sayAt(b.now, text)
	b.now = b.spoken
}

// sayAll lays lines one action apart.
func (b *builder) sayAll(lines []Line, side Side) {
	for _, l := range lines {
		b.after(lineGap)
		b.say(l.on(side))
	}
}

// sayAt lays a line, if there is one, at a time of its own.
func (b *builder) sayAt(at time.Duration, text string) {
	if text == "" {
		return
	}
	c := Cue{At: at, Length: b.lengthOf(text), Kind: Speech, Text: text, Stretch: b.stretch}
	b.cues = append(b.cues, c)
	b.spoken = max(b.spoken, c.End())
}

// add lays a cue and stays where it begins.
func (b *builder) add(kind Kind, length time.Duration, text string) {
	b.cues = append(b.cues, Cue{At: b.now, Length: length, Kind: kind, Text: text, Stretch: b.stretch})
}

// lengthOf is how long a line is spoken, in whole milliseconds. A line that
// the voice lacks is noted and guessed, so that building goes on and finds the others.
func (b *builder) lengthOf(text string) time.Duration {
	if text == "" {
		return 0
	}
	length, ok := b.length(text)
	if !ok {
		if !slices.Contains(b.missing, text) {
			b.missing = append(b.missing, text)
		}
		length = time.Second
	}
	return (length + time.Millisecond - 1).Truncate(time.Millisecond)
}

func (b *builder) err() error {
	if len(b.missing) > 0 {
		return &MissingLinesError{Lines: b.missing}
	}
	if len(b.errors) > 0 {
		return b.errors
	}
	return nil
}
