// Package tooltest skips tests: those that use other programs where these are not installed, and
// slow ones outside of make check.
package tooltest

import (
	"os"
	"os/exec"
	"testing"
)

// Need skips the test if a program is not installed. With RESPITE_TOOLS=required, it
// fails the test instead.
func Need(t testing.TB, programs ...string) {
	t.Helper()
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			Missing(t, program)
		}
	}
}

// Missing skips the test because something is not installed, or fails it, as [Need]
// does.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("RESPITE_TOOLS") == "required" {
		t.Fatalf("%s is not installed, and RESPITE_TOOLS=required", what)
	}
	t.Skipf("%s is not installed", what)
}
