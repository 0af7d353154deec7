package picture

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFigures checks that the built-in figures have plausible bodies, text in every language,
// and valid SVG.
func TestFigures(t *testing.T) {
	for _, name := range Figures() {
		f, err := Builtin(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, language := range []string{"en", "de", "es"} {
			if f.Alt[language] == "" {
				t.Errorf("%s: has no text in %s", name, language)
			}
		}
		for i := range f.Frames {
			checkBody(t, name, f, f.plain(i))
			d := f.Draw(i, "en")
			wellFormed(t, name, d.SVG())
			if low, high := d.bounds(); low.x < 0 || low.y < 0 || high.x > d.Width || high.y > d.Height {
				t.Errorf("%s: frame %d leaves its sheet: %v %v", name, i, low, high)
			}
		}
	}
}

// checkBody finds limbs with impossible lengths. A side view has no foreshortening; in other
// views a limb may look shorter.
func checkBody(t *testing.T, name string, f Figure, fr Frame) {
	t.Helper()
	if len(fr.Shoulder) != 2 {
		return
	}
	limbs := []struct {
		of    string
		joint []Joint
		want  []float64
	}{
		{"arm", append([]Joint{fr.Shoulder}, fr.Arm...), []float64{28, 30}},
		{"leg", append([]Joint{fr.Hip}, fr.Leg...), []float64{41, 41}},
		{"leg2", append([]Joint{fr.Hip}, fr.Leg2...), []float64{41, 41}},
	}
	for _, l := range limbs {
		for i := range min(len(l.joint)-1, len(l.want)) {
			got := at(l.joint[i+1]).minus(at(l.joint[i])).length()
			slack := 0.25 * l.want[i]
			if !f.flat() {
				slack += 16 // distance from the line of the shoulders or the hips
			}
			if got > l.want[i]+slack || f.flat() && got < l.want[i]-slack {
				t.Errorf("%s %s: part %d of the %s is %.0f long, on a body about %.0f", name, fr.When, i+1, l.of, got, l.want[i])
			}
		}
	}
}

func wellFormed(t *testing.T, name string, b []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(b)); ; {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// TestFrame tests which frame is selected for a breath and a side.
func TestFrame(t *testing.T) {
	cat, _ := Builtin("cat-cow")
	wiper, _ := Builtin("windshield-wiper")
	for _, c := range []struct {
		f           Figure
		phase, side string
		when        string
	}{
		{cat, "inhale", "", "inhale"}, {cat, "exhale", "", "exhale"}, {cat, "", "", "inhale"},
		{wiper, "exhale", "right", "exhale right"}, {wiper, "exhale", "left", "exhale left"}, {wiper, "inhale", "left", "inhale"},
	} {
		if got := c.f.Frames[c.f.Frame(c.phase, c.side)].When; got != c.when {
			t.Errorf("%s, %q and %q: shows %q, not %q", c.f.Name, c.phase, c.side, got, c.when)
		}
	}
}

// TestMirror: a mirrored body has its joints at the same distance on the other side of the
// centre.
func TestMirror(t *testing.T) {
	f, _ := Builtin("windshield-wiper")
	right, left := f.plain(0), f.plain(1)
	if got, want := left.Head[0]-100, 100-right.Head[0]; math.Abs(got-want) > 1e-9 {
		t.Errorf("the head is %g from the middle, not %g", got, want)
	}
	if left.Leg2[0][0] < 100 || right.Leg[0][0] > 100 {
		t.Error("the knees do not fall to both sides")
	}
}

// TestFigureMistakes: errors about a figure have positions where possible.
func TestFigureMistakes(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"frames: []", "has no frames"},
		{"view: under\nframes: [{head: [1, 2]}]", `view "under"`},
		{"frames: [{mirror: true}]", "cannot be a mirror: there is no frame before it"},
		{"frames: [{head: [1, 2]}]", "needs a head, a shoulder and a hip"},
		{"frames: [{head: [1], shoulder: [1, 2], hip: [3, 4]}]", "is not a point"},
		{"frames: [{head: [1, 2e9], shoulder: [1, 2], hip: [3, 4]}]", "too far away"},
		{"frames: [{head: [1, .nan], shoulder: [1, 2], hip: [3, 4]}]", "too far away"},
		{"frames: [{head: [1, 2], shoulder: [3, 4], hip: [3, 4]}]", "same place"},
		{"frames: [{head: [1, 2], shoulder: [1, 2], hip: [3, 4], leg: [[1, 1], [2, 2], [3, 3], [4, 4]]}]", "the limit is 3"},
		{"frames:\n  - heads: [1, 2]", "pose.yaml:2:5: "},
		{"frames: [", "pose.yaml:1:"},
		{"view: close\nframes: [{strokes: [{at: [[1, 1]], width: []}]}]", "needs a width"},
		{strings.Repeat("#", maxFigure+1), "larger than 64 KiB, the limit of a figure"},
	} {
		if _, err := ParseFigure("pose.yaml", []byte(c.file)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40q: %v, not %q", c.file, err, c.want)
		}
	}
}

// TestOwnFigure draws a user's figure of a few lines.
func TestOwnFigure(t *testing.T) {
	folder := t.TempDir()
	file := "frames:\n  - {head: [100, 160], shoulder: [100, 135], hip: [100, 84], arm: [[100, 107], [100, 78]], leg: [[100, 44], [100, 5], [116, 3]]}\n"
	if err := os.WriteFile(filepath.Join(folder, "stand.yaml"), []byte(file), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := Open("stand.yaml", folder)
	if err != nil {
		t.Fatal(err)
	}
	wellFormed(t, "stand", m.Figure.Draw(0, "en").SVG())
}
