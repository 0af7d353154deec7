package process

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"respite/samples/record/lock"
)

// The leftovers of a killed process are removed by the next one. Folders in use, and those of
// others, stay.
func TestAbandonedScratchIsRemoved(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	used, remove, err := NewScratch()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"respite-scratch-1/lock", "respite-scratch-1/line.wav", "respite-scratch-2/of-others", "respite-record/x"} {
		name = filepath.Join(temp, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	RemoveAbandoned()
	for name, want := range map[string]bool{used: true, "respite-scratch-1": false, "respite-scratch-2/of-others": true, "respite-record/x": true} {
		if !filepath.IsAbs(name) {
			name = filepath.Join(temp, name)
		}
		if _, err := os.Stat(name); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", name, err == nil, want)
		}
	}
	remove()
	if _, err := os.Stat(used); err == nil {
		t.Error("the folder is still there after its end")
	}
}

// A folder stays locked until it is removed completely, so that nobody takes a partly removed
// one for a new one.
func TestAbandonedScratchIsLockedToTheEnd(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	dir, files := filepath.Join(temp, "respite-scratch-1"), 1000
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for i := range files {
		name := scratchLock
		if i > 0 {
			name = strconv.Itoa(i)
		}
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			RemoveAbandoned()
			if _, err := os.Stat(dir); err != nil {
				return
			}
		}
	}()
	for {
		select {
		case <-ended:
			return
		default:
		}
		f, err := os.OpenFile(filepath.Join(dir, scratchLock), os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if lock.Held(f) {
			if left, _ := os.ReadDir(dir); len(left) != files {
				t.Errorf("a folder of which %d of %d files are left is not locked", len(left), files)
			}
		}
		f.Close()
	}
}
