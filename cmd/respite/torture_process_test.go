//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"respite/cmd/respite/cli"
)

// mostMemory limits the memory of a process.
const mostMemory = 300 << 10 // kB

// A victim is a respite process under test.
type victim struct {
	x     *torture
	cmd   *exec.Cmd
	said  said
	ended chan struct{}
}

// A said keeps the start and the end of a process's output.
type said struct {
	mu sync.Mutex
	b  []byte
}

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.b = append(s.b, b...); len(s.b) > 1<<17 {
		s.b = slices.Concat(s.b[:1<<16], s.b[len(s.b)-1<<16:])
	}
	return len(b), nil
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.b)
}

// start starts respite with extra environment variables.
func (x *torture) start(env []string, args ...string) *victim {
	cmd := exec.Command("respite", args...)
	cmd.Env = append(x.env[:len(x.env):len(x.env)], env...)
	return x.startCommand(cmd)
}

// run runs respite without disturbing it.
func (x *torture) run(args ...string) {
	x.t.Helper()
	if v := x.start(nil, args...); v.end() != cli.ExitDone {
		x.t.Fatalf("%q: %s", args, v.said.String())
	}
}

func (x *torture) startCommand(cmd *exec.Cmd) *victim {
	v := &victim{x: x, cmd: cmd, ended: make(chan struct{})}
	if cmd.Stderr == nil { // it has no terminal
		cmd.Stderr = &v.said
	}
	x.must(cmd.Start())
	go func() {
		_ = cmd.Wait() // the caller checks the exit code
		close(v.ended)
	}()
	return v
}

// after waits until the victim ends, at most for a time.
func (v *victim) after(d time.Duration) {
	select {
	case <-v.ended:
	case <-time.After(d):
	}
}

// end waits for the end of an undisturbed victim, and returns its exit code, or -1 after a
// signal.
func (v *victim) end() int {
	v.await()
	v.checkSaid()
	if usage, ok := v.cmd.ProcessState.SysUsage().(*syscall.Rusage); ok && usage.Maxrss > max(mostMemory, ownMemory()) {
		v.x.fault(memory, "%d kB in %q", usage.Maxrss, v.cmd.Args)
	}
	return v.cmd.ProcessState.ExitCode()
}

// await waits for the end of the victim, and kills it if it hangs: if it sleeps for 5 s, or
// runs for ten minutes. On a busy machine, waiting for a core counts as running.
func (v *victim) await() {
	const look = 100 * time.Millisecond
	for slept, worked := time.Duration(0), time.Duration(0); slept < 5*time.Second && worked < 10*time.Minute; {
		select {
		case <-v.ended:
			return
		case <-time.After(look):
		}
		if asleep(v.cmd.Process.Pid) {
			slept += look
		} else {
			worked += look
		}
	}
	v.x.fault(hangs, "%q, saying %q", v.cmd.Args, v.said.String())
	_ = v.cmd.Process.Signal(syscall.SIGQUIT) // a Go program prints its stack traces
	v.after(2 * time.Second)
	_ = v.cmd.Process.Kill()
	<-v.ended
	v.x.t.Logf("%s", last(v.said.String(), 8000))
}

func (v *victim) checkSaid() {
	if text := v.said.String(); strings.Contains(text, "panic:") || strings.Contains(text, "\ngoroutine ") || strings.Contains(text, "fatal error:") {
		v.x.fault(panics, "%q: %s", v.cmd.Args, text)
	}
}

// saysWhy tells whether exactly a failed command has printed an error.
func saysWhy(code int, text string) bool {
	if code == cli.ExitDone {
		return !strings.Contains(text, "respite: error: ")
	}
	return (code == cli.ExitFailed || code == cli.ExitUsage || code == cli.ExitInterrupted) && strings.Contains(text, "respite: error: ")
}

// asleep tells whether a process and all of its descendants wait for something other than a
// core or a disk.
func asleep(pid int) bool {
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", pid))
	for _, task := range tasks {
		stat, err := os.ReadFile(task + "/stat")
		if _, state, ok := bytes.Cut(stat, []byte(") ")); err == nil && ok && (state[0] == 'R' || state[0] == 'D') {
			return false
		}
	}
	return !slices.ContainsFunc(childrenOf(pid), func(child int) bool { return !asleep(child) })
}

// childrenOf returns the child processes of a process.
func childrenOf(pid int) (children []int) {
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, list := range lists {
		b, _ := os.ReadFile(list)
		for _, word := range strings.Fields(string(b)) {
			if child, err := strconv.Atoi(word); err == nil {
				children = append(children, child)
			}
		}
	}
	return children
}

// child returns a child process of the victim whose program has one of the names.
func (v *victim) child(names ...string) (pid int, ok bool) {
	for _, child := range childrenOf(v.cmd.Process.Pid) {
		b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", child))
		if slices.Contains(names, strings.TrimSpace(string(b))) {
			return child, true
		}
	}
	return 0, false
}

// processesWith returns the processes with a variable in their environment.
func processesWith(variable string) (pids []int) {
	files, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, file := range files {
		b, _ := os.ReadFile(file)
		if slices.Contains(strings.Split(string(b), "\x00"), variable) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
			pids = append(pids, pid)
		}
	}
	return pids
}

// ownMemory is the most memory that the test itself has held, in kB. The figure of a
// child includes it: it counts from the fork.
func ownMemory() int64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Maxrss
}
