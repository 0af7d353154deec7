package plan

import (
	"fmt"
	"time"

	"respite/script"
	"respite/script/routine"
)

// An entry is an entry of the routine in one of the rounds.
type entry struct {
	stretch       *routine.Stretch
	round, rounds int
	bias          float64 // see planner.amount
}

// title returns the title of the chapter: the name, and the number of the round where
// there are several.
func (e entry) title() string {
	if e.rounds == 1 {
		return e.stretch.Name
	}
	return fmt.Sprintf("%s (%d/%d)", e.stretch.Name, e.round, e.rounds)
}

// entry lays out one entry of the routine. Entries between stretches belong to the
// chapter before them.
func (b *builder) entry(e entry) {
	if e.stretch.Motion.IsStretch() {
		b.doStretch(e)
		return
	}
	b.stretch = ""
	switch e.stretch.Motion {
	case routine.Rest:
		b.now += afterDose
		b.breathe(b.plan.cycle(nil), b.plan.amount(e.stretch, b.share, e.bias).breaths)
	case routine.Say:
		b.after(sectionGap)
		b.sayLines(e.stretch.Say, "")
	case routine.Pause:
		b.now = max(b.now, b.spoken) + e.stretch.Pause
	case routine.Sound:
		b.after(b.lineGap())
		b.sound(e.stretch.File)
	}
}

// sound lays out a sound file, and moves on to its end.
func (b *builder) sound(file string) {
	length, _ := b.plan.soundLength(file) // checkSounds has found no error
	b.keep(script.Cue{At: b.now, Length: length, Kind: script.Sound, File: file})
	b.now += length
	b.spoken = max(b.spoken, b.now)
}

// doStretch lays out a stretch from its bell to the last line that leads out of it.
func (b *builder) doStretch(e entry) {
	b.announce(e)
	for text := range routine.Texts(e.stretch.Caution...) {
		b.after(b.lineGap())
		b.say(text)
	}
	move := b.move(e.stretch)
	if len(sidedOnly(move)) == 0 {
		b.goTo(move, "")
		move = nil
	}
	a := b.plan.amount(e.stretch, b.share, e.bias)
	for i, side := range e.stretch.Passes() {
		b.begin(side, i)
		b.goTo(move, side)
		b.pass(e.stretch, side, i, a)
		move = sidedOnly(move)
	}
	b.stretch, b.side, b.position = "", "", e.stretch.End()
}

// announce begins a stretch with its name, after the bell of a change. There is no
// bell where only the opening bell was heard so far.
func (b *builder) announce(e entry) {
	begun := b.spoken > 0
	if begun {
		b.after(sectionGap)
	}
	b.stretch = e.stretch.Name
	b.chapter(e.title())
	if begun {
		b.bell(script.ChangeBell, changeBell)
		b.now += changeLead
	}
	b.say(e.stretch.Name)
}

// begin names the next side, where there are sides, and leaves time to change to the
// second side.
func (b *builder) begin(side script.Side, pass int) {
	b.side = side
	if side == "" {
		return
	}
	b.after(b.lineGap())
	b.say(b.plan.phrases.Line([]string{"first side", "change sides"}[pass], side))
	if pass > 0 {
		b.after(changeTime)
	}
}

// move returns the lines that lead into the starting position of a stretch. Where the
// routine states no position, the stretch's own lines are always said.
func (b *builder) move(s *routine.Stretch) []routine.Line {
	switch {
	case s.From != "" && s.From == b.position:
		return nil
	case len(s.Move) == 0 && s.From != "":
		return []routine.Line{{Text: b.plan.phrases.Move(b.position, s.From)}}
	}
	return s.Move
}

// goTo lays out the lines into a position, and leaves the time to get there.
func (b *builder) goTo(move []routine.Line, side script.Side) {
	for _, l := range move {
		b.after(b.lineGap())
		b.say(l.On(side))
		b.after(moveTime)
	}
}

