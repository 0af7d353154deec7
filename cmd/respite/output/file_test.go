package output

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestAFailedWriteLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "x.wav")
	if err := os.WriteFile(name, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	full := &os.PathError{Op: "write", Path: "hidden", Err: syscall.ENOSPC}
	err := WriteFile(name, func(w io.Writer) error {
		if _, err := io.WriteString(w, "half"); err != nil {
			t.Fatal(err)
		}
		return full
	})
	if !errors.Is(err, syscall.ENOSPC) || err.Error() != name+": no space left on device" {
		t.Errorf("the error is %v", err)
	}
	if b, _ := os.ReadFile(name); string(b) != "old" {
		t.Errorf("the old file is now %q", b)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestAWrittenFileKeepsThePermissions(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.wav")
	for _, mode := range []os.FileMode{0o600, 0o644} {
		if err := errors.Join(os.WriteFile(name, nil, mode), os.Chmod(name, mode)); err != nil {
			t.Fatal(err)
		}
		if err := WriteFile(name, func(w io.Writer) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%v became %v (%v)", mode, info.Mode().Perm(), err)
		}
	}
}
