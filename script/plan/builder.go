package plan

import (
	"math"
	"time"

	"respite/script"
	"respite/script/routine"
)

// A builder appends cues to a timeline. The next cue begins at now; the last line
// ended at spoken.
type builder struct {
	plan   *planner
	share  share
	pace   float64
	rest   int  // breaths before the closing lines
	silent bool // keep no cues: only the length is needed

	now, spoken time.Duration
	rounded     float64 // sum of the rounding errors of the pauses so far, in ns
	stretch     string
	side        script.Side
	position    string         // of the body; empty when unknown
	turns       map[string]int // how often each line was said
	timeline    script.Timeline
}

// session lays out the whole session.
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

// opening lays out the opening lines, then the explanation of the tones and a breath
// without words to hear it.
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

// lesson returns the explanation of the tones, unless the opening already says it; nil
// at quiet guidance.
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

// forGuidance returns the brief lines where they exist and the guidance asks for them.
func forGuidance(g Guidance, full, brief []routine.Line) []routine.Line {
	if g != Full && len(brief) > 0 {
		return brief
	}
	return full
}

// nextRound announces that all stretches are repeated.
func (b *builder) nextRound() {
	b.after(sectionGap)
	b.say(b.plan.phrases.Line("next round", ""))
}

// closing lays out the closing lines, after a rest where the session has to last
// longer.
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

// chapter begins a chapter; the first one includes the opening bell.
func (b *builder) chapter(title string) {
	at := b.now
	if len(b.timeline.Chapters) == 0 {
		at = 0
	}
	b.timeline.Chapters = append(b.timeline.Chapters, script.Chapter{At: at, Title: title, Stretch: b.stretch, Position: b.position})
}

// after moves on until the last line is at least a pause ago. Later pauses compensate
// for rounding to milliseconds, so that the session's length is proportional to the
// pace.
func (b *builder) after(p pause) {
	exact := p.at(b.pace) - b.rounded
	d := time.Duration(math.Round(exact/float64(time.Millisecond))) * time.Millisecond
	if b.spoken+d > b.now {
		b.now = b.spoken + d
		b.rounded = float64(d) - exact
	}
}

// lineGap returns the pause between two lines.
func (b *builder) lineGap() pause {
	if b.plan.options.Guidance == Full {
		return lineGap
	}
	return briefGap
}

// say lays out a line, if it is not empty, and moves on to its end.
func (b *builder) say(text string) {
	if text == "" {
		return
	}
	b.sayFrom(b.now, text)
	b.now = b.spoken
}

// sayLines lays out lines with a pause before each.
func (b *builder) sayLines(lines []routine.Line, side script.Side) {
	for _, l := range lines {
		b.after(b.lineGap())
		b.say(l.On(side))
	}
}

// take returns the next take of a line, and its length. The takes are used in turn.
func (b *builder) take(text string) (int, time.Duration) {
	takes := b.plan.takes(text)
	n := b.turns[text] % len(takes)
	b.turns[text]++
	return n, takes[n]
}

// sayFrom lays out a line that begins at a time.
func (b *builder) sayFrom(at time.Duration, text string) {
	take, length := b.take(text)
	b.speech(at, length, take, text)
}

// sayUntil lays out a line that ends at a time.
func (b *builder) sayUntil(end time.Duration, text string) {
	take, length := b.take(text)
	b.speech(end-length, length, take, text)
}

func (b *builder) speech(at, length time.Duration, take int, text string) {
	b.spoken = max(b.spoken, at+length)
	b.keep(script.Cue{At: at, Length: length, Kind: script.Speech, Text: text, Take: take})
}

// bell lays out a bell of a length, and does not move on.
func (b *builder) bell(name script.BellName, length time.Duration) {
	b.keep(script.Cue{At: b.now, Length: length, Kind: script.Bell, Bell: name})
}

// phase lays out a phase of a breath and moves on to its end. The breath is number of
// count in its dose; a number of 0 is not counted.
func (b *builder) phase(ph phase, number, count int) {
	b.keep(script.Cue{At: b.now, Length: ph.length, Kind: ph.kind, Number: number, Count: count})
	b.now += ph.length
}

// keep adds a cue to the timeline, with the current stretch and side.
func (b *builder) keep(c script.Cue) {
	if b.silent {
		return
	}
	c.Stretch, c.Side = b.stretch, b.side
	b.timeline.Cues = append(b.timeline.Cues, c)
}

// perform lays out a planned dose.
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

// breathe announces and lays out a rest of a given number of breaths.
func (b *builder) breathe(c cycle, breaths int) {
	b.after(b.lineGap())
	b.say(b.plan.phrases.Line("rest", ""))
	b.now += lead
	b.perform(&dose{cycle: c, breaths: breaths})
	b.now += afterDose
}
