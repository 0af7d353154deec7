//go:build unix

package samples

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe in a folder is refused: opening a pipe without a writer would block forever.
func TestPipesAreRefused(t *testing.T) {
	for _, name := range []string{"manifest.json", "one.wav"} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, folder(t, "one")); err != nil {
			t.Fatal(err)
		}
		pipe := filepath.Join(dir, name)
		if err := os.Remove(pipe); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(pipe, 0o600); err != nil {
			t.Fatal(err)
		}
		done := lendWriter(pipe)
		v, err := OpenVoice(dir)
		if err == nil {
			_, _, err = v.Say("one", 0)
		}
		if want := name + ": not a regular file"; err == nil || err.Error() != want && err.Error() != "voice polly: "+want {
			t.Errorf("the error is %v, want %s", err, want)
		}
		done()
	}
}

// lendWriter opens a pipe for writing as soon as somebody reads it, and closes it, so
// that a reader does not block forever. Done ends the wait where nobody reads.
func lendWriter(pipe string) (done func()) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if f, err := os.OpenFile(pipe, os.O_WRONLY, 0); err == nil {
			f.Close()
		}
	}()
	return func() {
		if f, err := os.OpenFile(pipe, os.O_RDONLY|syscall.O_NONBLOCK, 0); err == nil {
			<-ended
			f.Close()
		}
	}
}
