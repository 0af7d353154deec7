package cli

import (
	"os"
	"testing"
)

// The commands in hints use the program name that the user called.
func TestAsCalled(t *testing.T) {
	before := os.Args[0]
	defer func() { os.Args[0] = before }()
	for called, want := range map[string]string{
		"respite":         "try respite help show, or respite list; respite speaks",
		"bin/respite":     "try bin/respite help show, or bin/respite list; respite speaks",
		"/my dir/respite": "try '/my dir/respite' help show, or '/my dir/respite' list; respite speaks",
	} {
		os.Args[0] = called
		if got := AsCalled("try respite help show, or respite list; respite speaks"); got != want {
			t.Errorf("called as %s: %s, want %s", called, got, want)
		}
	}
}
