package main

import (
	"os"
	"os/exec"
	"testing"
)

// need skips the test when a program is not installed, or fails it where
// RESPITE_TOOLS=required says that it has to be.
func need(t testing.TB, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("RESPITE_TOOLS") == "required" {
		t.Fatalf("%s is not installed, and RESPITE_TOOLS=required", program)
	}
	t.Skipf("%s is not installed", program)
}
