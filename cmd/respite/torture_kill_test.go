//go:build linux

package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"respite/cmd/respite/cli"
)

// kills kills a render, or its encoder, at a random moment.
type kills struct {
	*sessions
	done int
}

func newKills(x *torture) rounder { return &kills{sessions: sessionsOf(x)} }

var deadly = []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM, syscall.SIGINT}

// round kills one run. Then the previous file is unchanged, or the new one is complete.
func (k *kills) round() {
	kind, replace, encoder := k.kind(), k.oneIn(2), k.oneIn(3)
	file := k.path("out", "x"+kind)
	os.Remove(file)
	if replace {
		k.put(file, kind, 0)
	}
	signal := one(k.torture, deadly)
	v := k.render(file, k.perhapsNewCache()...)
	v.after(k.moment(k.longs[kind] * 5 / 4))
	whom := "respite"
	if encoder {
		if whom = v.killEncoder(signal); whom == "" {
			whom = "an encoder that was gone"
		}
	} else {
		_ = v.cmd.Process.Signal(signal) // it may have ended already
	}
	code := v.end()
	k.done++
	k.counts[fmt.Sprintf("kills of %s, %s", whom, unix.SignalName(signal))]++
	k.checkFile(file, kind, replace, code)
	k.checkCode(v, code, whom, signal)
	if k.done%10 == 0 {
		k.checkLeft()
	}
}

// checkCode finds exit codes and messages that do not match what happened.
func (k *kills) checkCode(v *victim, code int, whom string, signal syscall.Signal) {
	text := v.said.String()
	switch {
	case whom == "respite" && code == -1: // killed, or before it had come to listen for signals
	case whom == "respite" && signal == syscall.SIGKILL && code == cli.ExitDone:
	case whom == "respite" && code != cli.ExitDone && code != cli.ExitInterrupted, whom != "respite" && code != cli.ExitDone && code != cli.ExitFailed, !saysWhy(code, text):
		k.fault(wrongCodes, "%d after %v for %s: %s", code, signal, whom, text)
	}
}

// killEncoder waits for the encoder, sends it a signal, and returns its name.
func (v *victim) killEncoder(signal syscall.Signal) string {
	for {
		for _, name := range []string{"lame", "ffmpeg"} {
			if pid, ok := v.child(name); ok {
				_ = syscall.Kill(pid, signal) // it may have ended already
				return name
			}
		}
		select {
		case <-v.ended:
			return ""
		case <-time.After(time.Millisecond):
		}
	}
}

// perhapsNewCache sometimes empties the cache, so that the engine must speak.
func (k *kills) perhapsNewCache() []string {
	if !k.oneIn(4) {
		return nil
	}
	os.RemoveAll(k.path("cold"))
	return []string{"XDG_CACHE_HOME=" + k.path("cold")}
}

// checkLeft lets a run finish, which removes the leftovers of killed runs, and reports other
// files than its output.
func (k *kills) checkLeft() {
	time.Sleep(200 * time.Millisecond) // an encoder whose respite was killed needs a moment to end
	v := k.render(k.path("out", "last.wav"))
	if code := v.end(); code != cli.ExitDone {
		k.fault(wrongCodes, "%d: %s", code, v.said.String())
	}
	k.findLeft("out", func(name string) bool { return name[0] == '.' }, "kills")
	k.findLeft("tmp", func(string) bool { return true }, "kills")
	k.findLeft("cache/respite/lines", func(name string) bool { return !strings.HasSuffix(name, ".flac") && name != "lock" }, "kills")
}

// findLeft finds unexpected names in a folder.
func (x *torture) findLeft(folder string, strange func(name string) bool, after string) {
	entries, _ := os.ReadDir(x.path(folder))
	for _, e := range entries {
		if strange(e.Name()) {
			x.fault(filesLeft, "%s/%s after %s", folder, e.Name(), after)
			os.RemoveAll(x.path(folder, e.Name()))
		}
	}
}
