package main

import (
	"cmp"
	"errors"
	"io"
	"math"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
	"golang.org/x/term"

	"respite/audio"
	"respite/audio/loudness"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/output"
	"respite/cmd/respite/page"
	"respite/cmd/respite/picture"
	"respite/cmd/respite/render"
	"respite/cmd/respite/session"
	"respite/script"
)

// pictured are the flags that make show draw instead of print.
type pictured struct {
	svg, chart, sheet bool
	name              string // of the output file
	link              string // URL that a sheet shows as a QR code
	force             bool   // replace files that respite did not write
}

func (p *pictured) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&p.chart, "chart", false, "a strip of breath and speech, for the terminal")
	f.BoolVar(&p.svg, "svg", false, "a picture of the timeline, as SVG")
	f.BoolVar(&p.sheet, "sheet", false, "one page to print, HTML; with the QR code of --link URL")
	f.StringVarP(&p.name, "output", "o", "", "`FILE` for the picture: .svg or .png; for a sheet: .html")
	f.BoolVar(&p.force, "force", false, "replace a file that respite did not write")
	f.StringVar(&p.link, "link", "", "`URL` that a sheet leads to")
	_ = f.MarkHidden("link") // fails only for an unknown flag; the help of --sheet describes it
	cli.CompleteFiles(cmd, "output", []string{".svg", ".png", ".html"})
	cmd.MarkFlagsMutuallyExclusive("svg", "chart", "sheet", "json")
}

// wanted tells whether a picture was requested.
func (p *pictured) wanted() bool { return p.svg || p.chart || p.name != "" }

func (p *pictured) check() error {
	kinds := []string{".svg", ".png"}
	if p.sheet {
		kinds = []string{".html"}
	}
	if p.link != "" {
		if err := page.CheckLink(p.link); err != nil {
			return hint.Usage(err, "--link takes a whole address, such as https://example.org/evening")
		}
	}
	switch {
	case p.link != "" && !p.sheet:
		return hint.Usage(errors.New("--link goes with --sheet"), "add --sheet, or leave out --link")
	case p.name == "" || p.name == "-":
		return nil
	case p.chart:
		return hint.Usage(errors.New("--chart draws in the terminal, not into a file"), "--svg -o FILE draws into one")
	}
	if err := output.CheckKind(p.name, kinds); err != nil {
		return err
	}
	return output.CheckPlace(p.name)
}

// checkInputs returns an error if the picture would replace one of its input files.
func (p *pictured) checkInputs(inputs []output.Input) error {
	if p.name == "" {
		return nil
	}
	return output.CheckDistinct([]string{p.name}, inputs)
}

// checkReplaced returns an error if the picture would replace a file that respite did not
// write.
func (p *pictured) checkReplaced(std cli.Streams) error {
	if p.name == "" || p.name == "-" || p.force {
		return nil
	}
	return render.MayReplace(p.name, std)
}

// draw draws a session.
func (p *pictured) draw(c picture.Chart, std cli.Streams) error {
	if p.chart {
		return picture.WriteStrip(clean.Writer{W: std.Out}, c.Timeline, columns(std.Out))
	}
	d := c.Draw()
	if p.name == "" || p.name == "-" {
		_, err := std.Out.Write(d.SVG())
		return err
	}
	return output.WriteFile(p.name, func(w io.Writer) error {
		if output.Extension(p.name) == ".png" {
			return d.WritePNG(w, 2, false)
		}
		_, err := w.Write(d.SVG())
		return err
	})
}

// columns returns the width of a terminal, or 80 if w is not a terminal.
func columns(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return 80
}

// chartOf returns a chart of a session, with its ambience and its loudness.
func chartOf(s *session.Sound, t *script.Timeline, language string) picture.Chart {
	return picture.Chart{Timeline: t, Bed: s.Ambience, Loudness: loudnessOver(s.Source, s.Rate), Safety: output.Safety(language)}
}

// loudnessOver returns the loudness of a session over time in LUFS, at equal distances of at
// least one second.
func loudnessOver(src audio.Source, rate int) []float64 {
	const most = 400
	each := max(int64(rate), src.Len()/most)
	all := make([]float64, src.Len()/each)
	var crew errgroup.Group
	crew.SetLimit(4)
	for i := range all {
		crew.Go(func() error {
			all[i] = loudnessAt(src, int64(i)*each, min(each, 3*int64(rate)), rate)
			return nil
		})
	}
	_ = crew.Wait() // the functions return no errors
	return all
}

func loudnessAt(src audio.Source, at, frames int64, rate int) float64 {
	window := make([]audio.Frame, frames)
	src.Render(window, at)
	left, right := make([]float32, frames), make([]float32, frames)
	for i, f := range window {
		left[i], right[i] = f[0], f[1]
	}
	return cmp.Or(loudness.Integrated(rate, left, right), math.Inf(-1))
}
