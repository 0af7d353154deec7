package picture

import (
	"slices"
	"strings"
)

// A Figure is a body in one or more positions, given by its joints. Lengths are roughly in
// centimetres: the torso is 52 from hip to shoulder, the upper arm 28, the forearm with the
// hand 30, the thigh and the shin 41 each.
type Figure struct {
	Name   string            `yaml:"-"`
	Names  []string          `yaml:"names"` // of the stretches that it shows, in any language
	Alt    map[string]string `yaml:"alt"`   // description of the picture, by language
	View   string            `yaml:"view"`  // side (default), front, above or close
	Frames []Frame           `yaml:"frames"`
}

// A Frame is one position of a figure. The coordinates of a joint are x to the right and y up
// from the floor.
type Frame struct {
	When     string    `yaml:"when"`   // what it shows: inhale or exhale, right or left, or one of each
	Mirror   bool      `yaml:"mirror"` // the frame before, seen in a mirror at x = 100; nothing else is given
	Head     Joint     `yaml:"head"`
	Face     Joint     `yaml:"face"` // direction of the face; empty if it is not visible
	Shoulder Joint     `yaml:"shoulder"`
	Back     Joint     `yaml:"back"` // point of a curved spine; empty for a straight one
	Hip      Joint     `yaml:"hip"`
	Arm      []Joint   `yaml:"arm"`  // elbow and hand
	Arm2     []Joint   `yaml:"arm2"` // of the other arm: from the side the one further away
	Leg      []Joint   `yaml:"leg"`  // knee, heel and toes
	Leg2     []Joint   `yaml:"leg2"`
	Chair    []Joint   `yaml:"chair"`
	Arrows   [][]Joint `yaml:"arrows"` // where the body moves
	Strokes  []Stroke  `yaml:"strokes"`
}

// A Joint is x and y.
type Joint []float64

// A Stroke is a thick line for something other than the main body, such as a hand.
type Stroke struct {
	At    []Joint   `yaml:"at"`
	Width []float64 `yaml:"width"` // at each of its points
}

// Text returns the description in a language, or in English if there is no translation.
func (f Figure) Text(language string) string {
	base, _, _ := strings.Cut(language, "-")
	for _, l := range []string{language, base, "en"} {
		if text := f.Alt[l]; text != "" {
			return text
		}
	}
	for _, text := range f.Alt {
		return text
	}
	return f.Name
}

// Frame returns the index of the frame that best shows a phase of the breath ("inhale",
// "exhale" or other) and a side ("right", "left" or none).
func (f Figure) Frame(phase, side string) int {
	best, most := 0, -1
	for i, frame := range f.Frames {
		if score := frame.fits(phase, side); score > most {
			best, most = i, score
		}
	}
	return best
}

// fits scores how well a frame shows a phase and a side. A contradiction has the largest
// weight.
func (fr Frame) fits(phase, side string) int {
	score := 0
	for _, word := range strings.Fields(fr.When) {
		switch word {
		case phase, side:
			score += 2
		default:
			score -= 3
		}
	}
	return score + 8
}

// plain returns a frame with its joints. It resolves frames that mirror the previous one.
func (f Figure) plain(i int) Frame {
	fr := f.Frames[i]
	if !fr.Mirror || i == 0 {
		return fr
	}
	m := f.plain(i - 1).mirrored(fr.When)
	if !f.flat() {
		m.Arm, m.Arm2, m.Leg, m.Leg2 = m.Arm2, m.Arm, m.Leg2, m.Leg
	}
	return m
}

// flat tells whether a figure is seen from the side, so that one half covers the other.
func (f Figure) flat() bool { return f.View == "" || f.View == "side" }

// mirrored returns the mirror image of the frame.
func (fr Frame) mirrored(when string) Frame {
	fr.When = when
	fr.Head, fr.Shoulder, fr.Back, fr.Hip = flip(fr.Head), flip(fr.Shoulder), flip(fr.Back), flip(fr.Hip)
	if len(fr.Face) == 2 {
		fr.Face = Joint{-fr.Face[0], fr.Face[1]}
	}
	fr.Arm, fr.Arm2, fr.Leg, fr.Leg2, fr.Chair = flips(fr.Arm), flips(fr.Arm2), flips(fr.Leg), flips(fr.Leg2), flips(fr.Chair)
	fr.Arrows = slices.Clone(fr.Arrows)
	for i, a := range fr.Arrows {
		fr.Arrows[i] = flips(a)
	}
	fr.Strokes = slices.Clone(fr.Strokes)
	for i, s := range fr.Strokes {
		fr.Strokes[i].At = flips(s.At)
	}
	return fr
}

func flip(j Joint) Joint {
	if len(j) != 2 {
		return j
	}
	return Joint{200 - j[0], j[1]}
}

func flips(list []Joint) []Joint {
	out := make([]Joint, len(list))
	for i, j := range list {
		out[i] = flip(j)
	}
	return out
}
