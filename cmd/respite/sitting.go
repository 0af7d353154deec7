package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"respite/audio"
	"respite/audio/play"
	"respite/cmd/respite/hint"
	"respite/script"
)

const (
	redraw    = 100 * time.Millisecond // between two looks at the session
	stallTime = 5 * time.Second        // that the output may take nothing
	hushTime  = 180 * time.Millisecond // that an interrupted program may take to fall silent
)

// A sitting is a session while it is played. What steers it are orders,
// which all run in one goroutine, that of perform.
type sitting struct {
	timeline *script.Timeline
	player   *play.Player
	out      play.Output
	rate     int                  // Hz
	clock    func() time.Duration // counts sleep, too
	where    func(at time.Duration) (audio.Source, error)
	again    func(at time.Duration) string // the command that goes on at a time
	verbose  bool
	std      streams

	orders  chan order
	signals chan os.Signal
	echoes  int // of the signal that ended the context, still to come
	screen  *screen
	desktop desktop
	volume  int  // percent
	leaving *int // the exit code, once somebody wants to leave
}

// An order changes what is played.
type order func(*sitting)

// play plays to the end, or until somebody or something ends it, and tells
// how to go on then.
func (s *sitting) play(ctx context.Context) error {
	err := s.perform(ctx)
	if s.verbose {
		fmt.Fprintf(s.std.err, "respite: %d underruns, %d frames through %s, %v to the ear at most\n",
			s.out.Underruns(), s.player.State().Handed, play.Backend, s.out.Latency().Round(time.Millisecond))
	}
	at := s.timeline.Resume(s.at())
	switch {
	case err != nil:
		return hint.With(fmt.Errorf("%w, at %s", err, script.Clock(at)), "to go on: "+s.again(at))
	case s.leaving != nil:
		fmt.Fprintf(s.std.out, "stopped at %s; to go on: %s\n", script.Clock(at), s.again(at))
		return reportedError(*s.leaving)
	}
	return nil
}

// perform plays until the end, a fault, which it returns, or an order to
// leave. When it returns the terminal is as it was.
func (s *sitting) perform(ctx context.Context) error {
	s.signals = make(chan os.Signal, 4)
	// By the default of a signal the terminal would stay as the keys need it.
	signal.Notify(s.signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGPIPE)
	defer signal.Stop(s.signals)
	defer s.out.Close()
	defer s.desktop.serve(s.orders)()
	defer s.listen()()
	s.screen = newScreen(s.std.out)
	defer s.screen.clear()

	first := make(chan struct{})
	s.out.Start(&firstRead{Player: s.player, done: first})
	tick := time.NewTicker(redraw)
	defer tick.Stop()
	watch := newWatch(s.clock())
	for s.leaving == nil {
		select {
		case o := <-s.orders:
			o(s)
		case <-ctx.Done():
			s.echoes = 1
			s.interrupt()
		case sig := <-s.signals:
			s.signalled(sig)
		case <-first:
			first = nil
			s.show()
		case <-tick.C:
			if err := s.fault(watch); err != nil {
				return err
			}
			if s.over() {
				return nil
			}
			s.show()
		}
	}
	s.hush()
	return nil
}

// at is the time of the session.
func (s *sitting) at() time.Duration { return s.length(s.player.State().At) }

// over tells that the last frame was heard.
func (s *sitting) over() bool {
	state := s.player.State()
	return state.Ended && s.heard(state)
}

// heard tells that all sound was. Silence follows it, and when the device has
// taken as much of that as it holds, it has played what came before.
func (s *sitting) heard(state play.State) bool {
	return s.length(state.Silent) >= s.out.Latency()
}

// fault is what ended the session, if something did.
func (s *sitting) fault(w *watch) error {
	state := s.player.State()
	if err := s.out.Err(); err != nil {
		return fmt.Errorf("the sound output failed: %w", err)
	}
	if state.Err != nil {
		return state.Err
	}
	return w.look(s.clock(), state.Handed)
}

// signalled leaves, but for a pipe that nobody reads: sound has no need of it.
func (s *sitting) signalled(sig os.Signal) {
	if sig != syscall.SIGPIPE {
		s.interrupt()
	}
}

// hush fades out and gives that the time to be heard, all of it unless
// it was interrupted; another signal ends it at once. The signal that ended the context is no other one.
func (s *sitting) hush() {
	for len(s.signals) > 0 {
		<-s.signals // those that brought us here
		s.echoes = 0
	}
	s.player.Pause(s.player.State().At)
	s.out.Hush()
	patience := s.out.Latency() + hushTime
	if *s.leaving == exitInterrupted {
		patience = hushTime
	}
	enough := time.After(patience)
	for ; ; s.echoes-- {
		select {
		case <-enough:
			return
		case <-s.signals:
			if s.echoes == 0 {
				return
			}
		}
	}
}

// length is how long so many frames last, and frame where a time is among them.
func (s *sitting) length(frames int64) time.Duration {
	return time.Duration(frames) * time.Second / time.Duration(s.rate)
}

func (s *sitting) frame(at time.Duration) int64 { return audio.FrameAt(at, s.rate) }

// A firstRead tells when the first frames of the session were handed to the device.
type firstRead struct {
	*play.Player
	done chan struct{} // nil once it was told
}

func (f *firstRead) Read(b []byte) (int, error) {
	n, err := f.Player.Read(b)
	if f.done != nil && f.State().Silent == 0 {
		close(f.done)
		f.done = nil
	}
	return n, err
}
