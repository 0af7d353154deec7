package picture

import (
	"github.com/rivo/uniseg"
)

// shorten is a text of at most so many cells, with an ellipsis where it was
// longer; empty where not even a word's beginning has room.
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

// width is how many cells a text takes on a terminal.
func width(text string) int { return uniseg.StringWidth(text) }
