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

// A Sheet is a session on one page of paper, A4 or Letter. It is HTML with print styles
// instead of PDF, because browsers support all scripts and line breaking; a PDF library would
// need a font for each script in the program.
type Sheet struct {
	Title, Language, Safety string
	Stretches               []SheetStretch
	Link                    string // the teacher's URL, as a QR code; empty for none
}

// A SheetStretch is one stretch on a sheet.
type SheetStretch struct {
	Name    string
	How     []string // short lines
	Dose    string   // in the format of a routine, such as 30s..1m or 5 breaths
	Sides   Sides
	Caution []string
	Image   *picture.Image // nil for none
}

// Sides tells how a stretch uses the two sides of the body.
type Sides int

// The values: no sides, one side after the other, or alternating sides.
const (
	NoSides Sides = iota
	EachSide
	InTurn
)

// units matches the units of a dose, which are translated on a sheet.
var units = regexp.MustCompile(`(\d)(s|m|h)\b|\.\.| x | breaths?| reps?|, rest `)

// dose returns the dose of a stretch in the sheet's language.
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

// cells is the data of the template.
type cells struct {
	Sheet
	Words    map[string]string
	Policy   string
	Style    template.CSS
	Pictures [][]template.HTML // by stretch
	Doses    []string
	QR       template.HTML
	Density  string // layout density, which depends on the amount of text
}

// Write writes the sheet. The link must be an http or https URL.
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

// pictures returns at most two drawings of a stretch.
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

// density returns the layout density at which the sheet fits on one page.
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

// CheckLink checks the link of a sheet.
func CheckLink(link string) error {
	u, err := url.Parse(link)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("%q is not the address of a web page", link)
	case len(link) > 300:
		return fmt.Errorf("an address of %d characters makes a QR code that phones cannot read", len(link))
	}
	return nil
}

// qr returns a QR code (ISO/IEC 18004) of a text. It is black on white, as phones expect.
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
