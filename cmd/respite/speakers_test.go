//go:build linux

package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"respite/audio/play"
)

// Speakers that nobody hears: a sound server of the test's own with a sink
// that leads nowhere, and a recorder of what that sink gets.
type speakers struct {
	t        testing.TB
	socket   string
	config   string
	server   *exec.Cmd
	recorder *exec.Cmd
	heard    soundTape
}

func newSpeakers(t testing.TB) *speakers {
	t.Helper()
	for _, program := range []string{"pulseaudio", "pactl", "parec"} {
		need(t, program)
	}
	dir, err := os.MkdirTemp("", "speakers") // a socket's path has to be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s := &speakers{t: t, socket: filepath.Join(dir, "native"), config: filepath.Join(dir, "pa")}
	config := fmt.Sprintf("load-module module-native-protocol-unix auth-anonymous=1 socket=%s\n"+
		"load-module module-null-sink sink_name=out rate=44100 channels=2 format=s16le\nset-default-sink out\n", s.socket)
	if err := os.WriteFile(s.config, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	s.serve()
	s.recorder = exec.Command("parec", "-d", "out.monitor", "--raw", "--format=s16le", "--rate=44100", "--channels=2", "--latency-msec=50")
	s.recorder.Env = s.env()
	s.recorder.Stdout = &s.heard
	if err := s.recorder.Start(); err != nil {
		t.Fatal(err)
	}
	for s.length() < 4410 { // it takes a while to begin
		time.Sleep(10 * time.Millisecond)
	}
	return s
}

// env is where a program finds the speakers.
func (s *speakers) env() []string {
	dir := filepath.Dir(s.socket)
	return append(os.Environ(), "PULSE_SERVER=unix:"+s.socket, "XDG_RUNTIME_DIR="+dir, "HOME="+dir, "DBUS_SESSION_BUS_ADDRESS=unix:path="+dir+"/no-bus")
}

// alsaEnv is the same without a server of the kind that respite knows: sound goes
// through ALSA's plugin.
func (s *speakers) alsaEnv() []string {
	home := filepath.Join(filepath.Dir(s.socket), "alsa")
	err := os.MkdirAll(home, 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(home, ".asoundrc"), fmt.Appendf(nil, "pcm.!default { type pulse server \"unix:%s\" }\n", s.socket), 0o600)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return append(s.env(), "PULSE_SERVER=unix:"+home+"/nobody", "XDG_RUNTIME_DIR="+home, "HOME="+home)
}

// backends are what sound goes out through, with the environment for each.
func backends() map[string]func(*speakers) []string {
	all := map[string]func(*speakers) []string{"pulse": (*speakers).env}
	if strings.Contains(play.Backends, "oto") {
		all["oto"] = (*speakers).alsaEnv
	}
	return all
}

// serve starts the server, again if it was killed.
func (s *speakers) serve() {
	s.server = exec.Command("pulseaudio", "-n", "-F", s.config, "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1")
	s.server.Env = s.env()
	if err := s.server.Start(); err != nil {
		s.t.Fatal(err)
	}
	server := s.server
	s.t.Cleanup(func() { end(server) })
	for range 100 {
		info := exec.Command("pactl", "info")
		info.Env = s.env()
		if info.Run() == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatal("pulseaudio does not answer")
}

// recording ends the recording and returns it.
func (s *speakers) recording() []frame16 {
	time.Sleep(500 * time.Millisecond) // what is on its way
	end(s.recorder)
	return s.heard.frames()
}

// length is how many frames were heard so far.
func (s *speakers) length() int { return len(s.heard.frames()) }

// soundTape is sound that a recorder is writing.
type soundTape struct {
	mu sync.Mutex
	b  []byte
}

func (g *soundTape) Write(b []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.b = append(g.b, b...)
	return len(b), nil
}

func (g *soundTape) frames() []frame16 {
	g.mu.Lock()
	defer g.mu.Unlock()
	return frames16(g.b)
}

// end ends a program and waits for it.
func end(cmd *exec.Cmd) {
	_ = cmd.Process.Signal(syscall.SIGCONT)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// slow skips a test that takes long, unless RESPITE_CHECK=1 asks for it, as
// make check does. make test lists what was left out.
func slow(t testing.TB) {
	t.Helper()
	if os.Getenv("RESPITE_CHECK") != "1" {
		t.Skip("left out: slow, run by make check")
	}
}

// A frame16 is a frame as the speakers get it.
type frame16 [2]int16

func frames16(b []byte) []frame16 {
	frames := make([]frame16, len(b)/4)
	for i := range frames {
		frames[i] = frame16{int16(binary.LittleEndian.Uint16(b[4*i:])), int16(binary.LittleEndian.Uint16(b[4*i+2:]))}
	}
	return frames
}

// apart is how many steps two frames differ at most.
func apart(a, b frame16) int {
	return max(abs(int(a[0])-int(b[0])), abs(int(a[1])-int(b[1])))
}

func abs(x int) int { return max(x, -x) }
