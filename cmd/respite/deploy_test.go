//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"respite/audio/tooltest"
)

// deployed creates a folder with a plan of four short tracks.
func deployed(t *testing.T) (dir, plan string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "a folder")
	routine := filepath.Join(dir, "short.yaml")
	plan = filepath.Join(dir, "my plan.csv")
	text := "output,routine,guidance,ambience\n"
	for i := range 4 {
		text += fmt.Sprintf("%d.wav,%s,quiet,none\n", i, routine)
	}
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{routine: "title: Short\nstretches:\n  - name: Cobra\n    hold: 1 breath\n", plan: text} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir, plan
}

// checkTracks finds tracks that are missing or in several manifests.
func checkTracks(t *testing.T, dir string) {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(dir, ".respite-batch*.jsonl"))
	var all []byte
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b...)
	}
	for i := range 4 {
		name := fmt.Sprintf("%d.wav", i)
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
		if n := bytes.Count(all, []byte(`"file":"`+name+`"`)); n != 1 {
			t.Errorf("%s is %d times in the manifests", name, n)
		}
	}
}

// The Kubernetes Job has as many pods as its RESPITE_SHARDS.
func TestKubernetesJob(t *testing.T) {
	b, err := os.ReadFile("../../deploy/kubernetes-job.yaml")
	if err != nil {
		t.Fatal(err)
	}
	shards := regexp.MustCompile(`name: RESPITE_SHARDS\n +value: "(\d+)"`).FindSubmatch(b)
	completions := regexp.MustCompile(`\n  completions: (\d+)\n`).FindSubmatch(b)
	if shards == nil || completions == nil || !bytes.Equal(shards[1], completions[1]) {
		t.Errorf("%s pods, and RESPITE_SHARDS is %s", completions, shards)
	}
}

// GNU parallel starts workers with shards, and workers without.
func TestParallel(t *testing.T) {
	t.Parallel()
	tooltest.Need(t, "parallel")
	dir, plan := deployed(t)
	for _, c := range []struct {
		name    string
		command []string
	}{
		{"parts", []string{"../../deploy/parallel.sh", plan, filepath.Join(dir, "parts"), "3"}},
		{"no parts", []string{"parallel", "--jobs", "3", "-N0", "respite", "batch", "'" + plan + "'", "-o", "'" + filepath.Join(dir, "no parts") + "'", ":::", "1", "2", "3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command(c.command[0], c.command[1:]...)
			cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+dir)
			if said, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, said)
			}
			checkTracks(t, filepath.Join(dir, c.name))
		})
	}
}
