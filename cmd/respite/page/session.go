package page

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"respite/cmd/respite/picture"
	"respite/script"
	"respite/script/caption"
)

// A Session is the content of a page. The sound is separate, because it may be large.
type Session struct {
	Timeline *script.Timeline
	Language string                    // spoken language, BCP 47
	Images   map[string]*picture.Image // by stretch; a stretch may have no image
	Safety   string                    // safety advice
}

// A drawn is one drawing on a page.
type drawn struct {
	HTML string
	alt  string
}

// A sight is a time at which a drawing becomes visible.
type sight struct {
	At   float64 `json:"at"`
	Pose int     `json:"pose"` // its index; -1 for none
}

// A gallery holds the distinct drawings of a session, and when each is visible.
type gallery struct {
	poses  []drawn
	sights []sight
	known  map[string]int
}

// look makes the gallery of a session.
func (s Session) look() *gallery {
	g := &gallery{known: map[string]int{}}
	for _, c := range s.Timeline.Chapters {
		g.see(s, c.At, c.Stretch, "", "")
	}
	for _, c := range s.Timeline.Cues {
		switch {
		case c.Kind.IsPhase():
			g.see(s, c.At, c.Stretch, string(c.Kind), string(c.Side))
		case c.Kind == script.Speech && c.Side != "":
			g.see(s, c.At, c.Stretch, "", string(c.Side))
		}
	}
	g.sort()
	return g
}

// see records that a stretch is visible from a time on, with a phase of the breath and a side.
func (g *gallery) see(s Session, at time.Duration, stretch, phase, side string) {
	pose := -1
	if m := s.Images[stretch]; m != nil {
		frame := 0
		if m.Figure != nil {
			frame = m.Figure.Frame(shown(phase), side)
		}
		pose = g.pose(m, frame, s.Language, stretch)
	}
	g.sights = append(g.sights, sight{at.Seconds(), pose})
}

// shown returns the phase that a figure shows. During a hold, the figure keeps the previous
// phase.
func shown(phase string) string {
	switch script.Kind(phase) {
	case script.Sip, script.HoldTone:
		return string(script.Inhale)
	case script.RestTone:
		return string(script.Exhale)
	}
	return phase
}

// pose returns the index of a drawing.
func (g *gallery) pose(m *picture.Image, frame int, language, stretch string) int {
	d := draw(m, frame, language, stretch)
	i, ok := g.known[d.HTML]
	if !ok {
		i = len(g.poses)
		g.known[d.HTML] = i
		g.poses = append(g.poses, d)
	}
	return i
}

// draw converts one drawing to HTML. A figure becomes inline SVG; a user's file becomes an
// image element, so that it cannot run scripts.
func draw(m *picture.Image, frame int, language, stretch string) drawn {
	if m.Figure != nil {
		d := m.Figure.Draw(frame, language)
		return drawn{d.Inline(), d.Alt}
	}
	return drawn{dataImage(m, stretch), stretch}
}

// sort sorts the sights by time and removes those that change nothing.
func (g *gallery) sort() {
	slices.SortStableFunc(g.sights, func(a, b sight) int { return cmp.Compare(a.At, b.At) })
	sorted := g.sights[:0]
	for _, s := range g.sights {
		if n := len(sorted); n > 0 && sorted[n-1].Pose == s.Pose {
			continue
		} else if n > 0 && sorted[n-1].At == s.At {
			sorted[n-1] = s
			continue
		}
		sorted = append(sorted, s)
	}
	g.sights = sorted
}

// captions returns the lines as WebVTT.
func (s Session) captions() (string, error) {
	var b bytes.Buffer
	err := caption.VTT(&b, s.Timeline)
	return b.String(), err
}

// base returns a language without its region.
func base(language string) string {
	b, _, _ := strings.Cut(language, "-")
	return b
}
