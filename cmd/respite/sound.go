package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"respite/audio"
	"respite/audio/recording"
	"respite/audio/tag"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/interrupt"
	"respite/samples"
	"respite/script"
)

// A sound is the audio of a session, with what it was made from.
type sound struct {
	source *audio.Session
	rate   int // frames a second
	kit    audio.Kit
	room   float64 // value of soundFlags.room

	ambience string // name of the ambience; empty for none
}

// open opens the sounds that the flags name, and makes the audio of the session.
func (f *soundFlags) open(ctx context.Context, s *session) (*sound, error) {
	kit, err := f.sounds(ctx)
	if err != nil {
		return nil, err
	}
	master := f.master
	master.Peak -= f.room
	kit.Voice, kit.AmbienceLevel, kit.Master = s.voice, f.ambienceLevel, &master
	kit.Mono, kit.Intro, kit.Outro = f.mono, s.intro, s.outro
	out := &sound{rate: f.rate, room: f.room, kit: kit}
	if s.sounds != nil {
		out.kit.Sounds = s.sounds
	}
	if kit.Ambience != nil {
		out.ambience = f.ambience
	}
	out.source, err = out.of(s.heard())
	return out, err
}

// sounds returns the tones, the bells and the ambience. Sessions with the same flags can share
// them.
func (f *soundFlags) sounds(ctx context.Context) (audio.Kit, error) {
	open := func() (audio.Kit, error) { return f.openSounds(ctx) }
	if f.share != nil {
		return f.share(open)
	}
	return open()
}

func (f *soundFlags) openSounds(ctx context.Context) (kit audio.Kit, err error) {
	kit.Rate = f.rate
	if kit.Tones, err = openTones(f.tones); err != nil {
		return kit, err
	}
	if kit.Bells, err = openBells(f.bells); err != nil {
		return kit, err
	}
	kit.Ambience, err = interrupt.Await(ctx, f.openAmbience)
	return kit, err
}

// level returns the loudness of the session for its tags, with the upper limit of its peaks.
func (s *sound) level() tag.Level {
	return tag.Level{Loudness: s.kit.Master.Loudness - s.source.Shortfall(), Peak: s.kit.Master.Peak + s.room}
}

// of renders another timeline with the same sounds.
func (s *sound) of(t *script.Timeline) (*audio.Session, error) {
	src, err := audio.NewSession(t, s.kit)
	var loud *audio.TooLoudError
	if errors.As(err, &loud) {
		loud.Peak += s.room // back to the peak that was requested
		return nil, hint.Usage(err, fmt.Sprintf("ask for less, such as --loudness %.0f", min(loud.Loudest-0.5, -14)))
	}
	return src, err
}

// warnOfLoudness warns if the session is softer than requested.
func (s *sound) warnOfLoudness(w io.Writer) {
	if short := s.source.Shortfall(); short > 0.1 {
		clean.Fprintf(w, "respite: warning: the session stays %.1f LU under %g LUFS: it has little speech, and louder words would startle\n",
			short, s.kit.Master.Loudness)
	}
}

// openAmbience opens the ambience that --ambience names; nil for none.
func (f *soundFlags) openAmbience() (*audio.Ambience, error) {
	switch {
	case f.ambience == "" || f.ambience == none:
		return nil, nil
	case slices.Contains(samples.Ambiences(), f.ambience):
		loop, err := samples.Ambience(f.ambience)
		if err != nil {
			return nil, err
		}
		return audio.NewAmbience(loop, f.rate)
	}
	if _, err := os.Stat(f.ambience); errors.Is(err, fs.ErrNotExist) && !looksLikeFile(f.ambience) {
		return nil, hint.Usage(fmt.Errorf("no ambience %q: neither a bundled one nor a file%s", f.ambience, didYouMean(f.ambience, samples.Ambiences())),
			"the bundled ambiences are "+strings.Join(samples.Ambiences(), ", "))
	}
	ambience, err := recording.OpenAmbience(f.ambience, f.rate)
	if err != nil {
		return nil, fmt.Errorf("ambience %w", err)
	}
	return ambience, nil
}
