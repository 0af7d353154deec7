package plan

import (
	"time"

	"respite/script"
	"respite/script/routine"
)

// onBreath places the lines with which the pose is entered and left.
func (l *layout) onBreath() {
	last := time.Duration(l.dose.breaths-1) * l.dose.cycle.total()
	for _, on := range []struct {
		lines routine.Phases
		start time.Duration // of the breath
	}{{l.stretch.Enter, 0}, {l.stretch.Leave, last}} {
		for _, kind := range []script.Kind{script.Inhale, script.Exhale} {
			if line := cueLine(on.lines, kind); !line.IsEmpty() {
				l.mustCue(on.start+l.dose.cycle.start(kind), line.On(l.side))
			}
		}
	}
}

// marks places the lines about the progress of the dose: in breaths where their number
// was announced, in time in a long hold.
func (l *layout) marks() {
	p, d := l.planner, l.dose
	switch {
	case p.options.Guidance == Quiet:
	case len(d.sides) > 0:
		if at := d.first + d.turns - len(d.sides); at >= 2*len(d.sides) {
			l.mark(at, "last round")
		}
	case l.isCounted():
		if d.breaths >= lastFrom {
			l.mark(d.breaths-1, "last")
		}
		if p.says(Full) && d.breaths >= threeFrom {
			l.mark(d.breaths-3, "three more")
		}
	case l.stretch.Motion == routine.Hold:
		l.timeMarks()
	}
}

// mark places a stock line before a breath, counted from 0. It skips the breath that
// leaves the pose, whose own line says enough.
func (l *layout) mark(breath int, key string) {
	if text := l.planner.phrases.Line(key, ""); text != "" {
		l.cue(time.Duration(breath)*l.dose.cycle.total(), text)
	}
}

// timeMarks places the lines about the time in a hold whose breaths are not counted.
func (l *layout) timeMarks() {
	p, total := l.planner, l.dose.total()
	end := p.window(l.stretch, l.dose.breaths, p.lengthOf(p.wayOut(l.stretch, l.side)[0])) // close to the time that is left for the listener
	if text := p.phrases.Line("ten seconds", ""); text != "" && total >= headsUpFrom {
		at := min(end, total) - headsUp - p.lengthOf(text)
		l.nearest(at, 0, total-headsUp+time.Second, cueGap, text)
	}
	if text := p.phrases.Line("halfway", ""); text != "" && p.says(Full) && total >= halfwayFrom {
		l.nearest(total/2, total/2-2*time.Second, total/2+p.lengthOf(text)+2*time.Second, cueGap, text)
	}
}

// isCounted reports whether the listener counts breaths: in a flow, in a hold for a
// number of breaths, and in a hold whose number of breaths was announced.
func (l *layout) isCounted() bool {
	return l.stretch.Motion == routine.Flow || l.stretch.Dose.Count()[1] > 0 || l.planner.phrases.Counts(l.toCount())
}

// toCount returns how many breaths are announced: all, or only those after the breath
// that enters the pose, because the announcement comes on it.
func (l *layout) toCount() int {
	if l.stretch.Enter.IsEmpty() {
		return l.dose.breaths
	}
	return l.dose.breaths - 1
}

// howLong places the announcement of the dose's length.
func (l *layout) howLong() {
	p := l.planner
	if l.set > 0 {
		l.ahead(l.again(), lead)
		return
	}
	key := "breaths"
	if l.stretch.Dose.Reps[1] > 0 {
		key = "times"
	}
	text := p.phrases.Counted(key, l.toCount())
	if p.options.Guidance != Full || text == "" || l.toCount() == 0 {
		return
	}
	if l.stretch.Enter.IsEmpty() {
		l.ahead(text, lead)
		return
	}
	l.cue(l.dose.cycle.total(), text)
}

// again announces another set.
func (l *layout) again() string {
	if l.set == l.stretch.Dose.Times()-1 {
		return l.planner.phrases.Line("last time", "")
	}
	return l.planner.phrases.Line("again", "")
}

