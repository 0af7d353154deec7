package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The examples in the README work: its routines are valid, and its commands and flags exist.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	routines := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(readme, -1)
	if len(routines) == 0 {
		t.Error("the README shows no routine")
	}
	for _, r := range routines {
		file := filepath.Join(t.TempDir(), "readme.yaml")
		if err := os.WriteFile(file, r[1], 0o666); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("respite", "check", file).CombinedOutput(); err != nil {
			t.Errorf("%s\n%s", r[1], out)
		}
	}
	commands := regexp.MustCompile(`(?m)^    bin/respite (voice [a-z]+|[a-z]+)(.*?)(?: +#.*)?$`).FindAllStringSubmatch(string(readme), -1)
	if len(commands) < 5 {
		t.Errorf("the README shows %d commands", len(commands))
	}
	for _, c := range commands {
		help, _ := exec.Command("respite", append([]string{"help"}, strings.Fields(c[1])...)...).Output()
		if !strings.Contains(string(help), "respite "+c[1]) {
			t.Errorf("no command %q", c[1])
		}
		for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(c[2], -1) {
			if !regexp.MustCompile(flag + `\b`).Match(help) {
				t.Errorf("respite %s has no flag %s", c[1], flag)
			}
		}
	}
}
