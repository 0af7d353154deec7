package plan

import (
	"math"
	"time"

	"respite/script"
	"respite/script/routine"
)

// A builder lays cues one after another: now is where the next one goes, and
// spoken is where the last line ended.
type builder struct {
	plan   *planner
	share  share
	pace   float64
	rest   int  // breaths before the closing lines
	silent bool // no cues are kept: only the length is wanted

	now, spoken time.Duration
	rounded     float64 // what rounding has added to the pauses so far, in ns
	stretch     string
	side        script.Side
	position    string         // of the body; empty when it is not known
	turns       map[string]int // how often each line was said
	timeline    script.Timeline
}

// session lays out the whole of it.
func (b *builder) session(entries []entry) {
	b.bell(script.OpeningBell, openingBell)
	b.now = openingLead
	b.opening()
	round := 1
	for _, e := range entries {
		if e.round > round {
			b.nextRound()
			round = e.round
		}
		b.entry(e)
	}
	b.closing()
	b.after(endingLead)
	b.bell(script.EndingBell, endingBell)
	b.now += endingBell + silence
}

// opening says the first lines, and what the tones mean, with a breath alone
// to hear it.
func (b *builder) opening() {
	r := b.plan.routine
	lines := forGuidance(b.plan.options.Guidance, r.Opening, r.BriefOpening)
	lesson := b.lesson(lines)
	if len(lines) == 0 && lesson == nil {
		return
	}
	b.chapter(b.plan.phrases.Title("opening"))
	b.sayLines(lines, "")
	if lesson == nil {
		return
	}
	for _, text := range lesson {
		b.after(b.lineGap())
		b.say(text)
	}
	b.now = max(b.now, b.spoken) + lead
	for _, ph := range b.plan.cycle(nil) {
		b.phase(ph, 0, 0)
	}
	b.spoken = max(b.spoken, b.now-afterDose)
}

// lesson is what the tones mean, without what the opening says of it; nil at
// quiet guidance.
func (b *builder) lesson(opening []routine.Line) []string {
	if b.plan.options.Guidance == Quiet {
		return nil
	}
	said := map[string]bool{}
	for text := range routine.Texts(opening...) {
		said[text] = true
	}
	lesson := []string{}
	breath := b.plan.breath
	for _, text := range b.plan.phrases.Lesson(breath.Sip > 0, breath.Hold > 0 || breath.Rest > 0) {
		if !said[text] {
			lesson = append(lesson, text)
		}
	}
	return lesson
}

// forGuidance are the brief lines where they are there and wanted.
func forGuidance(g Guidance, full, brief []routine.Line) []routine.Line {
	if g != Full && len(brief) > 0 {
		return brief
	}
	return full
}

// nextRound says that all stretches come again.
func (b *builder) nextRound() {
	b.after(sectionGap)
	b.say(b.plan.phrases.Line("next round", ""))
}

// closing says the last lines, after a rest where the session has to last longer.
func (b *builder) closing() {
	r := b.plan.routine
	lines := forGuidance(b.plan.options.Guidance, r.Closing, r.BriefClosing)
	if len(lines) == 0 && b.rest == 0 {
		return
	}
	b.after(sectionGap)
	b.chapter(b.plan.phrases.Title("closing"))
	if b.rest > 0 {
		b.breathe(b.plan.cycle(nil), b.rest)
	}
	b.sayLines(lines, "")
}

// chapter begins one; the first takes the opening bell in.
func (b *builder) chapter(title string) {
	at := b.now
	if len(b.timeline.Chapters) == 0 {
		at = 0
	}
	b.timeline.Chapters = append(b.timeline.Chapters, script.Chapter{At: at, Title: title, Stretch: b.stretch, Position: b.position})
}

// after makes sure that the last line lies a pause back. What is rounded to
// milliseconds is made up for by the next pauses, so that the session's length
// follows the pace.
func (b *builder) after(p pause) {
	exact := p.at(b.pace) - b.rounded
	d := time.Duration(math.Round(exact/float64(time.Millisecond))) * time.Millisecond
	if b.spoken+d > b.now {
		b.now = b.spoken + d
		b.rounded = float64(d) - exact
	}
}

// lineGap is the pause between one line and the next.
func (b *builder) lineGap() pause {
	if b.plan.options.Guidance == Full {
		return lineGap
	}
	return briefGap
}

// say lays a line, if there is one, and moves on to its end.
func (b *builder) say(text string) {
	if text == "" {
		return
	}
	b.sayFrom(b.now, text)
	b.now = b.spoken
}

// sayLines lays lines one action apart.
func (b *builder) sayLines(lines []routine.Line, side script.Side) {
	for _, l := range lines {
		b.after(b.lineGap())
		b.say(l.On(side))
	}
}

// take is which take of a line is heard next, and its length: all in turn.
func (b *builder) take(text string) (int, time.Duration) {
	takes := b.plan.takes(text)
	n := b.turns[text] % len(takes)
	b.turns[text]++
	return n, takes[n]
}

// sayFrom lays a line that begins at a time.
func (b *builder) sayFrom(at time.Duration, text string) {
	take, length := b.take(text)
	b.speech(at, length, take, text)
}

// sayUntil lays a line that ends at a time.
func (b *builder) sayUntil(end time.Duration, text string) {
	take, length := b.take(text)
	b.speech(end-length, length, take, text)
}

func (b *builder) speech(at, length time.Duration, take int, text string) {
	b.spoken = max(b.spoken, at+length)
	b.keep(script.Cue{At: at, Length: length, Kind: script.Speech, Text: text, Take: take})
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
	if b.silent {
		return
	}
	c.Stretch, c.Side = b.stretch, b.side
	b.timeline.Cues = append(b.timeline.Cues, c)
}

// perform lays a planned dose.
func (b *builder) perform(d *dose) {
	start := b.now
	for breath := range d.breaths {
		if len(d.sides) > 0 {
			b.side = d.sideOf(breath)
		}
		for _, ph := range d.cycle {
			b.phase(ph, breath+1, d.breaths)
		}
	}
	for _, l := range d.lines {
		if len(d.sides) > 0 {
			b.side = l.side
		}
		if l.tied {
			b.sayUntil(start+l.to, l.text)
		} else {
			b.sayFrom(start+l.from, l.text)
		}
	}
	if len(d.sides) > 0 {
		b.side = ""
	}
}

// breathe lays a rest of so many breaths, announced.
func (b *builder) breathe(c cycle, breaths int) {
	b.after(b.lineGap())
	b.say(b.plan.phrases.Line("rest", ""))
	b.now += lead
	b.perform(&dose{cycle: c, breaths: breaths})
	b.now += afterDose
}
