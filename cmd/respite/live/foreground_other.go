//go:build !unix

package live

import (
	"os"

	"golang.org/x/term"
)

// isForeground tells whether this program may read from the terminal.
func isForeground(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
