//go:build linux

package main

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"respite/audio/tooltest"
	"respite/cmd/respite/cli"
)

// Media keys and the button of a headset control the session. The test sends their commands
// with playerctl and dbus-send, on its own bus.
func TestDesktopKeys(t *testing.T) {
	tooltest.Need(t, "dbus-daemon", "dbus-send", "playerctl")
	t.Parallel()
	routine, _ := renderRoutine(t, two)
	s := newSpeakers(t)
	address := "unix:path=" + filepath.Join(filepath.Dir(s.socket), "bus")
	bus := exec.Command("dbus-daemon", "--session", "--nofork", "--nopidfile", "--address="+address)
	if err := bus.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(bus) })
	env := append(s.env(), "DBUS_SESSION_BUS_ADDRESS="+address)
	ask := func(program string, args ...string) string {
		cmd := exec.Command(program, args...)
		cmd.Env = env
		out, _ := cmd.CombinedOutput()
		return strings.TrimSpace(string(out))
	}
	const destination = "--dest=org.mpris.MediaPlayer2.respite"
	const path = "/org/mpris/MediaPlayer2"
	becomes := func(want, program string, args ...string) {
		t.Helper()
		var got string
		for range 100 {
			if got = ask(program, args...); regexp.MustCompile(want).MatchString(got) {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatalf("%s %q gives %q, want %q", program, args, got, want)
	}
	for range 100 { // until the bus answers
		if !strings.Contains(ask("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames"), "Failed") {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}

	cmd := exec.Command("respite", "play", routine, "--guidance=quiet") // its first chapter is Cobra
	cmd.Env = env
	var out strings.Builder
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(cmd) })

	becomes("^respite$", "playerctl", "-l")
	becomes("^Playing$", "playerctl", "status")
	becomes("^Two Cobra$", "playerctl", "metadata", "--format", "{{album}} {{title}}")
	becomes(`^[1-9]\d{5,}$`, "playerctl", "metadata", "--format", "{{position}}")
	ask("playerctl", "play-pause") // the button of a headset
	becomes("^Paused$", "playerctl", "status")
	ask("dbus-send", "--session", "--type=method_call", destination, path, "org.mpris.MediaPlayer2.Player.Next")
	becomes("^Cat-Cow$", "playerctl", "metadata", "title")
	ask("playerctl", "play")
	becomes("^Playing$", "playerctl", "status")
	ask("playerctl", "position", "2")
	becomes("^Cobra$", "playerctl", "metadata", "title")
	ask("dbus-send", "--session", "--type=method_call", destination, path, "org.mpris.MediaPlayer2.Player.SetPosition",
		"objpath:/another/track", "int64:20000000") // another track, so nothing happens
	becomes("^Cobra$", "playerctl", "metadata", "title")
	becomes(`(?s)org\.mpris\.MediaPlayer2\.Player.*SetPosition.*Seeked`, "dbus-send", "--session", "--print-reply", destination, path,
		"org.freedesktop.DBus.Introspectable.Introspect")
	ask("playerctl", "next")
	ask("playerctl", "previous")
	becomes("^Cobra$", "playerctl", "metadata", "title")
	ask("playerctl", "volume", "0.5")
	becomes("^0.5", "playerctl", "volume")
	becomes(`boolean true`, "dbus-send", "--session", "--print-reply", destination, path,
		"org.freedesktop.DBus.Properties.Get", "string:org.mpris.MediaPlayer2", "string:CanQuit")
	becomes(`(?s)"Metadata".*"mpris:length".*int64 \d+`, "dbus-send", "--session", "--print-reply", destination, path,
		"org.freedesktop.DBus.Properties.GetAll", "string:org.mpris.MediaPlayer2.Player")
	ask("dbus-send", "--session", "--type=method_call", destination, path, "org.mpris.MediaPlayer2.Quit")
	_ = cmd.Wait()
	if cmd.ProcessState.ExitCode() != cli.ExitDone || !strings.Contains(out.String(), "stopped at") {
		t.Errorf("exit code %d, said %q", cmd.ProcessState.ExitCode(), &out)
	}
}
