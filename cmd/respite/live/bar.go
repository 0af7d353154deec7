package live

import (
	"os"
	"strings"
)

// eighths are blocks that fill a column from its left edge by eighths.
var eighths = [...]string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}

// breathBar is a bar of so many columns that is full to a share from 0 to 1. It grows by
// eighths of a column, so that it flows.
func breathBar(share float64, columns int) string {
	if !unicodeTerminal() {
		return plainBar(share, columns)
	}
	n := min(max(int(share*float64(8*columns)+0.5), 0), 8*columns)
	full := strings.Repeat("█", n/8) + eighths[n%8]
	return colour(full) + dim(strings.Repeat("▁", columns-(n+7)/8))
}

// sessionBar is a thin bar, which grows by halves of a column.
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

// The looks of text, as ECMA-48 8.3.117 has them.
func bold(text string) string { return look("1", text) }

func dim(text string) string { return look("2", text) }

// colour is cyan, unless the person wants no colours (no-color.org).
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
