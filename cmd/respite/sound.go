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
	"respite/cmd/respite/hint"
	"respite/samples"
	"respite/script"
)

// A sound is a session as it is heard.
type sound struct {
	source *audio.Session
	rate   int // frames a second
	kit    audio.Kit
	room   float64 // as the flags have it

	ambience string // its name; empty for none
}

// open opens the sounds that the flags name, and makes the session of them.
func (f *soundFlags) open(ctx context.Context, s *session) (*sound, error) {
	tones, err := openTones(f.tones)
	if err != nil {
		return nil, err
	}
	bells, err := openBells(f.bells)
	if err != nil {
		return nil, err
	}
	ambience, err := await(ctx, f.openAmbience)
	if err != nil {
		return nil, err
	}
	master := f.master
	master.Peak -= f.room
	out := &sound{rate: f.rate, room: f.room, kit: audio.Kit{
		Rate: f.rate, Voice: s.voice, Tones: tones, Bells: bells, Ambience: ambience, AmbienceLevel: f.ambienceLevel, Master: &master,
	}}
	if s.sounds != nil {
		out.kit.Sounds = s.sounds
	}
	if ambience != nil {
		out.ambience = f.ambience
	}
	out.source, err = out.of(s.heard())
	return out, err
}

// of is another timeline, heard with the same sounds.
func (s *sound) of(t *script.Timeline) (*audio.Session, error) {
	src, err := audio.NewSession(t, s.kit)
	var loud *audio.TooLoudError
	if errors.As(err, &loud) {
		loud.Peak += s.room // as it was asked for
		return nil, hint.Usage(err, fmt.Sprintf("ask for less, such as --loudness %.0f", min(loud.Loudest-0.5, -14)))
	}
	return src, err
}

// warnOfLoudness tells that the session is softer than was asked for.
func (s *sound) warnOfLoudness(w io.Writer) {
	if short := s.source.Shortfall(); short > 0.1 {
		fmt.Fprintf(w, "respite: warning: the session stays %.1f LU under %g LUFS: little is said in it, and louder words would startle\n",
			short, s.kit.Master.Loudness)
	}
}

// openAmbience is what --ambience names; nil for none.
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
