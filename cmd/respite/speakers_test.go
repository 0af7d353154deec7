//go:build linux

package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"respite/audio/play"
	"respite/audio/tooltest"
)

// speakers are a virtual sound output: a separate sound server with a null sink, and a
// recorder of that sink.
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
	tooltest.Need(t, "pulseaudio", "pactl", "parec")
	dir, err := os.MkdirTemp("", "speakers") // the path of a socket is limited in length
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
	for s.length() < 4410 { // the recorder needs a moment to start
		time.Sleep(10 * time.Millisecond)
	}
	return s
}

// env returns the environment that selects these speakers.
func (s *speakers) env() []string {
	dir := filepath.Dir(s.socket)
	return append(os.Environ(), "PULSE_SERVER=unix:"+s.socket, "XDG_RUNTIME_DIR="+dir, "HOME="+dir, "DBUS_SESSION_BUS_ADDRESS=unix:path="+dir+"/no-bus")
}

// alsaEnv returns an environment without a sound server that respite supports directly, so
// that the sound takes ALSA's plugin.
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

// backends are the sound systems, with the environment for each.
func backends() map[string]func(*speakers) []string {
	all := map[string]func(*speakers) []string{"pulse": (*speakers).env}
	if strings.Contains(play.Backends, "oto") {
		all["oto"] = (*speakers).alsaEnv
	}
	return all
}

// serve starts the server, or restarts it after it was killed.
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

// recording stops the recorder and returns the recording.
func (s *speakers) recording() []frame16 {
	s.heard.awaitSilence()
	end(s.recorder)
	return s.heard.frames()
}

// length returns the number of recorded frames.
func (s *speakers) length() int { return len(s.heard.frames()) }

// A soundTape is a recording in progress.
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

// awaitSilence waits until the tape ends with half a second of silence, at most 5 s: on a busy
// machine the sound arrives late.
func (g *soundTape) awaitSilence() {
	for range 50 {
		time.Sleep(100 * time.Millisecond)
		heard := g.frames()
		if end := heard[max(0, len(heard)-22050):]; len(end) > 0 && !slices.ContainsFunc(end, func(f frame16) bool { return f != frame16{} }) {
			return
		}
	}
}

func (g *soundTape) frames() []frame16 {
	g.mu.Lock()
	defer g.mu.Unlock()
	return frames16(g.b)
}

// end stops a program and waits for it.
func end(cmd *exec.Cmd) {
	_ = cmd.Process.Signal(syscall.SIGCONT)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// A frame16 is a frame in the format of the speakers.
type frame16 [2]int16

func frames16(b []byte) []frame16 {
	frames := make([]frame16, len(b)/4)
	for i := range frames {
		frames[i] = frame16{int16(binary.LittleEndian.Uint16(b[4*i:])), int16(binary.LittleEndian.Uint16(b[4*i+2:]))}
	}
	return frames
}

// apart returns the largest difference between the channels of two frames.
func apart(a, b frame16) int {
	return max(abs(int(a[0])-int(b[0])), abs(int(a[1])-int(b[1])))
}

func abs(x int) int { return max(x, -x) }
