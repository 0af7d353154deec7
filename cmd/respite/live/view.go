package live

import (
	"fmt"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"respite/script"
)

// A view is the state of a session as the user sees it.
type view struct {
	title   string // title of the session
	chapter int    // number of the stretch, -1 before the first
	stretch string
	next    string // next stretch; empty in the last one
	line    string // last spoken line
	breath  breath
	at      time.Duration
	ends    time.Duration // end of the stretch
	length  time.Duration // end of the session
	paused  bool
	volume  int // percent

	note    string // shown instead of the line
	keys    bool   // the list of keys is shown
	hasKeys bool   // keys are available
}

// A breath is a position in a breath.
type breath struct {
	phase         script.Kind // empty between doses
	full          float64     // how full the lungs are, 0 to 1
	number, count int
}

// widest limits the columns of the view, because longer lines are hard to read.
const widest = 72

// narrow is the number of columns below which the view is shortened.
const narrow = 60

// lines returns the view as a block in the middle of the terminal. Its position and height are
// constant, so that nothing moves.
func (v view) lines(columns, rows int) []string {
	width := max(min(columns-2, widest), 1)
	block := v.block(width)
	keys := v.keyLines(width)
	top := max(0, (rows-len(block)-1-len(keys))/2)
	if v.keys {
		block = append(append(block, ""), keys...)
		block = block[max(0, len(block)-rows):] // on a small terminal, the keys replace the view
	}
	margin := strings.Repeat(" ", (columns-width)/2)
	for i, line := range block {
		if line != "" {
			block[i] = margin + line
		}
	}
	return append(make([]string, top), block[:min(len(block), rows)]...)
}

// block returns the view without the list of keys.
func (v view) block(columns int) []string {
	said := 2 // number of lines
	if columns < narrow {
		said = 4
	}
	lines := []string{v.heading(columns), "", v.pose(columns)}
	lines = append(lines, wrap(v.text(), columns, said)...)
	return append(lines, "", v.breathing(columns), "", dim(cut(v.then(), columns)), v.clocks(columns))
}

func (v view) heading(columns int) string {
	switch {
	case !v.hasKeys:
		return dim(cut(v.title, columns))
	case v.keys:
		return dim(ends(v.title, "? hides the keys", columns))
	}
	return dim(ends(v.title, "? for keys", columns))
}

// pose returns the stretch and its remaining time.
func (v view) pose(columns int) string {
	left := script.Clock(v.ends-v.at) + " left"
	if columns < width(left)+3 {
		return bold(cut(v.stretch, columns))
	}
	name := cut(v.stretch, columns-width(left)-2)
	return bold(name) + strings.Repeat(" ", columns-width(name)-width(left)) + dim(left)
}

func (v view) text() string {
	switch {
	case v.note != "":
		return v.note
	case v.line == v.stretch:
		return ""
	}
	return v.line
}

// phaseWords are the names of the phases of a breath.
var phaseWords = map[script.Kind]string{
	script.Inhale: "breathe in", script.Sip: "sip in", script.HoldTone: "hold", script.Exhale: "breathe out", script.RestTone: "hold, empty",
}

// breathing returns a bar that fills during the inhale and empties during the exhale.
func (v view) breathing(columns int) string {
	word, number := phaseWords[v.breath.phase], ""
	switch {
	case v.paused:
		return "paused"
	case columns < narrow:
		word = strings.TrimPrefix(word, "breathe ")
	}
	if v.breath.number > 0 {
		number = fmt.Sprintf("%d of %d", v.breath.number, v.breath.count)
	}
	left := fmt.Sprintf("%-13s", word)
	if columns < narrow {
		left = fmt.Sprintf("%-6s", cut(word, 5))
	}
	right := fmt.Sprintf("%9s", number)
	room := columns - width(left) - width(right)
	if room < 3 {
		return cut(word+" "+number, columns)
	}
	return left + breathBar(v.breath.full, room) + dim(right)
}

func (v view) then() string {
	if v.next == "" {
		return ""
	}
	return "then  " + v.next
}

// clocks returns the elapsed time, a progress bar, and the remaining time.
func (v view) clocks(columns int) string {
	gone, left := script.Clock(v.at), script.Clock(v.length-v.at)+" left"
	room := columns - width(gone) - width(left) - 4
	if room < 3 {
		return dim(cut(gone+" "+left, columns))
	}
	share := 0.0
	if v.length > 0 {
		share = float64(v.at) / float64(v.length)
	}
	return dim(gone) + "  " + sessionBar(share, room) + "  " + dim(left)
}

// keyLines returns the list of keys, with as many lines as needed for their actions.
func (v view) keyLines(columns int) (lines []string) {
	const indent = 10
	for _, k := range keys {
		for i, text := range fill(k.about, max(columns-indent, 1)) {
			name := ""
			if i == 0 {
				name = k.name
			}
			lines = append(lines, cut(pad(name, indent)+text, columns))
		}
	}
	return lines
}

// ends returns a line with a text at each end. It shortens the left text if necessary.
func ends(left, right string, columns int) string {
	room := columns - width(right) - 2
	if room < 1 {
		return cut(left, columns)
	}
	return pad(cut(left, room), room) + "  " + right
}

func pad(text string, columns int) string {
	return text + strings.Repeat(" ", max(columns-width(text), 0))
}

// wrap breaks a text into n lines, and shortens the last one if necessary.
func wrap(text string, columns, n int) []string {
	lines := fill(text, columns)
	if len(lines) > n {
		lines = append(lines[:n-1], cut(strings.Join(lines[n-1:], " "), columns))
	}
	return append(lines, make([]string, n-len(lines))...)
}

// fill breaks a text into lines. It cuts words that are longer than a line.
func fill(text string, columns int) (lines []string) {
	for _, word := range strings.Fields(text) {
		if n := len(lines); n > 0 && width(lines[n-1])+1+width(word) <= columns {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, cut(word, columns))
		}
	}
	return lines
}

// width returns the number of columns of a text.
func width(text string) int { return uniseg.StringWidth(text) }

// cut shortens a text to a number of columns.
func cut(text string, columns int) string {
	if width(text) <= columns {
		return text
	}
	var out strings.Builder
	used := 0
	for g := uniseg.NewGraphemes(text); g.Next(); {
		if used += g.Width(); used > columns-1 {
			break
		}
		out.WriteString(g.Str())
	}
	return out.String() + "…"
}
