package audio

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"respite/script"
)

// A desk makes tracks from cues, each sound once.
type desk struct {
	Kit
	sounds map[soundName]*sound
	order  []*sound // as they were first asked for

	lock       sync.Mutex
	resamplers map[[2]int]*Resampler[int16] // by the rates from and to
}

// A soundName is what tells one sound from another.
type soundName struct {
	kind   script.Kind
	text   string // of a line
	take   int    // of a line
	bell   script.BellName
	frames int64 // of a tone
}

// A sound is what a cue sounds with, once it is made.
type sound struct {
	soundName
	track
	err error
}

func newDesk(k Kit) *desk {
	return &desk{Kit: k, sounds: map[soundName]*sound{}, resamplers: map[[2]int]*Resampler[int16]{}}
}

// tracks are the sounds of cues, in their order, each where it belongs.
func (d *desk) tracks(cues []script.Cue) ([]track, error) {
	asked := make([]*sound, len(cues))
	for i, cue := range cues {
		asked[i] = d.sound(cue)
	}
	each(len(d.order), func(i int) { d.order[i].track, d.order[i].err = d.make(d.order[i].soundName) })
	tracks := make([]track, len(cues))
	for i, s := range asked {
		if s.err != nil {
			return nil, s.err
		}
		tracks[i] = s.track
		tracks[i].at = FrameAt(cues[i].At, d.Rate)
	}
	return tracks, nil
}

// sound is that of a cue, not yet made.
func (d *desk) sound(cue script.Cue) *sound {
	name := soundName{kind: cue.Kind, text: cue.Text, take: cue.Take, bell: cue.Bell}
	if cue.Kind.IsPhase() {
		name.frames = FrameAt(cue.End(), d.Rate) - FrameAt(cue.At, d.Rate)
	}
	s, ok := d.sounds[name]
	if !ok {
		s = &sound{soundName: name}
		d.sounds[name] = s
		d.order = append(d.order, s)
	}
	return s
}

// make is the track of a sound, not yet placed.
func (d *desk) make(s soundName) (track, error) {
	switch {
	case s.kind == script.Speech:
		c, loudness, err := d.Voice.Say(s.text, s.take)
		if err != nil {
			return track{}, err
		}
		return d.clip(c, voiceLoudness-loudness-bothChannels), nil
	case s.kind.IsPhase():
		return d.tone(s)
	case s.kind == script.Bell:
		c, err := d.Bells.Bell(string(s.bell))
		if err != nil {
			return track{}, err
		}
		return d.clip(c, bellGain), nil
	}
	return track{}, fmt.Errorf("the timeline has a cue of an unknown kind %q", s.kind)
}

// clip is a track of a clip, which is measured at its own rate: that is half the work or less.
func (d *desk) clip(c Clip, gain float64) track {
	t := track{src: newClip(c, d.resampler(c.Rate, d.Rate)), gain: decibels(gain)}
	if d.Master != nil {
		t.level = newLevel(newClip(c, d.resampler(c.Rate, c.Rate)), c.Rate)
	}
	return t
}

func (d *desk) tone(s soundName) (track, error) {
	name, sweep := breathTone(s.kind)
	texture, err := d.Tones.Texture(name)
	if err != nil {
		return track{}, err
	}
	t := track{src: newTone(texture, d.Rate, s.frames, sweep), gain: decibels(toneLoudness - toneMastered - bothChannels)}
	if d.Master != nil {
		t.level = newLevel(t.src, d.Rate)
	}
	return t, nil
}

// breathTone is the texture and the sweep of a phase of the breath.
func breathTone(k script.Kind) (texture string, s sweep) {
	switch k {
	case script.Inhale, script.Sip:
		return "inhale", inhaleSweep
	case script.Exhale:
		return "exhale", exhaleSweep
	case script.HoldTone:
		return "hold", holdSweep
	default:
		return "hold", restSweep
	}
}

func (d *desk) resampler(from, to int) *Resampler[int16] {
	d.lock.Lock()
	defer d.lock.Unlock()
	r, ok := d.resamplers[[2]int{from, to}]
	if !ok {
		r = NewResampler[int16](from, to)
		d.resamplers[[2]int{from, to}] = r
	}
	return r
}

// each calls do with the numbers below n, on all cores, and waits.
func each(n int, do func(i int)) {
	var next atomic.Int64
	var crew sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		crew.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	crew.Wait()
}
