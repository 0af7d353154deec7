package plan

import (
	"time"

	"respite/script"
	"respite/script/routine"
)

// A layout finds times for the lines of a dose. It places mandatory lines first, and
// the least important ones last.
type layout struct {
	planner *planner
	dose    *dose
	stretch *routine.Stretch
	side    script.Side
	set     int         // from 0
	turn    script.Side // of the flow, for the current cue
}

// step is the distance between the times that the layout tries.
const step = 50 * time.Millisecond

// place records a line.
func (l *layout) place(from time.Duration, tied bool, text string) {
	l.dose.lines = append(l.dose.lines, placed{from, from + l.planner.lengthOf(text), tied, l.turn, text})
}

// ahead places a line before the start of the dose and before all lines that are
// placed there. It ends at least gap before the dose.
func (l *layout) ahead(text string, gap time.Duration) {
	end := -gap
	for _, o := range l.dose.lines {
		if o.from <= 0 {
			end = min(end, o.from-cueGap)
		}
	}
	l.place(end-l.planner.lengthOf(text), true, text)
}

// cue places a line that ends shortly before a time of the dose, and reports whether
// there was room.
func (l *layout) cue(at time.Duration, text string) bool {
	if at <= 0 {
		l.ahead(text, cueLead)
		return true
	}
	length := l.planner.lengthOf(text)
	for end := at - cueLead; end >= at-latestCue; end -= step {
		if l.isFree(end-length, end, cueGap) && l.isClear(end, text) {
			l.place(end-length, true, text)
			return true
		}
	}
	return false
}

// mustCue places a line like cue, and without room it places the line anyway.
func (l *layout) mustCue(at time.Duration, text string) {
	if l.cue(at, text) {
		return
	}
	length := l.planner.lengthOf(text)
	for end := at - leastLead; end >= at-latestCue && end >= length; end -= step {
		if _, taken := l.inTheWay(end-length, end, leastGap); !taken {
			l.place(end-length, true, text)
			return
		}
	}
	from := at - cueLead - length
	for o, taken := l.inTheWay(from, from+length, leastGap); taken; o, taken = l.inTheWay(from, from+length, leastGap) {
		from = o.from - leastGap - length
	}
	if from < 0 {
		l.ahead(text, cueLead)
		return
	}
	l.place(from, true, text)
}

// inTheWay returns a line that overlaps an interval, including the gaps around it.
func (l *layout) inTheWay(from, to, gap time.Duration) (placed, bool) {
	for _, o := range l.dose.lines {
		if from < o.to+gap && o.from < to+gap {
			return o, true
		}
	}
	return placed{}, false
}

// isClear reports whether all takes of a line that ends at a time begin at some
// distance from the end of a tone.
func (l *layout) isClear(end time.Duration, text string) bool {
	for _, length := range l.planner.takes(text) {
		if !l.mayBegin(end - length) {
			return false
		}
	}
	return true
}

// mayBegin reports whether a line may begin at a time: not shortly before the end of a
// tone.
func (l *layout) mayBegin(at time.Duration) bool {
	if at < 0 || at >= l.dose.total() {
		return true
	}
	at %= l.dose.cycle.total()
	var end time.Duration
	for _, ph := range l.dose.cycle {
		end += ph.length
		if at < end {
			return end-at > toneEdge
		}
	}
	return true
}

// isFree reports whether an interval with a gap around it has no other line, and
// whether at least half of the breaths would still begin without words.
func (l *layout) isFree(from, to, gap time.Duration) bool {
	if from < 0 {
		return false
	}
	if _, taken := l.inTheWay(from, to, gap); taken {
		return false
	}
	covered := map[time.Duration]bool{}
	if l.cover(covered, from, to); len(covered) == 0 {
		return true
	}
	for _, o := range l.dose.lines {
		l.cover(covered, o.from, o.to)
	}
	return len(covered) <= l.dose.breaths/2
}

// cover records the breaths that begin in an interval.
func (l *layout) cover(breaths map[time.Duration]bool, from, to time.Duration) {
	total := l.dose.cycle.total()
	for n := max(from/total, 0); n*total < to && int(n) < l.dose.breaths; n++ {
		if from < n*total+firstWords {
			breaths[n] = true
		}
	}
}

// nearest places a line that begins as near as possible to a time, and ends before
// another. It reports whether there was room.
func (l *layout) nearest(at, from, until, gap time.Duration, text string) bool {
	length := l.planner.lengthOf(text)
	at = min(max(at, from), until-length).Truncate(time.Millisecond)
	for off := time.Duration(0); off <= l.dose.total(); off += step {
		for _, start := range []time.Duration{at - off, at + off} {
			if start >= from && start+length <= until && l.mayBegin(start) && l.isFree(start, start+length, gap) {
				l.place(start, false, text)
				return true
			}
		}
	}
	return false
}