// pass lays out a stretch from its set-up to the last line that leads out of it, once
// or for one side. The second side does not repeat the lines that are the same on
// both.
func (b *builder) pass(s *routine.Stretch, side script.Side, pass int, a amount) {
	d := b.plan.dose(s, side, a.breaths, 0)
	b.after(b.lineGap())
	from := b.now
	b.getReady(s, side, pass, d)
	b.now = max(b.now, b.spoken+cueGap+d.before())
	for set := range s.Dose.Times() {
		if set > 0 {
			d = b.plan.dose(s, side, a.breaths, set)
			b.betweenSets(s, side, d)
		}
		b.now += b.plan.stillTime(s, side, a)
		b.perform(d)
		b.retain(s.Retain)
	}
	out := b.end(s, side)
	b.timeline.Poses = append(b.timeline.Poses, script.Pose{At: from, Length: b.spoken - from, Stretch: b.stretch, Side: side, Position: s.End(), Out: out})
}

// getReady lays out the lines that lead into the pose, and leaves the time to get
// there.
func (b *builder) getReady(s *routine.Stretch, side script.Side, pass int, d *dose) {
	setup := b.plan.setup(s)
	if pass > 0 {
		setup = sidedOnly(setup)
	}
	b.sayLines(setup, side)
	there, rest := b.spoken, settleTime
	switch {
	case s.Settle > 0:
		rest = exactly(s.Settle)
	case pass > 0:
		rest = changeTime
	case len(setup) == 0 && b.plan.options.Guidance == Quiet:
		rest = settleAlone
	}
	ready := there + time.Duration(rest.at(b.pace)).Truncate(time.Millisecond)
	var movement []string
	if pass == 0 {
		movement = b.plan.rehearsal(s)
	}
	for _, text := range append(movement, d.early...) {
		b.after(b.lineGap())
		b.say(text)
	}
	if len(movement) > 0 {
		b.after(rehearsed)
	}
	b.now = max(b.now, ready)
}

// betweenSets lays out the end of one set, the rest, and the way into the next set.
func (b *builder) betweenSets(s *routine.Stretch, side script.Side, next *dose) {
	if s.Motion == routine.Hold && s.Leave.IsEmpty() {
		b.now += afterDose
		b.say(b.plan.wayOut(s, side)[0])
	}
	rested := b.now + s.Dose.Rest
	if b.plan.breath.Total() < s.Dose.Rest {
		b.after(b.lineGap())
		b.now = max(b.now, b.spoken+afterDose)
		b.say(b.plan.phrases.Line("rest", ""))
	}
	b.now = max(rested, b.spoken+cueGap+next.before(), b.now+next.before())
}

// retain lays out the breath hold after a set: empty, then full after one more inhale.
func (b *builder) retain(r routine.Retention) {
	if r == (routine.Retention{}) {
		return
	}
	breath := b.plan.breath
	if r.Empty > 0 {
		b.phase(phase{script.RestTone, r.Empty}, 0, 0)
		b.cue("inhale")
	}
	b.phase(phase{script.Inhale, breath.In}, 0, 0)
	if r.Full > 0 {
		b.cue("hold")
		b.phase(phase{script.HoldTone, r.Full}, 0, 0)
		b.cue("exhale")
	}
	b.phase(phase{script.Exhale, breath.Out}, 0, 0)
}

// cue says a stock word before the next phase, where there is room for it.
func (b *builder) cue(key string) {
	text := b.plan.phrases.Line(key, "")
	if end := b.now - cueLead; text != "" && end-b.plan.lengthOf(text) >= b.spoken+cueGap {
		b.sayUntil(end, text)
	}
}

// end lays out and returns the lines that lead out of a pose. A listener with closed
// eyes must hear that the dose is over.
func (b *builder) end(s *routine.Stretch, side script.Side) []string {
	b.now += afterDose
	var out []string
	for text := range routine.Texts(s.Leave.Lines()...) {
		out = append(out, text)
	}
	if side != "" {
		out = onSide(s.Leave.Lines(), side)
	}
	lines := onSide(s.Release, side)
	if s.Leave.IsEmpty() {
		lines = b.plan.wayOut(s, side)
	}
	for i, text := range lines {
		if i > 0 {
			b.after(b.lineGap())
		}
		b.say(text)
	}
	return append(out, lines...)
}

func onSide(lines []routine.Line, side script.Side) []string {
	var texts []string
	for _, l := range lines {
		texts = append(texts, l.On(side))
	}
	return texts
}

func sidedOnly(lines []routine.Line) []routine.Line {
	var out []routine.Line
	for _, l := range lines {
		if l.IsSided() {
			out = append(out, l)
		}
	}
	return out
}
