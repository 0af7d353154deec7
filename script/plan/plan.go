package plan

import (
	"respite/script"
	"respite/script/routine"
	"respite/script/stock"

	"math"
	"time"
)

// A planner works out doses: how many breaths, how long each phase, and what
// is said in it, whatever comes around it.
type planner struct {
	guidance Guidance
	breath   routine.Breath
	stock    *stock.Phrases
	voice    Voice
	routine  *routine.Routine

	menus    map[*routine.Stretch]menu
	plans    map[planned]dose
	paces    map[paced]amount
	unfilled map[*routine.Stretch]*routine.Error // doses that no whole breaths fill
}

// An amount is how much of a dose is done: breaths, and by what scale they
// are slowed.
type amount struct {
	breaths int
	scale   float64
}

// planned is what a plan was made for.
type planned struct {
	stretch *routine.Stretch
	side    script.Side
	amount
}

// paced is what an amount at another pace of breathing was found for.
type paced struct {
	stretch *routine.Stretch
	goal    time.Duration
}

// A phase is one phase of a breath: what sounds, for how long, and what is
// said as it begins.
type phase struct {
	kind   script.Kind
	length time.Duration
	text   string
}

// A cycle is one whole breath, of two to four phases.
type cycle []phase

// A placed line is said at a time counted from the start of the dose.
type placed struct {
	at   time.Duration
	text string
}

// A dose is planned before its set-up is laid, for what finds no room in it is said before it.
type dose struct {
	cycles []cycle
	sides  []script.Side // of a flow, taking turns; empty where there are none
	inside []placed      // said in a hold, beside the phases
	early  []string      // tips that found no room
}

// plan is the dose of an entry on a side.
func (p *planner) plan(s *routine.Stretch, side script.Side, a amount) dose {
	key := planned{s, side, a}
	d, known := p.plans[key]
	if !known {
		d = p.slow(p.layout(s, a.breaths), a.scale)
		if s.Motion == routine.Hold {
			p.speakInside(&d, s, side)
		}
		p.plans[key] = d
	}
	return d
}

// layout is n breaths of a dose at their usual pace, with the words of a flow.
func (p *planner) layout(s *routine.Stretch, n int) dose {
	if s.Motion == routine.Flow {
		return p.flow(s, n)
	}
	return p.still(n)
}

// still is n breaths without words.
func (p *planner) still(n int) dose {
	d := dose{cycles: make([]cycle, n)}
	for i := range d.cycles {
		d.cycles[i] = p.cycle()
	}
	return d
}

// cycle is a breath at its usual pace, without words.
func (p *planner) cycle() cycle {
	c := make(cycle, 0, 4)
	for _, ph := range []phase{
		{kind: script.Inhale, length: p.breath.In}, {kind: script.HoldTone, length: p.breath.Hold},
		{kind: script.Exhale, length: p.breath.Out}, {kind: script.RestTone, length: p.breath.Rest},
	} {
		if ph.length > 0 {
			c = append(c, ph)
		}
	}
	return c
}

// lengthOf is how long a line is spoken, in whole milliseconds. A line that
// the voice lacks is guessed, so that building goes on and finds the others.
func (p *planner) lengthOf(text string) time.Duration {
	if text == "" {
		return 0
	}
	length := time.Second
	if takes := p.voice.Lengths(text); len(takes) > 0 {
		length = takes[0]
	}
	return (length + time.Millisecond - 1).Truncate(time.Millisecond)
}

// least is the shortest that a phase may be for its words to end before it does.
func (p *planner) least(ph phase) time.Duration {
	if ph.text == "" {
		return 0
	}
	return p.lengthOf(ph.text) + tail
}

// lengthAt is how long the dose lasts, in nanoseconds, when its breaths are slowed by scale.
func (p *planner) lengthAt(d dose, scale float64) float64 {
	var sum float64
	for _, c := range d.cycles {
		for _, ph := range c {
			sum += max(float64(ph.length)*scale, float64(p.least(ph)))
		}
	}
	return sum
}

// slow sets the phases' lengths. Their ends are rounded, not their lengths,
// so that the whole lasts what it should to the millisecond.
func (p *planner) slow(d dose, scale float64) dose {
	var exact float64
	var end time.Duration
	for _, c := range d.cycles {
		for i, ph := range c {
			exact += max(float64(ph.length)*scale, float64(p.least(ph)))
			next := time.Duration(math.Round(exact/float64(time.Millisecond))) * time.Millisecond
			c[i].length = next - end
			end = next
		}
	}
	return d
}

// total is how long the dose lasts.
func (d dose) total() time.Duration {
	var sum time.Duration
	for _, c := range d.cycles {
		sum += c.total()
	}
	return sum
}

func (c cycle) total() time.Duration {
	var sum time.Duration
	for _, ph := range c {
		sum += ph.length
	}
	return sum
}
