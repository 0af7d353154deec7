//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"respite/audio/tooltest"
	"respite/cmd/respite/batch"
)

// Workers without shards share a folder. The test kills and restarts them at random until the
// plan is done. Then every file must be correct, exist once, and nothing else may be left.
// RESPITE_BATCH_ROWS sets the number of rows; make check uses 24.
func TestKilledWorkers(t *testing.T) {
	tooltest.Slow(t)
	rows, err := strconv.Atoi(os.Getenv("RESPITE_BATCH_ROWS"))
	if err != nil {
		rows = 24
	}
	w := newKilledWorkers(t, rows)
	w.work()
	w.checkFiles()
	w.checkManifests()
	t.Logf("%d tracks with %d kills in %v", rows, w.kills, time.Since(w.start).Round(time.Second))
}

// killedWorkers holds the workers of one plan.
type killedWorkers struct {
	*testing.T
	dir   string
	rows  int
	start time.Time
	env   []string
	whole [][]byte // expected files by kind of row; the kind of row i is i modulo their number

	lock   sync.Mutex
	kills  int
	life   time.Duration // longest life of a worker; it grows if the workers make no progress
	random *rand.Rand
}

// rowKinds are the flags of the kinds of rows.
var rowKinds = [][2]string{{"--breath=2/2", "2/2"}, {"--breath=2/3", "2/3"}, {"--breath=3/3", "3/3"}}

func newKilledWorkers(t *testing.T, rows int) *killedWorkers {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	w := &killedWorkers{T: t, dir: t.TempDir(), rows: rows, life: 10 * time.Second, random: rand.New(rand.NewPCG(seed, 2))}
	w.env = append(os.Environ(), "XDG_CONFIG_HOME="+w.dir, "RESPITE_AMBIENCE=none", "RESPITE_GUIDANCE=quiet")
	routine := filepath.Join(w.dir, "short.yaml")
	plan := "output,routine,breath\n"
	for i := range rows {
		plan += fmt.Sprintf("%d.flac,%s,%s\n", i, routine, rowKinds[i%len(rowKinds)][1])
	}
	for name, text := range map[string]string{"short.yaml": "title: Short\nstretches:\n  - name: Cobra\n    hold: 1 breath\n", "plan.csv": plan} {
		if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range rowKinds {
		file := filepath.Join(w.dir, "whole.flac")
		cmd := exec.Command("respite", "render", routine, kind[0], "-o", file)
		cmd.Env = w.env
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		w.whole = append(w.whole, b)
	}
	return w
}

// work runs three workers until all of them finish.
func (w *killedWorkers) work() {
	w.start = time.Now()
	var workers sync.WaitGroup
	for range 3 {
		workers.Go(func() {
			for !w.worker() {
			}
		})
	}
	workers.Wait()
}

// worker runs a worker and kills it after a random time. It returns true if the worker
// finished before.
func (w *killedWorkers) worker() (done bool) {
	cmd := exec.Command("respite", "batch", filepath.Join(w.dir, "plan.csv"), "-o", filepath.Join(w.dir, "tracks"))
	cmd.Env = w.env
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	before := w.made()
	if err := cmd.Start(); err != nil {
		w.Error(err)
		return true
	}
	w.lock.Lock()
	life := time.Duration(w.random.Int64N(int64(w.life)))
	w.lock.Unlock()
	killed := time.AfterFunc(life, func() { _ = cmd.Process.Kill() }) // it may have ended already
	err := cmd.Wait()
	if killed.Stop() {
		if err != nil {
			w.Errorf("a worker ends with %v: %s", err, said.Bytes())
		}
		return true
	}
	w.lock.Lock()
	defer w.lock.Unlock()
	w.kills++
	if w.made() == before {
		w.life += w.life / 4
	}
	return false
}

// made counts the tracks in the folder.
func (w *killedWorkers) made() int {
	names, _ := filepath.Glob(filepath.Join(w.dir, "tracks", "*.flac"))
	return len(names)
}

// checkFiles finds missing and wrong tracks, and files that are not tracks.
func (w *killedWorkers) checkFiles() {
	found := 0
	err := filepath.WalkDir(filepath.Join(w.dir, "tracks"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) == ".jsonl" {
			return err
		}
		i, err := strconv.Atoi(strings.TrimSuffix(d.Name(), ".flac"))
		if err != nil || i < 0 || i >= w.rows {
			w.Errorf("left behind: %s", path)
			return nil
		}
		b, err := os.ReadFile(path)
		if !bytes.Equal(b, w.whole[i%len(w.whole)]) {
			w.Errorf("%s: not what render writes (%v)", path, err)
		}
		found++
		return nil
	})
	if err != nil || found != w.rows {
		w.Errorf("%d of %d tracks are there: %v", found, w.rows, err)
	}
}

// checkManifests finds tracks that are in no manifest or in several.
func (w *killedWorkers) checkManifests() {
	entries := map[string]int{}
	names, _ := filepath.Glob(filepath.Join(w.dir, "tracks", ".respite-batch*.jsonl"))
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			w.Error(err)
		}
		for line := range bytes.Lines(b) {
			var e batch.Entry
			if json.Unmarshal(line, &e) == nil {
				entries[e.File]++
			}
		}
	}
	for i := range w.rows {
		if n := entries[fmt.Sprintf("%d.flac", i)]; n != 1 {
			w.Errorf("%d.flac is %d times in the manifests", i, n)
		}
	}
}
