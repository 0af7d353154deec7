package picture

import (
	"fmt"
	"html"
	"strings"
)

// SVG returns the drawing as a complete SVG file. It follows the viewer's light or dark colour
// scheme.
func (d Drawing) SVG() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-label="%s">`, number(d.Width), number(d.Height), html.EscapeString(d.Alt))
	fmt.Fprintf(&b, "\n<title>%s</title>\n<style>%s@media (prefers-color-scheme:dark){%s}</style>\n", html.EscapeString(d.Title), Style(false), Style(true))
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" class="paper"/>`+"\n")
	d.write(&b)
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

// Inline returns the drawing as an element for an HTML page. The page defines the colours with
// [Style] or its own rules.
func (d Drawing) Inline() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="drawing" viewBox="0 0 %s %s" role="img" aria-label="%s">`, number(d.Width), number(d.Height), html.EscapeString(d.Alt))
	d.write(&b)
	b.WriteString("</svg>")
	return b.String()
}

// Style returns CSS rules for the inks in the light or the dark scheme.
func Style(dark bool) string {
	var b strings.Builder
	set := colours[0]
	if dark {
		set = colours[1]
	}
	for i := body; i <= paper; i++ {
		fmt.Fprintf(&b, ".%s{fill:%s}.%s-line{stroke:%s}", names[i], set[i], names[i], set[i])
	}
	return b.String() + ".none{fill:none}text{font-family:system-ui,sans-serif}"
}

func (d Drawing) write(b *strings.Builder) {
	for _, s := range d.shapes {
		if s.text != "" {
			s.writeText(b)
			continue
		}
		fmt.Fprintf(b, `<path class="%s`, names[s.fill])
		if s.stroke != none {
			fmt.Fprintf(b, ` %s-line`, names[s.stroke])
		}
		b.WriteString(`"`)
		if s.stroke != none {
			fmt.Fprintf(b, ` stroke-width="%s" stroke-linejoin="round" stroke-linecap="round"`, number(s.width))
		}
		if s.stroke != none && s.fill != none {
			b.WriteString(` paint-order="stroke"`)
		}
		fmt.Fprintf(b, ` d="%s"/>`+"\n", s.path())
	}
}

// path returns the shape's lines in the syntax of SVG 2, section 9.3.
func (s shape) path() string {
	var b strings.Builder
	for _, line := range s.paths {
		for i, p := range line {
			switch {
			case i == 0:
				b.WriteByte('M')
			case i == 1:
				b.WriteByte('L')
			default:
				b.WriteByte(' ')
			}
			b.WriteString(number(p.x) + "," + number(p.y))
		}
		if !s.open {
			b.WriteByte('Z')
		}
	}
	return b.String()
}

func (s shape) writeText(b *strings.Builder) {
	p := s.paths[0][0]
	fmt.Fprintf(b, `<text class="%s" x="%s" y="%s" font-size="%s"`, names[s.fill], number(p.x), number(p.y), number(s.size))
	if s.bold {
		b.WriteString(` font-weight="600"`)
	}
	switch {
	case s.middle:
		b.WriteString(` text-anchor="middle"`)
	case s.end:
		b.WriteString(` text-anchor="end"`)
	}
	fmt.Fprintf(b, ">%s</text>\n", html.EscapeString(s.text))
}

// number formats a number with one decimal, or none for an integer.
func number(x float64) string {
	s := strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0")
	if s == "-0" {
		return "0"
	}
	return s
}
