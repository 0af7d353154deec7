package plan

import (
	"respite/script"
	"respite/script/routine"
	"respite/script/stock"

	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// A MissingLinesError names every line of a session that the voice lacks.
type MissingLinesError struct{ Lines []string }

func (e *MissingLinesError) Error() string {
	if len(e.Lines) == 1 {
		return fmt.Sprintf("the voice lacks the line %q", e.Lines[0])
	}
	return fmt.Sprintf("the voice lacks %d lines:\n  %s", len(e.Lines), strings.Join(e.Lines, "\n  "))
}

// Build lays a routine out in time. The errors are those of
// Validate, a *[stock.MissingError], a *[MissingLinesError], a
// *[script.ChoiceError] for a wrong Only or Skip, a *[LengthError] for a Length that
// cannot be had and, for a dose that no whole number of breaths can fill, an
// [ErrorList].
func Build(r *routine.Routine, o Options, v Voice) (*script.Timeline, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	c, err := newComposer(r, o, v)
	if err != nil {
		return nil, err
	}
	s := c.lay(o.Level.share(), usualPace)
	if err := c.err(s); err != nil {
		return nil, err
	}
	if o.Length > 0 {
		var no *LengthError
		if s, no = c.solve(time.Duration(o.Length)); no != nil {
			return nil, advise(r, o, v, no)
		}
		if err := c.err(s); err != nil {
			return nil, err
		}
	}
	return &script.Timeline{Title: r.Title, Routine: r.Name, Length: s.now, Cues: s.cues, Chapters: s.chapters}, nil
}

// A composer lays a whole session, as often as it takes to find the one that
// was asked for.
type composer struct {
	planner
	entries []entry
}

// An entry is a stretch or rest in one of the rounds.
type entry struct {
	*routine.Stretch
	round, rounds int
	bias          float64 // for [menu.pick]
}

func newComposer(r *routine.Routine, o Options, v Voice) (*composer, error) {
	stretches, err := o.choose(r.Stretches)
	if err != nil {
		return nil, err
	}
	phrases := v.Phrases
	if phrases == nil {
		if phrases, err = stock.For(r.Language); err != nil {
			return nil, err
		}
	}
	p := planner{guidance: o.Guidance, breath: cmp.Or(o.Breath, r.Breath), stock: phrases, voice: v, routine: r,
		menus: map[*routine.Stretch]menu{}, plans: map[planned]dose{}, paces: map[paced]amount{}, unfilled: map[*routine.Stretch]*routine.Error{}}
	return &composer{planner: p, entries: o.entries(stretches)}, nil
}

// entries are the stretches in every round.
func (o Options) entries(stretches []*routine.Stretch) []entry {
	var all []entry
	rounds := int(max(o.Rounds, 1))
	for round := range rounds {
		for _, s := range stretches {
			all = append(all, entry{s, round + 1, rounds, 0.5})
		}
	}
	return all
}

// lay lays the session with doses at a share of their ranges and pauses at a
// pace.
func (c *composer) lay(at share, pace float64) *builder {
	b := &builder{planner: &c.planner, share: at, pace: pace}
	b.session(c.routine, c.entries)
	slices.SortStableFunc(b.cues, func(x, y script.Cue) int { return cmp.Compare(x.At, y.At) })
	return b
}

// measure is how long such a session lasts.
func (c *composer) measure(at share, pace float64) time.Duration {
	b := &builder{planner: &c.planner, share: at, pace: pace, unheard: true}
	b.session(c.routine, c.entries)
	return b.now
}

// err is what is wrong with a session.
func (c *composer) err(b *builder) error {
	var missing []string
	for _, cue := range b.cues {
		if cue.Kind == script.Speech && !slices.Contains(missing, cue.Text) {
			if len(c.voice.Lengths(cue.Text)) == 0 {
				missing = append(missing, cue.Text)
			}
		}
	}
	if len(missing) > 0 {
		return &MissingLinesError{Lines: missing}
	}
	if len(c.unfilled) > 0 {
		list := routine.ErrorList(slices.Collect(maps.Values(c.unfilled)))
		list.Sort()
		return list
	}
	return nil
}