// phaseCues places the cues of a flow before their phases: all in the first breaths,
// then fewer.
func (l *layout) phaseCues() {
	if l.stretch.Motion != routine.Flow {
		return
	}
	for breath := range l.dose.breaths {
		at := time.Duration(breath) * l.dose.cycle.total()
		l.turn = l.dose.sideOf(breath)
		for _, ph := range l.dose.cycle {
			text := l.phaseCue(breath, ph.kind)
			if text != "" && (at == 0 || l.planner.lengthOf(text)+cueLead <= l.dose.cycle.before(ph.kind)) {
				l.cue(at, text)
			}
			at += ph.length
		}
	}
	l.turn = ""
}

// phaseCue returns the cue before a phase of a breath, or an empty string.
func (l *layout) phaseCue(breath int, kind script.Kind) string {
	s, p := l.stretch, l.planner
	enters, leaves := breath == 0 && !s.Enter.IsEmpty(), breath == l.dose.breaths-1 && !s.Leave.IsEmpty()
	side := l.dose.sideOf(breath)
	round := (breath - l.dose.first) / max(len(l.dose.sides), 1)
	switch kind {
	case script.Inhale, script.Exhale:
		if enters || leaves || !l.isSaid(round) {
			return ""
		}
		line := cueLine(s.Flow, kind)
		if !line.IsEmpty() && !p.isLong(s, kind) {
			return line.On(side)
		}
		return p.phrases.Line(string(kind), "")
	}
	if round >= heldPhases-int(p.options.Guidance) || l.set > 0 {
		return ""
	}
	return p.phrases.Line(map[script.Kind]string{script.Sip: "sip", script.HoldTone: "hold", script.RestTone: "empty"}[kind], "")
}

// heldPhases is the number of breaths that have a cue for a hold, a rest or a second
// inhale: all of them at full guidance, one less at each lower level.
const heldPhases = 2

// isSaid reports whether the cues of a breath, or of a round of both sides, are said.
func (l *layout) isSaid(round int) bool {
	all, second, rare := 3, 9, 6 // all of the first three, every second up to the ninth, then every sixth
	if len(l.dose.sides) > 0 {
		all, second, rare = 2, 6, 4
	}
	switch {
	case l.set > 0 || l.planner.options.Guidance == Quiet:
		return round < 1
	case l.planner.options.Guidance == Brief:
		return round < 2
	}
	return round < all || round < second && round%2 == 0 || round%rare == 0
}

// inside places form cues from the start of the dose on, and spreads the tips evenly
// over the rest of it. Lines without room are said before the dose.
func (l *layout) inside() {
	d := l.dose
	from, until := firstWords, d.total()-toneEdge
	if kind := enterPhase(l.stretch); kind != "" {
		from = d.cycle.end(kind)
	}
	if kind := leavePhase(l.stretch); kind != "" {
		until = d.total() - d.cycle.total() + d.cycle.start(kind) - cueLead
	}
	at := from
	for _, text := range l.doseLines(l.stretch.Cues, Brief) {
		if !l.nearest(at, from, until, cueGap, text) {
			d.early = append(d.early, text)
			continue
		}
		at = d.lines[len(d.lines)-1].to + d.cycle.total()/2
		from = d.lines[len(d.lines)-1].to
	}
	tips := l.doseLines(l.stretch.Tips, Full)
	for i, text := range tips {
		at := from + (until-from)*time.Duration(2*i+1)/time.Duration(2*len(tips)) - l.planner.lengthOf(text)/2
		if !l.nearest(at, from, until, tipGap, text) {
			d.early = append(d.early, text)
		}
	}
}

// doseLines returns the lines to say during the dose, from lines for all guidance up to a
// level. The second side repeats only lines that differ; later sets repeat none.
func (l *layout) doseLines(lines []routine.Line, upTo Guidance) (texts []string) {
	again := len(l.stretch.Passes()) > 1 && l.side == l.stretch.Sides[1]
	for _, line := range lines {
		if l.set == 0 && l.planner.says(upTo) && (!again || line.IsSided()) {
			texts = append(texts, line.On(l.side))
		}
	}
	return texts
}
