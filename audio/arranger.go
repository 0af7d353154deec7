package audio

import (
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"respite/audio/envelope"
	"respite/audio/resample"
	"respite/script"
)

// An arranger makes tracks from cues, each sound once.
type arranger struct {
	kit    Kit
	sounds map[soundKey]*sound
	order  []*sound // as they were first asked for

	lock       sync.Mutex
	resamplers map[[2]int]*resample.Resampler[int16] // by the rates from and to
}

// A soundKey tells one sound from another.
type soundKey struct {
	kind   script.Kind
	text   string // of a line
	take   int    // of a line
	bell   script.BellName
	file   string // of a sound file
	frames int64  // of a tone
}

// A sound is what a cue sounds with, once it is made.
type sound struct {
	key   soundKey
	uses  int   // how many cues
	keep  bool  // of a tone, that its frames are kept
	track track // not yet placed
	err   error
}

func newArranger(k Kit) *arranger {
	return &arranger{kit: k, sounds: map[soundKey]*sound{}, resamplers: map[[2]int]*resample.Resampler[int16]{}}
}

// tracks returns the sounds of cues, in their order, each at its frame. The
// error is that of the first cue that has one.
func (a *arranger) tracks(cues []script.Cue) ([]track, error) {
	asked := make([]*sound, len(cues))
	for i, cue := range cues {
		asked[i] = a.sound(cue)
	}
	a.keepTones()
	a.makeAll()
	tracks := make([]track, len(cues))
	for i, s := range asked {
		if s.err != nil {
			return nil, s.err
		}
		tracks[i] = s.track
		tracks[i].kind = cues[i].Kind
		tracks[i].at = FrameAt(cues[i].At, a.kit.Rate)
	}
	return tracks, nil
}

// makeAll makes the sounds, on all cores.
func (a *arranger) makeAll() {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, s := range a.order {
		group.Go(func() error {
			s.track, s.err = a.make(s)
			return nil
		})
	}
	_ = group.Wait() // each sound keeps its error
}

// sound returns that of a cue, not yet made.
func (a *arranger) sound(cue script.Cue) *sound {
	key := soundKey{kind: cue.Kind, text: cue.Text, take: cue.Take, bell: cue.Bell, file: cue.File}
	if cue.Kind.IsPhase() {
		key = soundKey{kind: cue.Kind, frames: FrameAt(cue.End(), a.kit.Rate) - FrameAt(cue.At, a.kit.Rate)}
	}
	s, ok := a.sounds[key]
	if !ok {
		s = &sound{key: key}
		a.sounds[key] = s
		a.order = append(a.order, s)
	}
	s.uses++
	return s
}

// mostKept is how many frames of tones are kept in memory: 24 s at 44.1 kHz, 4 MB.
// The breaths of a session are as long as each other, so a few tones are all.
const mostKept = 1 << 20

// keepTones has the tones kept that sound again and again.
func (a *arranger) keepTones() {
	left := int64(mostKept)
	for _, s := range a.order {
		if s.key.kind.IsPhase() && s.uses > 1 && s.key.frames <= left {
			s.keep = true
			left -= s.key.frames
		}
	}
}

// make returns the track of a sound.
func (a *arranger) make(s *sound) (track, error) {
	switch key := s.key; {
	case key.kind == script.Speech:
		return a.line(key)
	case key.kind.IsPhase():
		return a.tone(key, s.keep)
	case key.kind == script.Bell:
		return a.bell(key)
	case key.kind == script.Sound:
		return a.file(key)
	}
	return track{}, fmt.Errorf("the timeline has a cue of an unknown kind %q", s.key.kind)
}

// A knowingVoice knows about its lines without decoding them. Each of those is decoded when it is first heard.
type knowingVoice interface {
	Known(text string, take int) (k envelope.Known, loudness float64, ok bool)
}

// line returns a track of a spoken line, as loud as all others.
func (a *arranger) line(s soundKey) (track, error) {
	if v, ok := a.kit.Voice.(knowingVoice); ok {
		if k, loudness, ok := v.Known(s.text, s.take); ok {
			t := a.known(k, a.decoded(s))
			t.gain = decibels(voiceLoudness - loudness - bothChannels)
			return t, nil
		}
	}
	c, loudness, err := a.kit.Voice.Say(s.text, s.take)
	if err != nil {
		return track{}, err
	}
	return a.clip(fmt.Sprintf("the line %q", s.text), c, voiceLoudness-loudness-bothChannels)
}

