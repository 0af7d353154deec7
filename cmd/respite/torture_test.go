//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"respite/cmd/respite/output"
)

// A torture runs respite under what goes wrong, and counts what must not come
// of it. RESPITE_TORTURE says for how long; make check runs 20 seconds of it.
type torture struct {
	t      *testing.T
	random *rand.Rand
	dir    string
	env    []string
	whole  map[string][2][]byte // by kind: what the two routines are as a file
	longs  map[string]time.Duration
	counts map[string]int
}

// The counts that must be zero.
var tortures = []string{"broken files", "files left", "hangs over 5 s", "panics", "wrong exit codes"}

func TestTorture(t *testing.T) {
	slow(t)
	for _, program := range []string{"flite", "lame", "ffmpeg", "unshare"} {
		need(t, program)
	}
	length, err := time.ParseDuration(os.Getenv("RESPITE_TORTURE"))
	if err != nil {
		length = 20 * time.Second
	}
	seed := uint64(time.Now().UnixNano())
	x := newTorture(t, seed)
	campaigns := []func(){x.killTen, x.fill, x.fill, x.fill, x.share, x.mutate}
	for end := time.Now().Add(length); time.Now().Before(end); {
		for _, campaign := range campaigns {
			campaign()
		}
	}
	x.checkLeft()
	t.Logf("seed %d: %v", seed, x.counts)
	for _, name := range tortures {
		if x.counts[name] > 0 {
			t.Errorf("%s: %d", name, x.counts[name])
		}
	}
}

// newTorture renders what files are to hold.
func newTorture(t *testing.T, seed uint64) *torture {
	x := &torture{t: t, random: rand.New(rand.NewPCG(seed, 1)), dir: t.TempDir(), whole: map[string][2][]byte{}, longs: map[string]time.Duration{}, counts: map[string]int{}}
	for _, folder := range []string{"out", "tmp", "cache", "ref"} {
		if err := os.Mkdir(x.path(folder), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	x.env = append(os.Environ(), "TMPDIR="+x.path("tmp"), "XDG_CACHE_HOME="+x.path("cache"), "RESPITE_VOICE=tts", "RESPITE_TTS=flite", "RESPITE_AMBIENCE=none")
	for i, hold := range []string{"90s", "100s"} {
		text := fmt.Sprintf("title: T%d\nstretches:\n  - name: Cobra\n    hold: %s\n", i, hold)
		if err := os.WriteFile(x.routine(i), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		for _, kind := range x.kinds() {
			file := x.path("ref", fmt.Sprint(i, kind))
			start := time.Now()
			if said, err := x.command("render", x.routine(i), "-o", file).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, said)
			}
			x.longs[kind] = time.Since(start)
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			whole := x.whole[kind]
			whole[i] = b
			x.whole[kind] = whole
		}
	}
	return x
}

func (x *torture) path(parts ...string) string {
	return filepath.Join(append([]string{x.dir}, parts...)...)
}
func (x *torture) routine(i int) string { return x.path(fmt.Sprintf("r%d.yaml", i)) }
func (x *torture) kinds() []string {
	return append([]string{output.PageKind}, output.SoundKinds...)
}

func (x *torture) kind() string { return x.kinds()[x.random.IntN(len(x.kinds()))] }

func (x *torture) command(args ...string) *exec.Cmd {
	cmd := exec.Command("respite", args...)
	cmd.Env = x.env
	return cmd
}

// count counts one more of what must not be, with what is known about it.
func (x *torture) count(name, format string, args ...any) {
	x.counts[name]++
	x.t.Logf("%s: "+format, append([]any{name}, args...)...)
}

// end waits for a command, and returns its exit code, -1 after a signal.
func (x *torture) end(cmd *exec.Cmd, within time.Duration) int {
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-ended:
	case <-time.After(within):
		x.count("hangs over 5 s", "%q", cmd.Args)
		_ = cmd.Process.Kill()
		<-ended
	}
	if said := fmt.Sprint(cmd.Stderr); strings.Contains(said, "panic:") || strings.Contains(said, "goroutine ") {
		x.count("panics", "%s", said)
	}
	return cmd.ProcessState.ExitCode()
}

func (x *torture) killTen() {
	for range 10 {
		x.kill()
	}
}

