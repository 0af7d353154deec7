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

// An arranger makes tracks from cues. It makes each distinct sound once.
type arranger struct {
	kit    Kit
	sounds map[soundKey]*sound
	order  []*sound // in the order of their first use

	lock       sync.Mutex
	resamplers map[[2]int]*resample.Resampler[int16] // by input and output rate
}

// A soundKey identifies a sound.
type soundKey struct {
	kind   script.Kind
	text   string // of a line
	take   int    // of a line
	bell   script.BellName
	file   string // of a sound file
	frames int64  // of a tone
}

// A sound is what one or more cues play.
type sound struct {
	key   soundKey
	uses  int   // number of cues that play it
	keep  bool  // keep the rendered frames of a tone in memory
	track track // without its position
	err   error
}

func newArranger(k Kit) *arranger {
	return &arranger{kit: k, sounds: map[soundKey]*sound{}, resamplers: map[[2]int]*resample.Resampler[int16]{}}
}

// tracks returns one track for each cue, in the order of the cues, each at its frame.
// It returns the error of the first cue that cannot be made.
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

// makeAll makes all sounds, on all cores.
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

// sound returns the sound of a cue, which may not be made yet.
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

// mostKept is the number of tone frames that are kept in memory: 24 s at 44.1 kHz, 4
// MB. The breaths of a session are equally long, so a session has few distinct tones.
const mostKept = 1 << 20

// keepTones marks the tones that are used often, so that their frames are kept.
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

// An envelopeVoice knows the loudness of its lines over time without decoding them.
// Such a line is decoded when it is first played.
type envelopeVoice interface {
	Known(text string, take int) (k envelope.Known, loudness float64, ok bool)
}

// line returns a track of a spoken line. All lines have the same loudness.
func (a *arranger) line(s soundKey) (track, error) {
	if v, ok := a.kit.Voice.(envelopeVoice); ok {
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

// decoded returns a function that decodes the samples of a line at its first call. It
// ignores errors: only bundled lines have envelopes, and tests decode all of them.
func (a *arranger) decoded(s soundKey) func() []int16 {
	return sync.OnceValue(func() []int16 {
		c, _, _ := a.kit.Voice.Say(s.text, s.take)
		return c.Samples
	})
}

// known returns a track of a clip that is decoded later.
func (a *arranger) known(k envelope.Known, samples func() []int16) track {
	r := a.resampler(k.Rate, a.kit.Rate)
	l := levelOf(k.Envelope, &clipSource{k.Samples, samples, a.resampler(k.Rate, k.Rate)}, k.Rate)
	return track{src: &clipSource{k.Samples, samples, r}, level: l, most: l.peak * r.Swell()}
}

// clip returns a track of a clip. It measures the clip at the clip's own rate, which
// takes half the work or less.
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

// measured returns a track of a clip with its measured level.
func (a *arranger) measured(c Clip) track {
	r := a.resampler(c.Rate, a.kit.Rate)
	l := newLevel(newClip(c, a.resampler(c.Rate, c.Rate)), c.Rate)
	return track{src: newClip(c, r), level: l, most: l.peak * r.Swell()}
}

// bell returns a track of a bell at the loudness that belongs to its name.
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

// tone returns a track of a breath tone at the loudness that belongs to its kind. The
// frames of a tone that is kept are rendered here once.
func (a *arranger) tone(s soundKey, keep bool) (track, error) {
	top := a.kit.Tones.Range()
	if !(top >= 1 && top <= 4) {
		return track{}, fmt.Errorf("a tone range of %g is not possible; it must be 1 to 4", top)
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

// breathTone returns the texture and the sweep of a breath phase. The pitch is the
// highest that the sweep reaches.
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
