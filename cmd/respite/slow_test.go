package main

import (
	"os"
	"testing"
)

// slow skips a slow test unless RESPITE_CHECK=1 is set, as make check does. make test lists
// the skipped tests.
func slow(t testing.TB) {
	t.Helper()
	if os.Getenv("RESPITE_CHECK") != "1" {
		t.Skip("left out: slow, run by make check")
	}
}
