package main

import (
	"os"
	"os/exec"
	"testing"
)

// need skips the test if a program is not installed. With RESPITE_TOOLS=required, it fails the
// test instead.
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
