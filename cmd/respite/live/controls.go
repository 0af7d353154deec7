package live

import (
	"fmt"
	"math"
	"time"

	"respite/script"
)

// Controls are the actions of keys and of the desktop during playback.
type Controls interface {
	Toggle() // pauses or resumes
	Pause()
	Resume()
	Next()     // goes to the next stretch
	Previous() // goes to the previous stretch or, after some seconds, to the start of the current one
	Repeat()   // goes to the start of the stretch
	Seek(by time.Duration)
	SetPosition(at time.Duration) // does nothing for a time outside of the session
	Louder()
	Softer()
	SetVolume(percent int)
	SayWhere()   // makes the voice say the position in the session
	RepeatLine() // makes the voice repeat the last line
	ShowKeys()   // shows the keys, or hides them
	Quit()
	Interrupt()
}

// The volume, in percent of the session's volume.
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

// Resume continues after the guide has led back into the pose.
func (p *playback) Resume() {
	if p.player.State().Playing {
		return
	}
	back, from := p.Guide.Return(p.at())
	p.player.Resume()
	p.say(back, from)
}

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

// goTo goes to a time after the guide has led out of the pose. A paused session stays paused.
func (p *playback) goTo(to time.Duration) {
	if p.player.State().Playing {
		if at := p.at(); !p.say(p.Guide.Leave(at, to), to) {
			p.player.GoTo(p.frame(to))
		}
	} else {
		p.player.GoTo(p.frame(to))
	}
	p.desktop.jumped(to)
}

// say plays a timeline of the guide, and then the session from a time on. It returns false if
// the timeline is empty.
func (p *playback) say(t *script.Timeline, then time.Duration) bool {
	if len(t.Cues) == 0 {
		return false
	}
	src, err := p.Render(t)
	if err != nil {
		p.console.note(err.Error())
		return false
	}
	p.player.Say(src, p.frame(then))
	p.console.note(spoken(t))
	return true
}

func (p *playback) Louder() { p.SetVolume(p.volume + volumeStep) }

func (p *playback) Softer() { p.SetVolume(p.volume - volumeStep) }

// SetVolume sets the volume in percent. Perceived loudness is roughly linear in the
// percentage: the gain is its cube.
func (p *playback) SetVolume(percent int) {
	text := ""
	if percent > loudest {
		text = ", the maximum: turn up the device for more"
	}
	p.volume = min(max(percent, 0), loudest)
	p.player.SetVolume(math.Pow(float64(p.volume)/loudest, 3))
	p.console.note(fmt.Sprintf("volume %d %%%s", p.volume, text))
}

// SayWhere shows the position, and says it during the next gap between the lines of the
// session. The session continues, or stays paused.
func (p *playback) SayWhere() {
	where, at := p.Guide.Where(p.at()), p.at()
	if len(where.Cues) == 0 {
		p.console.note("this voice cannot say the position")
		return
	}
	if !p.player.State().Playing {
		p.say(where, at)
		return
	}
	p.console.note(spoken(where))
	from := gap(p.Timeline, at+switchTime, where.Length)
	if from > at+longestWait {
		return
	}
	src, err := p.Render(where)
	if err != nil {
		p.console.note(err.Error())
		return
	}
	p.player.SayOver(src, p.frame(from))
}

// The limits for the announcement of the position: the longest wait for a gap, because a late
// answer is useless, and the time to prepare the sound.
const (
	longestWait = 15 * time.Second
	switchTime  = 100 * time.Millisecond
)

// gap returns the first time from at on with no speech for that length.
func gap(t *script.Timeline, at, length time.Duration) time.Duration {
	for _, c := range t.Cues { // the cues are sorted by time
		if c.Kind == script.Speech && c.At < at+length && at < c.End() {
			at = c.End()
		}
	}
	return at
}

// RepeatLine repeats the last line. Then the session continues as after a pause.
func (p *playback) RepeatLine() {
	if !p.say(p.Guide.LastLine(p.at()), p.Timeline.Resume(p.at())) {
		p.console.note("no line was spoken yet")
	}
}

func (p *playback) ShowKeys() { p.console.toggleKeys() }

func (p *playback) Quit() { p.left = stopped }

func (p *playback) Interrupt() { p.left = interrupted }
