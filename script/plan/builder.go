package plan

import (
	"respite/script"
	"respite/script/routine"

	"math"
	"time"
)

// A builder lays cues one after another: now is where the next one goes, and
// spoken is where the last line ended.
type builder struct {
	*planner
	share share
	pace  float64

	unheard bool // no cues are kept: only the length is wanted

	now, spoken time.Duration
	rounded     float64 // what rounding has added to the pauses so far, in ns
	stretch     string
	side        script.Side // that the cues are for
	cues        []script.Cue
	chapters    []script.Chapter
}

// session lays out the whole of it.
func (b *builder) session(r *routine.Routine, entries []entry) {
	b.bell(script.OpeningBell, openingBell)
	b.now = openingLead
	if len(r.Opening) > 0 {
		b.chapter(b.stock.Titles["opening"])
		b.sayAll(r.Opening, "")
	}
	round := 1
	for _, e := range entries {
		if e.round > round {
			b.nextRound()
			round = e.round
		}
		b.entry(e)
	}
	b.stretch = ""
	if len(r.Closing) > 0 {
		b.after(sectionGap)
		b.chapter(b.stock.Titles["closing"])
		b.sayAll(r.Closing, "")
	}
	b.after(endingLead)
	b.bell(script.EndingBell, endingBell)
	b.wait(endingBell + silence)
}

// nextRound says that all stretches come again.
func (b *builder) nextRound() {
	b.stretch = ""
	b.after(sectionGap)
	b.say(b.stock.Line("next round", ""))
}

// chapter begins one; the first takes the opening bell in.
func (b *builder) chapter(title string) {
	at := b.now
	if len(b.chapters) == 0 {
		at = 0
	}
	b.chapters = append(b.chapters, script.Chapter{At: at, Title: title, Stretch: b.stretch})
}

// wait leaves time.
func (b *builder) wait(d time.Duration) { b.now += d }

// after makes sure that the last line lies a pause back. What is rounded to
// milliseconds is made up for by the next pauses, so that the session's length follows the pace.
func (b *builder) after(p pause) {
	exact := p.at(b.pace) - b.rounded
	d := time.Duration(math.Round(exact/float64(time.Millisecond))) * time.Millisecond
	if b.spoken+d > b.now {
		b.now = b.spoken + d
		b.rounded = float64(d) - exact
	}
}

// say lays a line, if there is one, and moves on to its end.
func (b *builder) say(text string) {
	if text == "" {
		return
	}
	b.sayAt(b.now, text)
	b.now = b.spoken
}

// sayAll lays lines one action apart.
func (b *builder) sayAll(lines []routine.Line, side script.Side) {
	for _, l := range lines {
		b.after(lineGap)
		b.say(l.On(side))
	}
}

// sayAt lays a line, if there is one, at a time of its own.
func (b *builder) sayAt(at time.Duration, text string) {
	if text == "" {
		return
	}
	length := b.lengthOf(text)
	b.spoken = max(b.spoken, at+length)
	b.keep(script.Cue{At: at, Length: length, Kind: script.Speech, Text: text})
}

// bell lays a bell that sounds for a time, and stays where it begins.
func (b *builder) bell(name script.BellName, length time.Duration) {
	b.keep(script.Cue{At: b.now, Length: length, Kind: script.Bell, Bell: name})
}

// phase lays a phase of a breath, which is breath number of count in its dose
// or, with a number of 0, not counted, and moves on to its end.
func (b *builder) phase(ph phase, number, count int) {
	b.keep(script.Cue{At: b.now, Length: ph.length, Kind: ph.kind, Number: number, Count: count})
	b.now += ph.length
}

// keep adds a cue to the timeline, in the stretch and on the side that are under way.
func (b *builder) keep(c script.Cue) {
	c.Stretch, c.Side = b.stretch, b.side
	if !b.unheard {
		b.cues = append(b.cues, c)
	}
}

// perform lays a planned dose.
func (b *builder) perform(d dose) {
	start := b.now
	for i, c := range d.cycles {
		if d.sides != nil {
			b.side = d.sides[i%len(d.sides)]
		}
		for _, ph := range c {
			b.sayAt(b.now, ph.text)
			b.phase(ph, i+1, len(d.cycles))
		}
	}
	if d.sides != nil {
		b.side = ""
	}
	for _, l := range d.inside {
		b.sayAt(start+l.at, l.text)
	}
}
