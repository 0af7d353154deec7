//go:build linux

package main

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A session continues at its position if its sink is removed, on an existing sink or on one
// that appears a moment later. It also continues if the sound server restarts.
func TestAnotherSink(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as a session")
	}
	routine, session := renderRoutine(t, short)
	for name, c := range map[string]struct {
		backend string
		change  func(*speakers)
	}{
		"another is there, pulse":     {"pulse", func(s *speakers) { s.changeSink(); s.removeSink() }},
		"another is there, oto":       {"oto", func(s *speakers) { s.changeSink(); s.removeSink() }},
		"another comes, pulse":        {"pulse", func(s *speakers) { s.removeSink(); time.Sleep(time.Second); s.changeSink() }},
		"the server is killed, pulse": {"pulse", func(s *speakers) { end(s.server); s.serve(); s.changeSink() }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env, ok := backends()[c.backend]
			if !ok {
				t.Skipf("built without %s", c.backend)
			}
			s := newSpeakers(t)
			cmd := exec.Command("respite", append([]string{"play", "-v", routine, "--from=0:10"}, shortFlags...)...)
			cmd.Env = env(s)
			var said strings.Builder
			cmd.Stdout, cmd.Stderr = &said, &said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(6 * time.Second)
			before := s.heard.frames()
			begin := time.Now()
			c.change(s)
			after := s.recordOther()
			took := time.Since(begin)
			if err := cmd.Wait(); err != nil || !regexp.MustCompile(`frames through \w+`).MatchString(said.String()) {
				t.Errorf("it ended with %v, saying %s", err, &said)
			}
			checkContinues(t, before, after(), session, took)
		})
	}
}

// recordOther records the sink that changeSink makes, until the returned function is called.
func (s *speakers) recordOther() func() []frame16 {
	var tape soundTape
	recorder := exec.Command("parec", "-d", "other.monitor", "--raw", "--format=s16le", "--rate=44100", "--channels=2", "--latency-msec=50")
	recorder.Env = s.env()
	recorder.Stdout = &tape
	if err := recorder.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { end(recorder) })
	for len(tape.frames()) == 0 { // the recorder needs a moment to start
		time.Sleep(10 * time.Millisecond)
	}
	return func() []frame16 {
		tape.awaitSilence()
		end(recorder)
		return tape.frames()
	}
}

// checkContinues checks that the sound after a change follows the sound before it, and reaches
// the end. Two seconds may be missing, and the part before the new recording started.
func checkContinues(t *testing.T, before, after, session []frame16, unheard time.Duration) {
	t.Helper()
	first, then := excerptsOf(before, session), excerptsOf(after, session)
	t.Logf("heard %v, then %v", first, then)
	if len(first) == 0 || len(then) == 0 {
		t.Fatal("not both halves were heard")
	}
	was, goesOn, end := first[len(first)-1], then[0], then[len(then)-1]
	if gap := float64(goesOn.at-was.at-was.length) / 44100; gap < -1 || gap > 2+unheard.Seconds() {
		t.Errorf("it goes on %.2f s after where it was", gap)
	}
	if missing := len(session) - end.at - end.length; missing > 4410 {
		t.Errorf("%d frames at the end are missing", missing)
	}
}
