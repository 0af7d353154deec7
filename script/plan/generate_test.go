package plan

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"time"

	"respite/script"
	"respite/script/routine"
	"respite/script/stock"
)

// A generator makes valid routines of every shape. All lines differ, so that a test
// can identify them.
type generator struct {
	*rand.Rand
	lines int
}

// numberOf returns how many routines a test generates: a number in make check, and a
// fifth of it otherwise, so that go test is quick.
func numberOf(routines uint64) uint64 {
	if os.Getenv("RESPITE_CHECK") == "1" {
		return routines
	}
	return routines / 5
}

func newGenerator(seed uint64) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, 99))}
}

func (g *generator) chance(of float64) bool { return g.Float64() < of }

func (g *generator) seconds(low, high int) time.Duration {
	return time.Duration(low*1000+g.IntN((high-low)*1000+1)) * time.Millisecond
}

func (g *generator) routine() *routine.Routine {
	r := &routine.Routine{Name: "generated", Title: "Generated", Language: "en", Breath: g.breath(),
		Opening: g.someLines(3, "opening"), Closing: g.someLines(3, "closing")}
	for i := range 1 + g.IntN(4) {
		if g.chance(0.3) {
			r.Stretches = append(r.Stretches, g.between())
		}
		r.Stretches = append(r.Stretches, g.stretch(fmt.Sprintf("Stretch %d", i)))
	}
	return r
}

// between returns an entry that is not a stretch.
func (g *generator) between() routine.Stretch {
	switch g.IntN(4) {
	case 0:
		return routine.Stretch{Motion: routine.Rest, Dose: g.dose(routine.Rest, false)}
	case 1:
		return routine.Stretch{Motion: routine.Say, Say: []routine.Line{g.line("say")}}
	case 2:
		return routine.Stretch{Motion: routine.Pause, Pause: g.seconds(1, 10)}
	}
	return routine.Stretch{Motion: routine.Sound, File: "gong.wav"}
}

func (g *generator) breath() routine.Breath {
	b := routine.Breath{In: g.seconds(1, 8), Out: g.seconds(1, 12)}
	for _, p := range []*time.Duration{&b.Sip, &b.Hold, &b.Rest} {
		if g.chance(0.2) {
			*p = g.seconds(1, 8)
		}
	}
	if g.chance(0.5) {
		b = routine.Breath{In: 4 * time.Second, Out: 6 * time.Second}
	}
	return b
}

func (g *generator) stretch(name string) routine.Stretch {
	motion, sided := []routine.Motion{routine.Hold, routine.Flow}[g.IntN(2)], g.chance(0.4)
	s := routine.Stretch{Motion: motion, Name: name, Caution: g.someLines(1, "caution"), Move: g.someLines(2, "move"), Setup: g.someLines(5, "setup"),
		Cues: g.someLines(2, "form"), Tips: g.someLines(4, "tip"), Release: g.someLines(2, "release")}
	if g.chance(0.6) {
		s.From, s.Brief = g.position(), g.someLines(3, "brief")
		if g.chance(0.3) {
			s.To = g.position()
		}
		if g.chance(0.6) {
			s.Move = nil
		}
	}
	if sided {
		s.Sides = []script.Side{script.Right, script.Left}
		if g.chance(0.5) {
			s.Sides = []script.Side{script.Left, script.Right}
		}
	}
	if g.chance(0.3) {
		s.Settle = g.seconds(1, 20)
	}
	each := sided && motion == routine.Hold // the lines may differ between the sides
	if each && g.chance(0.5) {
		for _, lines := range []*[]routine.Line{&s.Move, &s.Setup, &s.Tips, &s.Release, &s.Cues, &s.Caution} {
			*lines = append(*lines, g.sidedLine("sided"))
		}
	}
	s.Enter, s.Leave = g.phases("enter", each), g.phases("leave", each)
	s.Dose = g.dose(motion, sided)
	if motion == routine.Flow {
		s.Flow, s.Rehearse = g.phases("flow", sided), g.phases("rehearse", sided)
		if g.chance(0.1) {
			s.Retain = routine.Retention{Empty: g.seconds(5, 20), Full: g.seconds(5, 20)}
		}
	}
	return s
}

func (g *generator) position() string {
	all := routine.Positions()
	return all[g.IntN(len(all))]
}

// dose returns a dose; with sides, its range has numbers that they can share equally.
func (g *generator) dose(motion routine.Motion, sided bool) routine.Dose {
	var d routine.Dose
	if motion != routine.Rest && g.chance(0.2) {
		d.Sets = 2 + g.IntN(2)
		if g.chance(0.5) {
			d.Rest = g.seconds(3, 30)
		}
	}
	if g.chance(0.5) {
		low := 2 + g.IntN(12)
		count := [2]int{low, low + g.IntN(8)}
		if sided {
			count[1] = max(count[1], low+3)
		}
		if d.Breaths = count; motion == routine.Flow && g.chance(0.3) {
			d.Breaths, d.Reps = [2]int{}, count
			if g.chance(0.5) {
				d.Each = g.seconds(2, 12)
			}
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

func (g *generator) phases(what string, sided bool) (p routine.Phases) {
	line := func(text string) routine.Line {
		if sided && g.chance(0.5) {
			return g.sidedLine(text)
		}
		return g.line(text)
	}
	if g.chance(0.4) {
		p.Inhale = line(what + " inhale")
	}
	if g.chance(0.4) {
		p.Exhale = line(what + " exhale")
	}
	return p
}

func (g *generator) someLines(most int, what string) []routine.Line {
	lines := make([]routine.Line, g.IntN(most+1))
	for i := range lines {
		lines[i] = g.line(what)
	}
	return lines
}

func (g *generator) line(what string) routine.Line {
	g.lines++
	return routine.Line{Text: fmt.Sprintf("%s %d.", what, g.lines)}
}

func (g *generator) sidedLine(what string) routine.Line {
	l := g.line(what)
	return routine.Line{Right: l.Text + " Right.", Left: l.Text + " Left."}
}

func (g *generator) options() Options {
	o := Options{Guidance: Guidance(g.IntN(3)), Level: Level(g.IntN(3))}
	if g.chance(0.2) {
		o.Breath = g.breath()
	}
	if g.chance(0.2) {
		o.Rounds = Rounds(1 + g.IntN(3))
	}
	return o
}

// phrases are stock phrases that do not change with the bundled ones.
var phrases = func() *stock.Phrases {
	text, err := os.ReadFile("testdata/phrases.yaml")
	if err != nil {
		panic(err)
	}
	p, err := stock.Parse("phrases.yaml", text)
	if err != nil {
		panic(err)
	}
	return p
}()

// voiceOf returns a voice in which every take of a line has a length of its own, the
// same at every call: mostly short, sometimes longer than any breath. Some lines have
// several takes.
func voiceOf(seed uint64) Voice {
	return Voice{
		Phrases: phrases,
		Sound:   func(string) (time.Duration, error) { return 3 * time.Second, nil },
		Lengths: func(text string) []time.Duration {
			h := fnv.New64a()
			fmt.Fprint(h, seed, text)
			x := h.Sum64()
			length := 300*time.Millisecond + time.Duration(x%3_000_000_000)
			if x>>32%20 == 0 {
				length *= 4
			}
			takes := []time.Duration{length}
			for i := range x >> 40 % 3 {
				takes = append(takes, length+time.Duration(i*137)*time.Millisecond)
			}
			return takes
		},
	}
}
