//go:build linux

package main

import (
	"testing"

	"respite/audio/tooltest"
)

// A background session (&) prints plain lines. After fg, it has its view and its keys.
func TestBackgroundAndForeground(t *testing.T) {
	t.Parallel()
	tooltest.Need(t, "bash")
	routine, _ := renderRoutine(t, two)
	y := newTypist(t, newSpeakers(t), 80, "bash", "--norc", "-i")
	if err := y.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(y.cmd) })
	y.types(0, "respite play "+routine+" --guidance=quiet &\n")
	y.shows(`(?m) 0:00  Cobra$`)
	y.types(0, "fg\n")
	y.shows(`(?m)^ *Two +\? for keys$`)
	y.types(0, "?")
	y.shows(`(?m)^ *space     pause, or continue$`)
	y.types(0, "-")
	y.shows(`(?m)^ *volume 90 %$`)
	y.types(0, "q")
	y.shows(`stopped at 0:\d\d; to go on`)
	y.types(0, "exit\n")
	_ = y.cmd.Wait() // the exit code of bash is that of respite
}
