package plan

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"respite/script"
	"respite/script/routine"
)

// A MissingLinesError lists every line of a session that the voice lacks.
type MissingLinesError struct{ Lines []string }

func (e *MissingLinesError) Error() string {
	if len(e.Lines) == 1 {
		return fmt.Sprintf("the voice lacks the line %q", e.Lines[0])
	}
	return fmt.Sprintf("the voice lacks %d lines:\n  %s", len(e.Lines), strings.Join(e.Lines, "\n  "))
}

// Build lays out a routine as a timeline. Its errors are a [routine.ErrorList] for a
// routine that is invalid or has a dose that no whole breath fills, a
// *[stock.MissingError], a *[MissingLinesError], a *[script.ChoiceError] for a wrong
// Only or Skip, and a *[LengthError] for an impossible Length.
func Build(r *routine.Routine, o Options, v Voice) (*script.Timeline, error) {
	c, err := newComposer(r, o, v)
	if err != nil {
		return nil, err
	}
	t := c.lay(settings{share: o.Level.share(), pace: usualPace})
	if err := c.checkLines(t); err != nil || o.Length == 0 {
		return orNil(t, err)
	}
	s, no := c.solve(time.Duration(o.Length))
	if no != nil {
		return nil, advise(r, o, v, no)
	}
	t = c.lay(s)
	return orNil(t, c.checkLines(t))
}

func orNil(t *script.Timeline, err error) (*script.Timeline, error) {
	if err != nil {
		return nil, err
	}
	return t, nil
}

// BuildFullest lays out a routine with the fullest guidance that fits the Length of o,
// and returns that guidance. Its errors are those of Build.
func BuildFullest(r *routine.Routine, o Options, v Voice) (t *script.Timeline, g Guidance, err error) {
	var no *LengthError
	for o.Guidance = Full; ; o.Guidance++ {
		t, err = Build(r, o, v)
		if !errors.As(err, &no) || no.Want >= no.Shortest || o.Guidance == Quiet {
			return t, o.Guidance, err
		}
	}
}

// A composer lays out a whole session repeatedly, until it finds the one with the
// requested length.
type composer struct {
	plan    *planner
	entries []entry
}

// settings are the variables of the search for the requested length.
type settings struct {
	share share
	pace  float64
	rest  int // breaths before the closing lines
}

func newComposer(r *routine.Routine, o Options, v Voice) (*composer, error) {
	p, err := newPlanner(r, o, v)
	if err != nil {
		return nil, err
	}
	stretches, err := o.choose(r.Stretches)
	if err != nil {
		return nil, err
	}
	if err := p.checkDoses(stretches); err != nil {
		return nil, err
	}
	if err := p.checkSounds(stretches); err != nil {
		return nil, err
	}
	return &composer{plan: p, entries: o.entries(stretches)}, nil
}

// entries returns the entries of every round.
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

// lay lays out the session.
func (c *composer) lay(s settings) *script.Timeline {
	b := c.run(s, false)
	t := &b.timeline
	t.Title, t.Routine, t.Length = c.plan.routine.Title, c.plan.routine.Name, b.now
	slices.SortStableFunc(t.Cues, func(x, y script.Cue) int { return cmp.Compare(x.At, y.At) })
	return t
}

// measure returns the length of the session.
func (c *composer) measure(s settings) time.Duration { return c.run(s, true).now }

func (c *composer) run(s settings, silent bool) *builder {
	b := &builder{plan: c.plan, share: s.share, pace: s.pace, rest: s.rest, silent: silent, turns: map[string]int{}}
	b.session(c.entries)
	return b
}

// checkLines returns an error for lines that the voice lacks.
func (c *composer) checkLines(t *script.Timeline) error {
	var missing []string
	for _, cue := range t.Cues {
		if cue.Kind == script.Speech && !slices.Contains(missing, cue.Text) && len(c.plan.voice.Lengths(cue.Text)) == 0 {
			missing = append(missing, cue.Text)
		}
	}
	if len(missing) > 0 {
		return &MissingLinesError{Lines: missing}
	}
	return nil
}

// soundLength returns the length of a sound file in whole milliseconds.
func (p *planner) soundLength(file string) (time.Duration, error) {
	if p.voice.Sound == nil {
		return 0, errors.New("sound files cannot be played here")
	}
	d, err := p.voice.Sound(file)
	return max(d.Truncate(time.Millisecond), time.Millisecond), err
}

// checkSounds returns errors for sound files that cannot be read.
func (p *planner) checkSounds(stretches []*routine.Stretch) error {
	var errs routine.ErrorList
	for _, s := range stretches {
		if s.Motion != routine.Sound {
			continue
		}
		if _, err := p.soundLength(s.File); err != nil {
			errs = append(errs, p.routine.Errorf(s.Pos, "%s: %v", s.File, err))
		}
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}
