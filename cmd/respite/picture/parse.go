package picture

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// maxFrames and maxPoints limit the size of a figure.
const (
	maxFigure = 64 << 10 // bytes
	maxFrames = 8
	maxPoints = 200
)

// ParseFigure parses a figure, its joints in YAML. The built-in figures are examples. Errors
// contain the position.
func ParseFigure(name string, b []byte) (Figure, error) {
	if len(b) > maxFigure {
		return Figure{}, fmt.Errorf("%s: is larger than %d KiB, the limit of a figure", name, maxFigure>>10)
	}
	f := Figure{}
	if err := yaml.UnmarshalWithOptions(b, &f, yaml.Strict()); err != nil {
		return Figure{}, place(name, err)
	}
	f.Name = name
	if err := f.check(); err != nil {
		return Figure{}, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}

// place formats an error of the YAML parser in one line with its position.
func place(name string, err error) error {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		at := y.GetToken().Position
		return fmt.Errorf("%s:%d:%d: %s", name, at.Line, at.Column, y.GetMessage())
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return fmt.Errorf("%s: %s", name, first)
}

func (f Figure) check() error {
	switch {
	case !slices.Contains([]string{"", "side", "front", "above", "close"}, f.View):
		return fmt.Errorf("view %q: a figure is seen from the side, front, above or close", f.View)
	case len(f.Frames) == 0:
		return errors.New("has no frames: list one with its head, shoulder, hip, arm and leg")
	case len(f.Frames) > maxFrames:
		return fmt.Errorf("has %d frames; the limit is %d", len(f.Frames), maxFrames)
	case f.Frames[0].Mirror:
		return errors.New("the first frame cannot be a mirror: there is no frame before it")
	}
	for i, fr := range f.Frames {
		if err := fr.check(f.View); err != nil {
			return fmt.Errorf("frame %d: %w", i+1, err)
		}
	}
	return nil
}

func (fr Frame) check(view string) error {
	if fr.Mirror {
		return nil
	}
	if view == "close" && len(fr.Strokes) == 0 {
		return errors.New("has no strokes to draw")
	}
	if view != "close" && (len(fr.Head) == 0 || len(fr.Shoulder) == 0 || len(fr.Hip) == 0) {
		return errors.New("needs a head, a shoulder and a hip, each [x, y]")
	}
	for _, l := range fr.lists() {
		if len(l.joints) > l.most {
			return fmt.Errorf("%s: has %d points; the limit is %d", l.name, len(l.joints), l.most)
		}
		for _, j := range l.joints {
			if err := j.check(); err != nil {
				return fmt.Errorf("%s: %w", l.name, err)
			}
		}
	}
	return fr.checkStrokes()
}

func (fr Frame) checkStrokes() error {
	for _, s := range fr.Strokes {
		if len(s.At) == 0 || len(s.At) != len(s.Width) {
			return fmt.Errorf("a stroke has %d points and %d widths: it needs a width at each point", len(s.At), len(s.Width))
		}
		for _, w := range s.Width {
			if !(w > 0 && w <= 100) {
				return fmt.Errorf("a width of %g is out of range: it is more than 0 and at most 100", w)
			}
		}
	}
	for _, a := range fr.Arrows {
		if len(a) < 2 {
			return errors.New("an arrow needs at least two points")
		}
	}
	if j := fr.Face; len(j) == 2 && j[0] == 0 && j[1] == 0 {
		return errors.New("face: [0, 0] is not a direction")
	}
	if at, up := fr.Shoulder, fr.Hip; len(at) == 2 && len(up) == 2 && at[0] == up[0] && at[1] == up[1] {
		return errors.New("the shoulder and the hip are at the same place")
	}
	return nil
}

// A jointList is a list of points in a frame, with its name in the file.
type jointList struct {
	name   string
	joints []Joint
	most   int
}

func (fr Frame) lists() []jointList {
	all := []jointList{
		{"arm", fr.Arm, 2}, {"arm2", fr.Arm2, 2}, {"leg", fr.Leg, 3}, {"leg2", fr.Leg2, 3}, {"chair", fr.Chair, 20},
	}
	for name, j := range map[string]Joint{"head": fr.Head, "face": fr.Face, "shoulder": fr.Shoulder, "back": fr.Back, "hip": fr.Hip} {
		if len(j) > 0 {
			all = append(all, jointList{name, []Joint{j}, 1})
		}
	}
	for _, a := range fr.Arrows {
		all = append(all, jointList{"arrows", a, 20})
	}
	for _, s := range fr.Strokes {
		all = append(all, jointList{"strokes", s.At, maxPoints})
	}
	return all
}

func (j Joint) check() error {
	if len(j) != 2 {
		return fmt.Errorf("%v is not a point: write [x, y]", []float64(j))
	}
	for _, x := range j {
		if math.IsNaN(x) || math.Abs(x) > 1000 {
			return fmt.Errorf("%g is too far away: a coordinate is between -1000 and 1000", x)
		}
	}
	return nil
}
