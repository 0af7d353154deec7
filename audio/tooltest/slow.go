package tooltest

import (
	"os"
	"testing"
)

// Slow skips a slow test unless RESPITE_CHECK=1 is set, as make check does. make test lists
// the skipped tests.
func Slow(t testing.TB) {
	t.Helper()
	if !Thorough() {
		t.Skip("left out: slow, run by make check")
	}
}

// Thorough tells whether make check runs the test, so that it may check more cases.
func Thorough() bool { return os.Getenv("RESPITE_CHECK") == "1" }
