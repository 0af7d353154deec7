package session

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
	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/interrupt"
	"respite/samples"
	"respite/script"
)

// A Sound is the audio of a session, with what it was made from.
type Sound struct {
	Source *audio.Session
	Rate   int // frames a second
	kit    audio.Kit
	room   float64 // value of SoundFlags.Room

	Ambience string // name of the ambience; empty for none
}

// Open opens the sounds that the flags name, and makes the audio of the session.
func (f *SoundFlags) Open(ctx context.Context, s *Session) (*Sound, error) {
	kit, err := f.Sounds(ctx)
	if err != nil {
		return nil, err
	}
	master := f.Master
	master.Peak -= f.Room
	kit.Voice, kit.AmbienceLevel, kit.Master = s.Voice, f.ambienceLevel, &master
	kit.Mono, kit.Intro, kit.Outro = f.Mono, s.Intro, s.Outro
	out := &Sound{Rate: f.Rate, room: f.Room, kit: kit}
	if s.Sounds != nil {
		out.kit.Sounds = s.Sounds
	}
	if kit.Ambience != nil {
		out.Ambience = f.Ambience
	}
	out.Source, err = out.Of(s.heard())
	return out, err
}

// Sounds returns the tones, the bells and the ambience. Sessions with the same flags can share
// them.
func (f *SoundFlags) Sounds(ctx context.Context) (audio.Kit, error) {
	open := func() (audio.Kit, error) { return f.openSounds(ctx) }
	if f.Share != nil {
		return f.Share(open)
	}
	return open()
}

func (f *SoundFlags) openSounds(ctx context.Context) (kit audio.Kit, err error) {
	kit.Rate = f.Rate
	if kit.Tones, err = openTones(f.Tones); err != nil {
		return kit, err
	}
	if kit.Bells, err = openBells(f.bells); err != nil {
		return kit, err
	}
	kit.Ambience, err = interrupt.Await(ctx, f.openAmbience)
	return kit, err
}

// Level returns the loudness of the session for its tags, with the upper limit of its peaks.
func (s *Sound) Level() tag.Level {
	return tag.Level{Loudness: s.kit.Master.Loudness - s.Source.Shortfall(), Peak: s.kit.Master.Peak + s.room}
}

// Of renders another timeline with the same sounds.
func (s *Sound) Of(t *script.Timeline) (*audio.Session, error) {
	src, err := audio.NewSession(t, s.kit)
	var loud *audio.TooLoudError
	if errors.As(err, &loud) {
		loud.Peak += s.room // back to the peak that was requested
		return nil, hint.Usage(err, fmt.Sprintf("ask for less, such as --loudness %.0f", min(loud.Loudest-0.5, -14)))
	}
	return src, err
}

// WarnOfLoudness warns if the session is softer than requested.
func (s *Sound) WarnOfLoudness(w io.Writer) {
	if short := s.Source.Shortfall(); short > 0.1 {
		clean.Fprintf(w, "respite: warning: the session stays %.1f LU under %g LUFS: it has little speech, and louder words would startle\n",
			short, s.kit.Master.Loudness)
	}
}

// openAmbience opens the ambience that --ambience names; nil for none.
func (f *SoundFlags) openAmbience() (*audio.Ambience, error) {
	switch {
	case f.Ambience == "" || f.Ambience == None:
		return nil, nil
	case slices.Contains(samples.Ambiences(), f.Ambience):
		loop, err := samples.Ambience(f.Ambience)
		if err != nil {
			return nil, err
		}
		return audio.NewAmbience(loop, f.Rate)
	}
	if _, err := os.Stat(f.Ambience); errors.Is(err, fs.ErrNotExist) && !folders.LooksLikeFile(f.Ambience) {
		return nil, hint.Usage(fmt.Errorf("no ambience %q: neither a bundled one nor a file%s", f.Ambience, cli.DidYouMean(f.Ambience, samples.Ambiences())),
			"the bundled ambiences are "+strings.Join(samples.Ambiences(), ", "))
	}
	ambience, err := recording.OpenAmbience(f.Ambience, f.Rate)
	if err != nil {
		return nil, fmt.Errorf("ambience %w", err)
	}
	return ambience, nil
}