// decoded returns the samples of a line, decoded when they are first asked for. A
// line that is known can be decoded: what is bundled is checked by tests.
func (a *arranger) decoded(s soundKey) func() []int16 {
	return sync.OnceValue(func() []int16 {
		c, _, _ := a.kit.Voice.Say(s.text, s.take)
		return c.Samples
	})
}

// known returns a track of a clip that is not yet decoded.
func (a *arranger) known(k envelope.Known, samples func() []int16) track {
	r := a.resampler(k.Rate, a.kit.Rate)
	l := levelOf(k.Envelope, &clipSource{k.Samples, samples, a.resampler(k.Rate, k.Rate)}, k.Rate)
	return track{src: &clipSource{k.Samples, samples, r}, level: l, most: l.peak * r.Swell()}
}

// clip returns a track of a clip. The clip is measured at its own rate, which
// is half the work or less.
func (a *arranger) clip(name string, c Clip, gain float64) (track, error) {
	if err := c.check(); err != nil {
		return track{}, fmt.Errorf("%s: %w", name, err)
	}
	t := track{src: newClip(c, a.resampler(c.Rate, a.kit.Rate))}
	if a.kit.Master != nil {
		t = a.measured(c)
	}
	t.gain = decibels(gain)
	return t, nil
}

// measured returns a track of a clip with its level.
func (a *arranger) measured(c Clip) track {
	r := a.resampler(c.Rate, a.kit.Rate)
	l := newLevel(newClip(c, a.resampler(c.Rate, c.Rate)), c.Rate)
	return track{src: newClip(c, r), level: l, most: l.peak * r.Swell()}
}

// bell returns a track of a bell, at the level of its name.
func (a *arranger) bell(s soundKey) (track, error) {
	c, err := a.kit.Bells.Bell(string(s.bell))
	if err == nil {
		err = c.check()
	}
	if err != nil {
		return track{}, fmt.Errorf("the bell %q: %w", s.bell, err)
	}
	t := a.measured(c)
	t.gain = t.level.gainTo(bellLoudness[s.bell])
	return t, nil
}

// tone returns a track of a breath tone, at the level of its kind. One that is kept
// is worked out here, and only read from then on.
func (a *arranger) tone(s soundKey, keep bool) (track, error) {
	top := a.kit.Tones.Range()
	if !(top >= 1 && top <= 4) {
		return track{}, fmt.Errorf("tones with a range of %g are not possible: 1 to 4 is", top)
	}
	name, sweep := breathTone(s.kind, top)
	texture, err := a.kit.Tones.Texture(name)
	if err == nil {
		err = texture.check()
	}
	if err != nil {
		return track{}, fmt.Errorf("the tone %q: %w", name, err)
	}
	src := newTone(texture, a.kit.Rate, s.frames, sweep)
	if keep {
		src = keptFrames(src)
	}
	t := track{src: src, level: newLevel(src, a.kit.Rate)}
	t.most = t.level.peak
	t.gain = t.level.gainTo(toneLoudness + max(sweep.level[0], sweep.level[1]))
	return t, nil
}

// breathTone returns the texture and the sweep of a phase of the breath, with
// tones that rise to a pitch.
func breathTone(k script.Kind, top float64) (texture string, s sweep) {
	switch k {
	case script.Inhale, script.Sip:
		return "inhale", rising(top)
	case script.Exhale:
		return "exhale", falling(top)
	case script.HoldTone:
		return "hold", steady(top)
	default:
		return "hold", steady(1)
	}
}

func (a *arranger) resampler(from, to int) *resample.Resampler[int16] {
	a.lock.Lock()
	defer a.lock.Unlock()
	r, ok := a.resamplers[[2]int{from, to}]
	if !ok {
		r = resample.New[int16](from, to)
		a.resamplers[[2]int{from, to}] = r
	}
	return r
}
