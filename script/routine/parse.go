package routine

import (
	"bytes"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/language"

	"respite/script/internal/notation"
)

// maxBytes is the largest size of a routine file: a kilobyte for each of
// [maxStretches]. The YAML library needs about 70 ms for a plausible file of that
// size.
const maxBytes = 512 << 10

// Parse parses a routine in the format that the package comment of respite/script
// documents. The file's name is used for errors and as the name of the routine; the
// file itself is not opened. The error is an ErrorList of every mistake, and then the
// routine is nil. Only a syntax error of the YAML hides other mistakes.
func Parse(file string, text []byte) (*Routine, error) {
	d := &decoder{source: source{file: file}}
	r := d.parse(text)
	if len(d.errs) > 0 {
		d.errs.Sort()
		return nil, d.errs
	}
	r.Name, r.source = routineName(file), d.source
	return r, nil
}

// parse parses as much of the text as possible.
func (d *decoder) parse(text []byte) *Routine {
	if size := len(text); size > maxBytes {
		d.fail(Pos{}, "the file is %s: a routine is at most %s", sizeText(size), sizeText(maxBytes))
		return nil
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	plain := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(text))
	d.source = newSource(d.source.file, plain)
	if !d.checkText() {
		return nil
	}
	body := d.parseYAML(plain)
	switch {
	case body != nil:
		return d.routine(body)
	case len(d.errs) == 0:
		d.fail(Pos{}, "the routine is empty: it needs at least a title and stretches")
	}
	return nil
}

// checkText returns an error for the first character that is not allowed in a text
// file.
func (d *decoder) checkText() bool {
	for i, line := range d.source.lines {
		column := 0
		for j, r := range line {
			column++
			at := Pos{i + 1, column, 1}
			if r == utf8.RuneError && !strings.HasPrefix(line[j:], "\ufffd") {
				d.fail(at, "this byte is not UTF-8: is it a text file?")
				return false
			}
			if r != '\t' && unicode.IsControl(r) {
				d.fail(at, "control character %U: is it a text file?", r)
				return false
			}
		}
	}
	return true
}

// routine parses the whole document.
func (d *decoder) routine(body ast.Node) *Routine {
	r := &Routine{Language: "en", Breath: defaultBreath}
	d.mapping(body, "the routine", []field{
		{key: "title", want: "a line", must: true, read: func(n ast.Node) { r.Title = d.text(n) }},
		{key: "language", want: "a language such as en", read: func(n ast.Node) { r.Language = d.language(n) }},
		{key: "breath", want: "the phases of a breath", read: func(n ast.Node) { r.Breath = d.breath(n) }},
		{key: "opening", want: "a line", read: func(n ast.Node) { r.Opening, r.BriefOpening = d.talk(n, "opening") }},
		{key: "stretches", want: "one stretch or more", must: true, read: func(n ast.Node) { r.Stretches = d.stretches(n) }},
		{key: "closing", want: "a line", read: func(n ast.Node) { r.Closing, r.BriefClosing = d.talk(n, "closing") }},
	})
	return r
}

func (d *decoder) language(n ast.Node) string {
	name := d.text(n)
	if _, err := language.Parse(name); name != "" && err != nil {
		d.fail(at(n), "%s is not a language: write a code such as en, de or pt-BR", notation.Quote(name))
		return ""
	}
	return name
}

func (d *decoder) breath(n ast.Node) (b Breath) {
	phase := func(key string, length *time.Duration, low time.Duration, must bool) field {
		return field{key: key, want: "a time", must: must, read: func(n ast.Node) { *length = d.time(n, key, low, longestPhase) }}
	}
	d.mapping(n, "breath", []field{
		phase("in", &b.In, shortestMove, true),
		phase("sip", &b.Sip, shortestPause, false),
		phase("hold", &b.Hold, shortestPause, false),
		phase("out", &b.Out, shortestMove, true),
		phase("rest", &b.Rest, shortestPause, false),
	})
	return b
}

// routineName returns the file's name without folder and extension.
func routineName(file string) string {
	base := filepath.Base(file)
	name := strings.TrimSuffix(base, filepath.Ext(base))
	if file == "" || file == "-" || name == "" {
		return "routine"
	}
	return name
}

// sizeText formats a number of bytes, rounded up to KB or MB.
func sizeText(bytes int) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KB", (bytes+1023)/1024)
	}
	return fmt.Sprintf("%.1f MB", math.Ceil(float64(bytes)*10/(1<<20))/10)
}
