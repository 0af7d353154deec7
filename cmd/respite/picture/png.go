package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/png"
	"io"
	"math"
	"slices"

	"github.com/fogleman/gg"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
)

// WritePNG writes the drawing with scale pixels for each unit, dark or light. Its text uses
// the Go fonts, which contain Latin, Greek and Cyrillic; an SVG file uses the fonts of its
// viewer.
func (d Drawing) WritePNG(w io.Writer, scale float64, dark bool) error {
	p := pixels{Context: gg.NewContext(int(math.Ceil(d.Width*scale)), int(math.Ceil(d.Height*scale))), scale: scale, set: &colours[0]}
	if dark {
		p.set = &colours[1]
	}
	p.SetHexColor(p.set[paper])
	p.Clear()
	for _, s := range d.shapes {
		if err := p.draw(s); err != nil {
			return err
		}
	}
	return p.encode(w)
}

// software is a text chunk with the name of the program (PNG, 11.3.3), by which respite
// recognises its own files.
var software = []byte("\x00\x00\x00\x10tEXtSoftware\x00respite")

// encode writes the sheet, and inserts that chunk after the header.
func (p pixels) encode(w io.Writer) error {
	const header = 8 + 25 // the signature, and the chunk IHDR
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, p.Image()); err != nil {
		return err
	}
	sum := binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(software[4:]))
	_, err := w.Write(slices.Concat(b.Bytes()[:header], software, sum, b.Bytes()[header:]))
	return err
}

// pixels is a bitmap to draw on.
type pixels struct {
	*gg.Context
	scale float64
	set   *[len(names)]string
}

func (p pixels) draw(s shape) error {
	if s.text != "" {
		return p.write(s)
	}
	for _, line := range s.paths {
		p.NewSubPath()
		for _, q := range line {
			p.LineTo(q.x*p.scale, q.y*p.scale)
		}
		if !s.open {
			p.ClosePath()
		}
	}
	if s.stroke != none {
		p.SetHexColor(p.set[s.stroke])
		p.SetLineWidth(s.width * p.scale)
		p.SetLineCapRound()
		p.SetLineJoinRound()
		p.StrokePreserve()
	}
	if s.fill != none {
		p.SetHexColor(p.set[s.fill])
		p.FillPreserve()
	}
	p.ClearPath()
	return nil
}

func (p pixels) write(s shape) error {
	face, err := face(s.bold, s.size*p.scale)
	if err != nil {
		return err
	}
	defer face.Close()
	p.SetFontFace(face)
	p.SetHexColor(p.set[s.fill])
	anchor := 0.0
	switch {
	case s.middle:
		anchor = 0.5
	case s.end:
		anchor = 1
	}
	at := s.paths[0][0]
	p.DrawStringAnchored(s.text, at.x*p.scale, at.y*p.scale, anchor, 0)
	return nil
}

func face(bold bool, size float64) (font.Face, error) {
	file := goregular.TTF
	if bold {
		file = gobold.TTF
	}
	f, err := opentype.Parse(file)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
}
