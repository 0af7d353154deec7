package main

import (
	"testing"
	"time"

	"github.com/spf13/cobra"

	"respite/audio"
)

// Where we are is said by the session's own voice, about as loud as in it.
func TestWhereabouts(t *testing.T) {
	s := newSession(t)
	timeline, voice, err := s.timeline("back-relief", streams{})
	if err != nil {
		t.Fatal(err)
	}
	at, err := timeline.Find("Cobra")
	if err != nil {
		t.Fatal(err)
	}
	src, err := s.whereabouts(timeline, voice, at)
	if err != nil || src == nil {
		t.Fatalf("source %v, error %v", src, err)
	}
	if length := time.Duration(src.Len()) * time.Second / 44100; length < 1500*time.Millisecond || length > 6*time.Second {
		t.Errorf("it lasts %v", length)
	}
	var peak float32
	frames := make([]audio.Frame, src.Len())
	src.Render(frames, 0)
	for _, f := range frames {
		peak = max(peak, f[0], -f[0])
	}
	if peak < 0.1 || peak > 1 {
		t.Errorf("its peak is %v", peak)
	}
}

// newSession is what the shared flags say when none is given.
func newSession(t *testing.T) *session {
	t.Helper()
	var s session
	cmd := &cobra.Command{Use: "play"}
	cmd.SetContext(t.Context())
	s.addFlags(cmd)
	s.addSoundFlags(cmd)
	return &s
}
