package plan

import (
	"cmp"
	"slices"
	"time"

	"respite/script"
	"respite/script/routine"
	"respite/script/stock"
)

// A planner plans doses: the number of breaths and the lines during them, independent
// of what comes before and after.
type planner struct {
	routine *routine.Routine
	options Options
	breath  routine.Breath
	phrases *stock.Phrases
	voice   Voice

	choices map[*routine.Stretch]choice
	doses   map[doseKey]*dose
	known   map[string][]time.Duration // cache of the lengths of all takes of a line
}

// newPlanner validates the routine and loads its stock phrases.
func newPlanner(r *routine.Routine, o Options, v Voice) (*planner, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	p := &planner{routine: r, options: o, voice: v, phrases: v.Phrases, breath: cmp.Or(o.Breath, r.Breath),
		choices: map[*routine.Stretch]choice{}, doses: map[doseKey]*dose{}, known: map[string][]time.Duration{}}
	if p.phrases == nil {
		var err error
		if p.phrases, err = stock.For(r.Language); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// lengthOf returns the length of the longest take of a line. It assumes a second for a
// line that the voice lacks, so that the build continues and collects all missing
// lines.
func (p *planner) lengthOf(text string) time.Duration {
	if text == "" {
		return 0
	}
	return slices.Max(p.takes(text))
}

// takes returns the lengths of a line's takes in whole milliseconds, at least one.
func (p *planner) takes(text string) []time.Duration {
	takes, known := p.known[text]
	if known {
		return takes
	}
	for _, d := range p.voice.Lengths(text) {
		takes = append(takes, max((d+time.Millisecond-1).Truncate(time.Millisecond), time.Millisecond))
	}
	if len(takes) == 0 {
		takes = []time.Duration{time.Second}
	}
	p.known[text] = takes
	return takes
}

// says reports whether the session says lines that belong to all guidance up to a
// level.
func (p *planner) says(upTo Guidance) bool { return p.options.Guidance <= upTo }

// setup returns the lines that lead into a pose, for a side or for none.
func (p *planner) setup(s *routine.Stretch) []routine.Line {
	if p.options.Guidance != Full && len(s.Brief) > 0 {
		return s.Brief
	}
	return s.Setup
}

// rehearsal returns the complete description of a flow's movement: the rehearse lines
// of the routine, and the cues that are too long to be said before their phase. It is
// said at every guidance.
func (p *planner) rehearsal(s *routine.Stretch) []string {
	if s.Motion != routine.Flow {
		return nil
	}
	said := s.Rehearse
	if said.IsEmpty() {
		if p.isLong(s, script.Inhale) {
			said.Inhale = s.Flow.Inhale
		}
		if p.isLong(s, script.Exhale) {
			said.Exhale = s.Flow.Exhale
		}
	}
	order := []routine.Line{said.Inhale, said.Exhale}
	if s.Flow.Exhale.IsSided() {
		slices.Reverse(order) // the sides are on the exhale, so the movement begins with it
	}
	var lines []string
	for _, l := range order {
		for text := range routine.Texts(l) {
			lines = append(lines, text)
		}
	}
	return lines
}

// isLong reports whether a cue of a flow is too long for the time before its phase, on
// any side.
func (p *planner) isLong(s *routine.Stretch, kind script.Kind) bool {
	line := cueLine(s.Flow, kind)
	before := p.cycle(s).before(kind)
	for text := range routine.Texts(line) {
		if p.lengthOf(text)+cueLead > before {
			return true
		}
	}
	return false
}

// cueLine returns the line of a phase; empty for phases without one.
func cueLine(ph routine.Phases, kind script.Kind) routine.Line {
	switch kind {
	case script.Inhale:
		return ph.Inhale
	case script.Exhale:
		return ph.Exhale
	}
	return routine.Line{}
}
