package batch

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"respite/audio/tooltest"
	"respite/cmd/respite/cli"
)

// A released program is known by its version, and any other by its content.
func TestProgramSum(t *testing.T) {
	tooltest.Need(t, "sha256sum")
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("sha256sum", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	sum, _, _ := strings.Cut(string(out), " ")
	defer func(before string) { cli.Release = before }(cli.Release)
	for release, want := range map[string]string{"1.2.3": "1.2.3", "1.2.3-4-g1234567-dirty": sum, "(devel)": sum} {
		cli.Release = release
		if got := programSum(); got != want {
			t.Errorf("%s: %s, want %s", release, got, want)
		}
	}
}
