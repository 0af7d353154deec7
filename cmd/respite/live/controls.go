package live

import (
	"fmt"
	"math"
	"time"
)

// Controls are what keys and the desktop do with a session while it is played.
type Controls interface {
	Toggle() // pauses, or goes on
	Pause()
	Resume()
	Next()     // goes to the next stretch
	Previous() // goes to the stretch before or, some seconds into one, to its start
	Repeat()   // goes to the start of the stretch
	Seek(by time.Duration)
	SetPosition(at time.Duration) // does nothing outside of the session
	Louder()
	Softer()
	SetVolume(percent int)
	SayWhere() // has the voice say where in the session we are
	ShowKeys() // shows the keys, or hides them
	Quit()
	Interrupt()
}

// The volume, in percent of the session's own.
const (
	loudest    = 100
	volumeStep = 10
)

func (p *playback) Toggle() {
	if p.player.State().Playing {
		p.Pause()
	} else {
		p.Resume()
	}
}

func (p *playback) Pause() {
	if p.player.State().Playing {
		p.player.Pause(p.frame(p.Timeline.Resume(p.at())))
	}
}

func (p *playback) Resume() { p.player.Resume() }

func (p *playback) Next() {
	if at, ok := p.Timeline.Next(p.at()); ok {
		p.goTo(at)
	} else {
		p.console.note("this is the last stretch")
	}
}

func (p *playback) Previous() { p.goTo(p.Timeline.Previous(p.at())) }

func (p *playback) Repeat() { p.goTo(p.Timeline.Repeat(p.at())) }

func (p *playback) Seek(by time.Duration) { p.goTo(min(max(p.at()+by, 0), p.Timeline.Length)) }

func (p *playback) SetPosition(at time.Duration) {
	if at >= 0 && at <= p.Timeline.Length {
		p.goTo(at)
	}
}

func (p *playback) goTo(at time.Duration) {
	p.player.GoTo(p.frame(at))
	p.desktop.jumped(at)
}

func (p *playback) Louder() { p.SetVolume(p.volume + volumeStep) }

func (p *playback) Softer() { p.SetVolume(p.volume - volumeStep) }

// SetVolume sets the volume in percent. Loudness grows about as the cube of it.
func (p *playback) SetVolume(percent int) {
	text := ""
	if percent > loudest {
		text = ", the most there is: turn up the device for more"
	}
	p.volume = min(max(percent, 0), loudest)
	p.player.SetVolume(math.Pow(float64(p.volume)/loudest, 3))
	p.console.note(fmt.Sprintf("volume %d %%%s", p.volume, text))
}

// SayWhere announces where we are. Then the session goes on as after a pause.
func (p *playback) SayWhere() {
	at := p.Timeline.Resume(p.at())
	w := p.Where(at)
	if len(w.Cues) == 0 {
		p.console.note("the voice has no words for this")
		return
	}
	src, err := p.Render(w)
	if err != nil {
		p.console.note(err.Error())
		return
	}
	p.player.Say(src, p.frame(at))
	p.console.note(spoken(w))
}

func (p *playback) ShowKeys() { p.console.toggleKeys() }

func (p *playback) Quit() { p.left = stopped }

func (p *playback) Interrupt() { p.left = interrupted }
