package main

import (
	"testing"
	"time"

	"github.com/spf13/cobra"

	"respite/audio"
	"respite/cmd/respite/cli"
)

// The session's own voice says the position, about as loud as the session.
func TestWhereIsSaid(t *testing.T) {
	var f playFlags
	cmd := &cobra.Command{}
	f.session.Add(cmd)
	f.sound.Add(cmd)
	s, err := f.make(t.Context(), "back-relief", cli.Streams{})
	if err != nil {
		t.Fatal(err)
	}
	at, err := s.Timeline.Find("Cobra")
	if err != nil {
		t.Fatal(err)
	}
	src, err := s.Render(s.Guide.Where(at))
	if err != nil {
		t.Fatal(err)
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
