package speech

import (
	"os"
	"path/filepath"
	"testing"
)

// What a killed process left is removed by the next one; what is in use, and
// what is of others, stays.
func TestAbandonedScratchIsRemoved(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	used, remove, err := newScratch()
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
