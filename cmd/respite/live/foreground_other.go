//go:build !unix

package live

import (
	"os"

	"golang.org/x/term"
)

// isForeground tells a terminal that this program may read.
func isForeground(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
