package script

import (
	"math"
	"time"
)

// A phase is one phase of a breath: what sounds, for how long, and what is
// said as it begins.
type phase struct {
	kind   Kind
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
	inside []placed // said in a hold, beside the phases
	early  []string // tips that found no room
}

// cycle is a breath at its usual pace, without words.
func (b *builder) cycle() cycle {
	var c cycle
	for _, p := range []phase{
		{kind: Inhale, length: b.breath.In}, {kind: HoldTone, length: b.breath.Hold},
		{kind: Exhale, length: b.breath.Out}, {kind: HoldTone, length: b.breath.Rest},
	} {
		if p.length > 0 {
			c = append(c, p)
		}
	}
	return c
}

// plan solves a dose: how many breaths, how long each phase, and what is said in it.
func (b *builder) plan(s *Stretch, side Side) dose {
	layout := func(n int) dose { return b.still(n) }
	if s.Dose.Motion == Flow {
		layout = func(n int) dose { return b.flow(s, n) }
	}
	d := b.fill(s, layout)
	if s.Dose.Motion == Hold {
		b.speakInside(&d, s, side)
	}
	return d
}

// still is n breaths without words.
func (b *builder) still(n int) dose {
	d := dose{cycles: make([]cycle, n)}
	for i := range d.cycles {
		d.cycles[i] = b.cycle()
	}
	return d
}

// perform lays a planned dose.
func (b *builder) perform(d dose) {
	start := b.now
	for i, c := range d.cycles {
		for _, p := range c {
			b.sayAt(b.now, p.text)
			b.add(p.kind, p.length, place(i, len(d.cycles)))
			b.pause(p.length)
		}
	}
	for _, p := range d.inside {
		b.sayAt(start+p.at, p.text)
	}
}

// least is the shortest that a phase may be for its words to end before it does.
func (b *builder) least(p phase) time.Duration {
	if p.text == "" {
		return 0
	}
	return b.lengthOf(p.text) + tail
}

// length is how long the dose lasts when its breaths are slowed by scale.
func (b *builder) lengthAt(d dose, scale float64) float64 {
	var sum float64
	for _, c := range d.cycles {
		for _, p := range c {
			sum += max(float64(p.length)*scale, float64(b.least(p)))
		}
	}
	return sum
}

// slow sets the phases' lengths. Their ends are rounded, not their lengths,
// so that the whole lasts what it should to the millisecond.
func (b *builder) slow(d dose, scale float64) dose {
	var exact float64
	var end time.Duration
	for _, c := range d.cycles {
		for i, p := range c {
			exact += max(float64(p.length)*scale, float64(b.least(p)))
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
	for _, p := range c {
		sum += p.length
	}
	return sum
}
