package output

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

func write(w io.Writer) error {
	_, err := io.WriteString(w, "new")
	return err
}

// The next run in a folder removes the part of a killed run, but not the part of a running
// process.
func TestAbandonedPartsAreRemoved(t *testing.T) {
	dir := t.TempDir()
	abandoned := filepath.Join(dir, ".respite-0123456789abcdef.part")
	other := filepath.Join(dir, ".other.part")
	for _, name := range []string{abandoned, other} {
		if err := os.WriteFile(name, []byte("half"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	running := startOwner(t, dir)
	if err := WriteFile(filepath.Join(dir, "x.wav"), write); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(abandoned); err == nil {
		t.Error("the abandoned part is still there")
	}
	for _, name := range []string{other, running} {
		if _, err := os.Stat(name); err != nil {
			t.Errorf("%s was removed: %v", name, err)
		}
	}
}

// startOwner starts a process that holds a part in a folder, and returns the part's name.
func startOwner(t *testing.T, dir string) string {
	t.Helper()
	owner := exec.Command(os.Args[0], "-test.run=^TestPartOwner$")
	owner.Env = append(os.Environ(), "PART_OWNER="+dir)
	in, err := owner.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := owner.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		_ = owner.Wait()
	})
	name := make([]byte, 4096)
	n, err := out.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(name[:n]))
}

// TestPartOwner is not a test; it runs in the process of startOwner.
func TestPartOwner(t *testing.T) {
	dir := os.Getenv("PART_OWNER")
	if dir == "" {
		return
	}
	p, err := newPart(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer p.remove()
	if _, err := os.Stdout.WriteString(p.Name() + "\n"); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, os.Stdin) // until the test ends
}

func TestTheLongestNameCanBeWritten(t *testing.T) {
	name := filepath.Join(t.TempDir(), strings.Repeat("x", 251)+".wav")
	if err := WriteFile(name, write); err != nil {
		t.Error(err)
	}
}

// A dangling link stays a link: its target is created.
func TestADanglingLinkStaysALink(t *testing.T) {
	dir := t.TempDir()
	link, target := filepath.Join(dir, "link.wav"), filepath.Join(dir, "sub", "target.wav")
	if err := os.Mkdir(filepath.Dir(target), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("sub", "target.wav"), link); err != nil {
		t.Skip("no links here")
	}
	if err := WriteFile(link, write); err != nil {
		t.Fatal(err)
	}
	if to, err := os.Readlink(link); err != nil || to != filepath.Join("sub", "target.wav") {
		t.Errorf("the link is now %q, %v", to, err)
	}
	if b, err := os.ReadFile(target); err != nil || string(b) != "new" {
		t.Errorf("its target holds %q, %v", b, err)
	}
	loop := filepath.Join(dir, "loop.wav")
	if err := os.Symlink("loop.wav", loop); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(loop, write); err == nil {
		t.Error("a link to itself is written")
	}
}

func TestAReadOnlyFileIsNotReplaced(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.wav")
	if err := os.WriteFile(name, []byte("old"), 0o444); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(name, write); err == nil || err.Error() != name+": the file is read-only, so it is not replaced" {
		t.Errorf("the error is %v", err)
	}
	if b, _ := os.ReadFile(name); string(b) != "old" {
		t.Errorf("the file holds %q", b)
	}
}

// An encoder that exits with success but writes almost nothing causes an error.
func TestAnEncoderWithoutSound(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.mp3")
	if err := os.WriteFile(name, make([]byte, 387), 0o666); err != nil {
		t.Fatal(err)
	}
	e := encoded{name: name, encoder: encoder{program: "lame"}}
	err := e.checkSize(name, time.Minute)
	if want := name + ": lame made a file without the sound: 387 bytes for 1m0s"; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
	if err := e.checkSize(name, 2*time.Second); err != nil {
		t.Errorf("387 bytes for 2 s: %v", err)
	}
}

// Processes that write files into one folder at the same time do not take each other's parts
// for abandoned ones, and neither do the goroutines of one process.
func TestWritersShareAFolder(t *testing.T) {
	dir := t.TempDir()
	var group errgroup.Group
	for i := range 3 {
		writer := exec.Command(os.Args[0], "-test.run=^TestPartWriter$")
		writer.Env = append(os.Environ(), "PART_WRITER="+filepath.Join(dir, fmt.Sprintf("%d", i)))
		group.Go(func() error {
			if said, err := writer.CombinedOutput(); err != nil {
				return fmt.Errorf("%w: %s", err, said)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
}

// TestPartWriter is not a test; it runs in the processes of TestWritersShareAFolder.
func TestPartWriter(t *testing.T) {
	name := os.Getenv("PART_WRITER")
	if name == "" {
		return
	}
	var group errgroup.Group
	for i := range 3 {
		group.Go(func() error {
			for range 300 {
				if err := WriteFile(fmt.Sprintf("%s-%d.wav", name, i), write); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
}
