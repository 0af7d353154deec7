package main

import (
	"fmt"
	"math"
	"time"
)

// The volume, in percent of the session's own.
const (
	loudest    = 100
	volumeStep = 10
)

// What the keys and the desktop do with a sitting.

func (s *sitting) toggle() {
	if s.player.State().Playing {
		s.pause()
	} else {
		s.player.Resume()
	}
}

func (s *sitting) pause() {
	if s.player.State().Playing {
		s.player.Pause(s.frame(s.timeline.Resume(s.at())))
	}
}

func (s *sitting) resume() { s.player.Resume() }

func (s *sitting) next() {
	if at, ok := s.timeline.Next(s.at()); ok {
		s.seek(at)
	} else {
		s.screen.note("this is the last one")
	}
}

func (s *sitting) previous() { s.seek(s.timeline.Previous(s.at())) }

func (s *sitting) repeat() { s.seek(s.timeline.Repeat(s.at())) }

func (s *sitting) louder() { s.setVolume(s.volume + volumeStep) }

func (s *sitting) softer() { s.setVolume(s.volume - volumeStep) }

func (s *sitting) help() { s.screen.note(keysHelp) }

func (s *sitting) quit() { s.leave(exitDone) }

func (s *sitting) interrupt() { s.leave(exitInterrupted) }

func (s *sitting) leave(code int) { s.leaving = &code }

// sayWhere has the voice tell where we are; then the session goes on as after
// a pause.
func (s *sitting) sayWhere() {
	at := s.timeline.Resume(s.at())
	src, err := s.where(at)
	switch {
	case err != nil:
		s.screen.note(err.Error())
	case src == nil:
		s.screen.note("the voice has no words for this")
	default:
		s.player.Say(src, s.frame(at))
	}
}

// seek goes to a time of the session.
func (s *sitting) seek(at time.Duration) {
	at = min(max(at, 0), s.timeline.Length)
	s.player.GoTo(s.frame(at))
	s.desktop.jumped(at)
}

// seekWithin goes to a time, unless it lies outside of the session.
func (s *sitting) seekWithin(at time.Duration) {
	if at >= 0 && at <= s.timeline.Length {
		s.seek(at)
	}
}

// setVolume sets it in percent. Loudness grows about as its cube does.
func (s *sitting) setVolume(percent int) {
	s.volume = min(max(percent, 0), loudest)
	s.player.SetVolume(math.Pow(float64(s.volume)/loudest, 3))
	s.screen.note(fmt.Sprintf("volume %d %%", s.volume))
}