// kill ends a render at any moment: what is there afterwards is the file from
// before, if any, or the whole new one.
func (x *torture) kill() {
	kind, replace := x.kind(), x.random.IntN(2) == 1
	file := x.path("out", "x"+kind)
	os.Remove(file)
	if replace {
		if err := os.WriteFile(file, x.whole[kind][0], 0o666); err != nil {
			x.t.Fatal(err)
		}
	}
	signal := []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM, syscall.SIGINT}[x.random.IntN(3)]
	cmd := x.command("render", x.routine(1), "-o", file)
	cmd.Stderr = new(strings.Builder)
	if err := cmd.Start(); err != nil {
		x.t.Fatal(err)
	}
	time.Sleep(time.Duration(x.random.Int64N(int64(x.longs[kind]) * 5 / 4)))
	_ = cmd.Process.Signal(signal) // it may have ended
	code := x.end(cmd, 5*time.Second)
	x.counts["kills"]++
	x.checkFile(file, kind, replace, code)
	if signal != syscall.SIGKILL {
		if code != exitDone && code != exitInterrupted && code != -1 { // -1: it had not come to listen for signals yet
			x.count("wrong exit codes", "%d after %v: %v", code, signal, cmd.Stderr)
		}
		return
	}
	if x.counts["kills"]%10 == 0 {
		x.checkLeft()
	}
}

// checkFile finds a file that is neither whole and old nor whole and new.
func (x *torture) checkFile(file, kind string, replaced bool, code int) {
	b, err := os.ReadFile(file)
	old, whole := x.whole[kind][0], x.whole[kind][1]
	switch {
	case err == nil && bytes.Equal(b, whole):
	case code == exitDone:
		x.count("broken files", "%s: exit 0, and %d of %d bytes (%v)", file, len(b), len(whole), err)
	case replaced && (err != nil || !bytes.Equal(b, old)):
		x.count("broken files", "%s: not the old one any more: %d bytes, %v", file, len(b), err)
	case !replaced && !errors.Is(err, os.ErrNotExist):
		x.count("broken files", "%s: %d of %d bytes (%v)", file, len(b), len(whole), err)
	}
}

// checkLeft lets a run go through, and finds what is there besides its file.
func (x *torture) checkLeft() {
	time.Sleep(200 * time.Millisecond) // an encoder whose respite was killed ends, too
	file := x.path("out", "last.wav")
	if said, err := x.command("render", x.routine(1), "-o", file).CombinedOutput(); err != nil {
		x.count("wrong exit codes", "%v: %s", err, said)
	}
	for _, folder := range []string{"out", "tmp"} {
		entries, _ := os.ReadDir(x.path(folder))
		for _, e := range entries {
			if name := e.Name(); folder == "tmp" || name[0] == '.' {
				x.count("files left", "%s/%s", folder, name)
				os.RemoveAll(x.path(folder, name))
			}
		}
	}
}

// fill renders onto disks that are full or read-only: the file of before stays,
// or the new one is whole. Without a cache it is whole all the same.
func (x *torture) fill() {
	where := []string{"out", "cache", "tmp"}[x.random.IntN(3)]
	kind, replace := x.kind(), x.random.IntN(2) == 1
	kept, disk := x.path("kept"+kind), x.path("disk")
	os.Remove(kept)
	_ = os.Mkdir(disk, 0o777)
	size := len(x.whole[kind][0])/1024*(1+x.random.IntN(20))/10 + 8 // KiB
	if where != "out" {
		size = 4 + x.random.IntN(1000)
	}
	old, options := "", fmt.Sprintf("size=%dk", size)
	if replace && where == "out" {
		old = x.path("ref", "0"+kind)
	}
	remount := ":"
	if x.random.IntN(4) == 0 {
		remount = `mount -o remount,ro "$D"`
	}
	script := `mount -t tmpfs -o ` + options + ` tmpfs "$D" || exit 99
F="$O"; test "$W" = out && F="$D/x$K"
if test -n "$OLD"; then cp "$OLD" "$F" || exit 98; fi
` + remount + `
respite render "$R" -o "$F"; code=$?
cp "$F" "$KEPT" 2>/dev/null
exit $code`
	cmd := exec.Command("unshare", "-rm", "sh", "-c", script)
	cmd.Env = append(x.env, "D="+disk, "O="+x.path("out", "full"+kind), "W="+where, "K="+kind, "OLD="+old, "R="+x.routine(1), "KEPT="+kept)
	os.Remove(x.path("out", "full"+kind))
	if where != "out" {
		cmd.Env = append(cmd.Env, map[string]string{"cache": "XDG_CACHE_HOME=", "tmp": "TMPDIR="}[where]+disk)
	}
	cmd.Stderr = new(strings.Builder)
	if err := cmd.Start(); err != nil {
		x.t.Fatal(err)
	}
	switch code := x.end(cmd, 30*time.Second); {
	case code == 98: // not even the old file has room
	case code == 99:
		x.t.Skipf("no file system can be mounted here: %v", cmd.Stderr)
	case code != exitDone && code != exitFailed, where == "cache" && code != exitDone:
		x.count("wrong exit codes", "%d with %s of %d KiB (%s): %v", code, where, size, remount, cmd.Stderr)
	default:
		x.counts["full disks"]++
		x.checkFile(kept, kind, old != "", code)
	}
}

