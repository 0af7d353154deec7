package plan

import (
	"respite/script"
	"respite/script/routine"

	"slices"
	"time"
)

// speakInside places what is said while a hold lasts: the cues that tell how
// far it is at their times, the tips spread between them. The halfway cue gives way to the tips; tips that find no
// room are said before the hold.
func (p *planner) speakInside(d *dose, s *routine.Stretch, side script.Side) {
	marks := p.marks(d, s)
	var tips []string
	if p.guidance == Full {
		for _, l := range onSide(s, side).Tips {
			tips = append(tips, l.On(side))
		}
	}
	starts, ok := p.spread(tips, marks, d.total())
	if !ok {
		marks = slices.DeleteFunc(marks, func(m placed) bool { return m.text == p.stock.Line("halfway", "") })
		starts, ok = p.spread(tips, marks, d.total())
	}
	for ; !ok; starts, ok = p.spread(tips, marks, d.total()) {
		d.early, tips = append(d.early, tips[0]), tips[1:]
	}
	d.inside = marks
	for i, tip := range tips {
		d.inside = append(d.inside, placed{starts[i], tip})
	}
}

// marks are the cues that tell how far the hold is: in time where the dose is
// in time, in breaths where it is in breaths.
func (p *planner) marks(d *dose, s *routine.Stretch) []placed {
	var marks []placed
	add := func(m placed) {
		free := lead
		if len(marks) > 0 {
			free = marks[len(marks)-1].at + p.lengthOf(marks[len(marks)-1].text) + tipGap
		}
		if m.at >= free && m.at+p.lengthOf(m.text)+lead <= d.total() {
			marks = append(marks, m)
		}
	}
	counted, n := s.Dose.Breaths[1] > 0, len(d.cycles)
	if p.guidance == Full && counted && n >= threeFrom {
		add(p.before(d, n-3, "three more"))
	}
	if p.guidance == Full && !counted && d.total() >= halfwayFrom {
		add(placed{(d.total() / 2).Truncate(time.Millisecond), p.stock.Line("halfway", "")})
	}
	if p.guidance != Quiet && counted && n >= lastFrom {
		add(p.before(d, n-1, "last"))
	}
	if p.guidance != Quiet && !counted && d.total() >= headsUpFrom {
		add(placed{d.total() - headsUp, p.stock.Line("ten seconds", "")})
	}
	return marks
}

// before places a stock line so that it ends before the nth breath begins.
func (p *planner) before(d *dose, n int, key string) placed {
	text := p.stock.Line(key, "")
	at := dose{cycles: d.cycles[:n]}.total() - lead - p.lengthOf(text)
	return placed{at, text}
}

// spread places tips evenly over a hold, clear of the marks: all before the last
// mark if they can be, else up to the end, else as early as possible.
func (p *planner) spread(tips []string, marks []placed, total time.Duration) (starts []time.Duration, ok bool) {
	until := total - lead
	if len(marks) > 0 {
		until = marks[len(marks)-1].at - tipGap
	}
	if starts, ok = p.inOrder(tips, marks, until, until/time.Duration(len(tips)+1)); ok {
		return starts, true
	}
	if starts, ok = p.inOrder(tips, marks, total-lead, total/time.Duration(len(tips)+1)); ok {
		return starts, true
	}
	return p.inOrder(tips, marks, total-lead, 0)
}

// inOrder places tips one after another, to end by until, the middle of the nth not before n times every.
func (p *planner) inOrder(tips []string, marks []placed, until, every time.Duration) (starts []time.Duration, ok bool) {
	free := lead // from here on there is room
	for i, tip := range tips {
		length := p.lengthOf(tip)
		at := max(free, time.Duration(i+1)*every-length/2).Truncate(time.Millisecond)
		for _, m := range marks {
			if end := m.at + p.lengthOf(m.text); at < end+tipGap && m.at < at+length+tipGap {
				at = end + tipGap
			}
		}
		if at+length > until {
			return nil, false
		}
		starts = append(starts, at)
		free = at + length + tipGap
	}
	return starts, true
}
