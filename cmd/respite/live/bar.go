package live

import (
	"os"
	"strings"
)

// eighths are block characters that fill a column from the left in steps of one eighth.
var eighths = [...]string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}

// breathBar returns a bar of a number of columns that is filled to a share from 0 to 1. Steps
// of one eighth of a column make it move smoothly.
func breathBar(share float64, columns int) string {
	if !unicodeTerminal() {
		return plainBar(share, columns)
	}
	n := min(max(int(share*float64(8*columns)+0.5), 0), 8*columns)
	full := strings.Repeat("█", n/8) + eighths[n%8]
	return colour(full) + dim(strings.Repeat("▁", columns-(n+7)/8))
}

// sessionBar returns a thin bar that grows in steps of half a column.
func sessionBar(share float64, columns int) string {
	if !unicodeTerminal() {
		return plainBar(share, columns)
	}
	n := min(max(int(share*float64(2*columns)+0.5), 0), 2*columns)
	full := strings.Repeat("━", n/2) + strings.Repeat("╸", n%2)
	return colour(full) + dim(strings.Repeat("─", columns-(n+1)/2))
}

func plainBar(share float64, columns int) string {
	n := min(max(int(share*float64(columns)+0.5), 0), columns)
	return strings.Repeat("#", n) + strings.Repeat(".", columns-n)
}

// The styles of text in ECMA-48, 8.3.117.
func bold(text string) string { return look("1", text) }

func dim(text string) string { return look("2", text) }

// colour makes text cyan, unless the user has disabled colours (no-color.org).
func colour(text string) string {
	if os.Getenv("NO_COLOR") != "" {
		return text
	}
	return look("36", text)
}

func look(code, text string) string {
	if text == "" {
		return ""
	}
	return "\x1b[" + code + "m" + text + "\x1b[m"
}
