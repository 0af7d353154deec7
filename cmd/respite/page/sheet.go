package page

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"github.com/rivo/uniseg"
	qrcode "github.com/skip2/go-qrcode"

	"respite/cmd/respite/picture"
)

//go:embed assets/sheet.html
var sheetHTML string

//go:embed assets/sheet.css
var sheetCSS string

var sheetTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("sheet").Parse(sheetHTML)) })

// A Sheet is a session on one page of paper, A4 or Letter: for the fridge. It is HTML with
// rules for print, and not PDF, because a browser shapes every script there is
// and breaks its lines; a PDF library would need a font for each in the program.
type Sheet struct {
	Title, Language, Safety string
	Stretches               []SheetStretch
	Link                    string // of the teacher's, as a QR code; empty for none
}

// A SheetStretch is one stretch on a sheet.
type SheetStretch struct {
	Name    string
	How     []string // short lines
	Dose    string   // as a routine writes it, such as 30s..1m or 5 breaths
	Sides   Sides
	Caution []string
	Image   *picture.Image // nil for none
}

// Sides is how a stretch is done on the two sides of the body.
type Sides int

// The ways: without sides, all of it on each, or by turns.
const (
	NoSides Sides = iota
	EachSide
	InTurn
)

// units are those of a dose in a routine, and what they are called on a sheet.
var units = regexp.MustCompile(`(\d)(s|m|h)\b|\.\.| x | breaths?| reps?|, rest `)

// dose is how much of a stretch is done, in the sheet's language.
func (st SheetStretch) dose(words map[string]string) string {
	text := units.ReplaceAllStringFunc(st.Dose, func(u string) string {
		switch {
		case u == "..":
			return "–"
		case u == " x ":
			return " × "
		case u == ", rest ":
			return ", " + words["pause between"] + " "
		case strings.HasPrefix(u, " breath"):
			return " " + words["breaths"]
		case strings.HasPrefix(u, " rep"):
			return " " + words["reps"]
		}
		return u[:1] + map[byte]string{'s': " s", 'm': " min", 'h': " h"}[u[1]]
	})
	switch st.Sides {
	case EachSide:
		return text + ", " + words["each side"]
	case InTurn:
		return text + ", " + words["in turn"]
	}
	return text
}

// cells is what the template shows.
type cells struct {
	Sheet
	Words    map[string]string
	Policy   string
	Style    template.CSS
	Pictures [][]template.HTML // of each stretch
	Doses    []string
	QR       template.HTML
	Density  string // how closely it is set, by how much there is
}

// Write writes the sheet. The link must be of http or https.
func (s Sheet) Write(w io.Writer) error {
	c := cells{Sheet: s, Words: wordsOf(s.Language), Style: template.CSS(sheetCSS), Density: s.density()}
	c.Policy = fmt.Sprintf("default-src 'none'; style-src %s; img-src data:; base-uri 'none'; form-action 'none'", hashOf(sheetCSS))
	for _, st := range s.Stretches {
		c.Pictures = append(c.Pictures, s.pictures(st))
		c.Doses = append(c.Doses, st.dose(c.Words))
	}
	if s.Link != "" {
		code, err := qr(s.Link)
		if err != nil {
			return err
		}
		c.QR = template.HTML(code)
	}
	return sheetTemplate().Execute(w, c)
}

// pictures are at most two drawings of a stretch.
func (s Sheet) pictures(st SheetStretch) []template.HTML {
	if st.Image == nil {
		return nil
	}
	var all []template.HTML
	for i := range min(st.Image.Frames(), 2) {
		all = append(all, template.HTML(draw(st.Image, i, s.Language, st.Name).HTML))
	}
	return all
}

// density is how closely the sheet must be set to be one page.
func (s Sheet) density() string {
	lines := 0
	for _, st := range s.Stretches {
		own := 2
		for _, text := range append(st.How, st.Caution...) {
			own += 1 + uniseg.StringWidth(text)/60
		}
		lines += max(own, 5)
	}
	switch {
	case lines <= 32:
		return "wide"
	case lines <= 42:
		return "close"
	}
	return "closest"
}

// CheckLink finds what is wrong with a link that a sheet is to bear.
func CheckLink(link string) error {
	u, err := url.Parse(link)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("%q is no address of a page", link)
	case len(link) > 300:
		return fmt.Errorf("an address of %d characters makes a code that no phone reads", len(link))
	}
	return nil
}

// qr is a text as a QR code (ISO/IEC 18004), in black on white, which is what phones read.
func qr(text string) (string, error) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return "", fmt.Errorf("QR code: %w", err)
	}
	var path strings.Builder
	rows := code.Bitmap()
	for y, row := range rows {
		for x, black := range row {
			if black {
				fmt.Fprintf(&path, "M%d,%dh1v1h-1z", x, y)
			}
		}
	}
	return fmt.Sprintf(`<svg class="code" viewBox="0 0 %d %d" role="img" aria-label="QR code"><path class="white" d="M0,0h%dv%dh-%dz"/><path class="black" d="%s"/></svg>`,
		len(rows), len(rows), len(rows), len(rows), len(rows), path.String()), nil
}
