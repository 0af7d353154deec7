package picture

import (
	"github.com/rivo/uniseg"
)

// shorten cuts a text to a number of cells, and ends a longer one with an ellipsis. It returns
// an empty text if not even the start of a word fits.
func shorten(text string, cells float64) string {
	if float64(uniseg.StringWidth(text)) <= cells {
		return text
	}
	if cells < 4 {
		return ""
	}
	out, used := "", 1.0
	for g := uniseg.NewGraphemes(text); g.Next(); {
		used += float64(g.Width())
		if used > cells {
			break
		}
		out += g.Str()
	}
	return out + "…"
}

// width returns the number of terminal cells of a text.
func width(text string) int { return uniseg.StringWidth(text) }