// share lets two runs speak into one new cache, and kills one of them: the
// other, and one after them, write the same as ever.
func (x *torture) share() {
	cache := x.path(fmt.Sprintf("cache%d", x.counts["shared caches"]))
	start := func(file string) *exec.Cmd {
		cmd := x.command("render", x.routine(1), "-o", x.path("out", file))
		cmd.Env = append(cmd.Env, "XDG_CACHE_HOME="+cache)
		cmd.Stderr = new(strings.Builder)
		if err := cmd.Start(); err != nil {
			x.t.Fatal(err)
		}
		return cmd
	}
	one, other := start("one.wav"), start("other.wav")
	time.Sleep(time.Duration(x.random.Int64N(int64(time.Second))))
	_ = one.Process.Kill()
	x.end(one, 5*time.Second)
	code := x.end(other, 60*time.Second)
	x.checkFile(x.path("out", "other.wav"), ".wav", false, code)
	after := start("after.wav")
	if code2 := x.end(after, 60*time.Second); code != exitDone || code2 != exitDone {
		x.count("wrong exit codes", "%d and %d of two runs on one cache: %v %v", code, code2, other.Stderr, after.Stderr)
	}
	x.checkFile(x.path("out", "after.wav"), ".wav", false, exitDone)
	x.counts["shared caches"]++
	os.RemoveAll(cache)
	for _, name := range []string{"one.wav", "other.wav", "after.wav"} {
		os.Remove(x.path("out", name))
	}
}

// mutate checks routines that are changed at random: they are right or wrong,
// but nothing else.
func (x *torture) mutate() {
	sources, _ := filepath.Glob("../../script/routines/*/*.yaml")
	b, err := os.ReadFile(sources[x.random.IntN(len(sources))])
	if err != nil {
		x.t.Fatal(err)
	}
	for range 20 {
		file := x.path("mutant.yaml")
		mutant := mutated(x.random, b)
		if err := os.WriteFile(file, mutant, 0o666); err != nil {
			x.t.Fatal(err)
		}
		cmd := exec.Command("respite", "check", file) // without an engine: lengths are guessed
		cmd.Stderr = new(strings.Builder)
		if err := cmd.Start(); err != nil {
			x.t.Fatal(err)
		}
		code, said := x.end(cmd, 5*time.Second), fmt.Sprint(cmd.Stderr)
		if code < exitDone || code > exitUsage || code != exitDone && !strings.Contains(said, "respite: error: ") {
			x.count("wrong exit codes", "%d, saying %q, of\n%s", code, said, mutant)
		}
		x.counts["mutated routines"]++
	}
}

// mutated is a text with up to eight changes: bytes and lines flipped, left out, doubled and moved.
func mutated(random *rand.Rand, text []byte) []byte {
	b := bytes.Clone(text)
	for range 1 + random.IntN(8) {
		lines := bytes.SplitAfter(b, []byte("\n"))
		i, j := random.IntN(len(lines)), random.IntN(len(lines))
		switch random.IntN(6) {
		case 0:
			b[random.IntN(len(b))] ^= 1 << random.IntN(8)
			continue
		case 1:
			at := random.IntN(len(b))
			b = append(b[:at:at], append([]byte([]string{"0", "-", "99999999999h", "{", "[", ": ", "\t", "\x00", "{}", "1e308"}[random.IntN(10)]), b[at:]...)...)
			continue
		case 2:
			lines[i] = nil
		case 3:
			lines[i] = append(bytes.Clone(lines[i]), lines[i]...)
		case 4:
			lines[i], lines[j] = lines[j], lines[i]
		case 5:
			lines = lines[:max(1, i)]
		}
		if b = bytes.Join(lines, nil); len(b) == 0 {
			b = []byte("x")
		}
	}
	return b
}
