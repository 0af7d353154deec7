package script

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"time"
)

// A generator makes routines of every shape that the parser accepts. Each
// line is unlike every other, so that a test finds it again.
type generator struct {
	*rand.Rand
	lines int
}

func newGenerator(seed uint64) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, 99))}
}

func (g *generator) chance(of float64) bool { return g.Float64() < of }

func (g *generator) seconds(low, high int) time.Duration {
	return time.Duration(low*1000+g.IntN((high-low)*1000+1)) * time.Millisecond
}

func (g *generator) routine() *Routine {
	r := &Routine{Name: "generated", Title: "Generated", Language: "en", Breath: g.breath(), source: newSource("generated", "a line"),
		Opening: g.someLines(3, "opening"), Closing: g.someLines(3, "closing")}
	for i := range 1 + g.IntN(4) {
		if g.chance(0.2) {
			r.Stretches = append(r.Stretches, Stretch{Dose: g.dose(Rest, false), at: span{1, 1, 1}})
		}
		r.Stretches = append(r.Stretches, g.stretch(fmt.Sprintf("Stretch %d", i)))
	}
	return r
}

func (g *generator) breath() Breath {
	b := Breath{In: g.seconds(1, 8), Out: g.seconds(1, 12)}
	if g.chance(0.3) {
		b.Hold = g.seconds(1, 8)
	}
	if g.chance(0.3) {
		b.Rest = g.seconds(1, 8)
	}
	if g.chance(0.5) {
		b = Breath{In: 4 * time.Second, Out: 6 * time.Second}
	}
	return b
}

func (g *generator) stretch(name string) Stretch {
	motion, sided := Motion(g.IntN(2)), g.chance(0.4)
	s := Stretch{Name: name, at: span{1, 1, 1}, Dose: g.dose(motion, sided && motion == Flow), Move: g.someLines(2, "move"),
		Setup: g.someLines(5, "setup"), Tips: g.someLines(5, "tip"), Release: g.someLines(2, "release")}
	if sided {
		s.Sides = []Side{Right, Left}
		if g.chance(0.5) {
			s.Sides = []Side{Left, Right}
		}
	}
	if g.chance(0.3) {
		s.Settle = g.seconds(1, 20)
	}
	if sided && motion == Hold && g.chance(0.5) {
		s.Setup = append(s.Setup, g.sidedLine("sided setup"))
		s.Tips = append(s.Tips, g.sidedLine("sided tip"))
	}
	s.Enter, s.Leave = g.phases("enter", false), g.phases("leave", false)
	if motion == Flow {
		s.Flow = g.phases("flow", sided)
	}
	return s
}

func (g *generator) dose(motion Motion, even bool) Dose {
	d := Dose{Motion: motion}
	if g.chance(0.5) {
		low := 1 + g.IntN(12)
		d.Breaths = [2]int{low, low + g.IntN(8)}
		if even && low%2 == 1 {
			d.Breaths[1] = max(d.Breaths[1], low+1)
		}
		return d
	}
	low := g.seconds(5, 90)
	d.Time = [2]time.Duration{low, low}
	if g.chance(0.5) {
		d.Time[1] += g.seconds(0, 60)
	}
	return d
}

func (g *generator) phases(what string, sided bool) (p Phases) {
	line := func(text string) Line {
		if sided && g.chance(0.5) {
			return g.sidedLine(text)
		}
		return g.line(text)
	}
	if g.chance(0.5) {
		p.Inhale = line(what + " inhale")
	}
	if g.chance(0.5) {
		p.Exhale = line(what + " exhale")
	}
	return p
}

func (g *generator) someLines(most int, what string) []Line {
	lines := make([]Line, g.IntN(most+1))
	for i := range lines {
		lines[i] = g.line(what)
	}
	return lines
}

func (g *generator) line(what string) Line {
	g.lines++
	return Line{Text: fmt.Sprintf("%s %d.", what, g.lines)}
}

func (g *generator) sidedLine(what string) Line {
	l := g.line(what)
	return Line{Right: l.Text + " Right.", Left: l.Text + " Left."}
}

func (g *generator) options() Options {
	o := Options{Guidance: Guidance(g.IntN(3)), Level: Level(g.IntN(3))}
	if g.chance(0.2) {
		o.Breath = g.breath()
	}
	if g.chance(0.2) {
		o.Rounds = Rounds(1 + g.IntN(4))
	}
	return o
}

// voiceOf is a voice whose every line has a length of its own, the same each
// time: mostly short, sometimes longer than any breath.
func voiceOf(seed uint64) func(string) (time.Duration, bool) {
	return func(text string) (time.Duration, bool) {
		h := fnv.New64a()
		fmt.Fprint(h, seed, text)
		x := h.Sum64()
		length := 300*time.Millisecond + time.Duration(x%4_000_000_000)
		if x>>32%20 == 0 {
			length *= 4
		}
		return length, true
	}
}
