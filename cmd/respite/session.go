package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"respite/audio/recording"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/hint"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
	"respite/script/routines"
	"respite/script/stock"
)

// A session is a routine that is laid out as the flags ask, with the voice that says it.
type session struct {
	routine  *routine.Routine
	voice    *samples.Voice
	options  plan.Options
	timeline *script.Timeline
	phrases  *stock.Phrases    // nil: the bundled ones
	sounds   *recording.Folder // the files that the routine names; nil: none can be had
	guessed  []string          // lines that the voice lacks, whose lengths are guessed

	intro, outro time.Duration // at the start and the end of the timeline, where files of the user are heard
}

// open reads the routine of that name and lays it out.
func (f *sessionFlags) open(ctx context.Context, name string, std streams) (*session, error) {
	s, err := f.read(ctx, name, std)
	if err != nil {
		return nil, err
	}
	return s, f.build(ctx, s, std)
}

// build lays a session out, and tells the guidance where it was chosen for the length.
func (f *sessionFlags) build(ctx context.Context, s *session, std streams) error {
	err := f.speakAndLay(ctx, s, std)
	if err == nil && f.fullest && s.options.Guidance != plan.Full {
		clean.Fprintf(std.err, "respite: guidance %s is the fullest that fits into %s\n", s.options.Guidance, script.Clock(s.timeline.Length))
	}
	return err
}

// speakAndLay lays a session out. An engine speaks what the voice lacks for it,
// if the flags name one.
func (f *sessionFlags) speakAndLay(ctx context.Context, s *session, std streams) error {
	for {
		err := f.lay(s)
		var missing *plan.MissingLinesError
		if !errors.As(err, &missing) {
			return err
		}
		if f.draft && f.tts.engine != "" || f.estimate && f.tts.engine == "" {
			s.guessed = missing.Lines
			return f.lay(s)
		}
		if f.tts.engine == "" {
			return err
		}
		spoken, err := f.spoken(ctx, s, missing.Lines, std)
		if err != nil {
			return err
		}
		s.voice = s.voice.Or(spoken)
	}
}

// spoken has the engine speak lines for a session.
func (f *sessionFlags) spoken(ctx context.Context, s *session, lines []string, std streams) (*samples.Voice, error) {
	engine := f.tts.like(s.voice.Manifest().Name)
	if f.speak != nil {
		return f.speak(ctx, engine, s.routine.Language, lines, std)
	}
	return engine.speak(ctx, s.routine.Language, lines, std)
}

// lay lays a session out with the guidance that the flags ask for or, where
// they only give a length, with the fullest that fits.
func (f *sessionFlags) lay(s *session) (err error) {
	if !f.fullest {
		s.timeline, err = plan.Build(s.routine, s.options, s.lines())
		return err
	}
	s.timeline, s.options.Guidance, err = plan.BuildFullest(s.routine, s.options, s.lines())
	return err
}

// lines is how long the voice says each line. Where lines are guessed, it is
// about how long a calm voice would say those that it lacks.
func (s *session) lines() plan.Voice {
	v := plan.Voice{Lengths: s.voice.Lengths, Phrases: s.phrases}
	if s.sounds != nil {
		v.Sound = s.sounds.Length
	}
	if s.guessed == nil {
		return v
	}
	estimated := plan.Estimated(s.routine.Language)
	v.Lengths = func(text string) []time.Duration {
		if known := s.voice.Lengths(text); len(known) > 0 {
			return known
		}
		return estimated(text)
	}
	return v
}

// tellGuessed tells that lengths are guessed, and of which lines.
func (s *session) tellGuessed(w io.Writer) {
	if len(s.guessed) == 0 {
		return
	}
	missing := &plan.MissingLinesError{Lines: s.guessed}
	clean.Fprintf(w, "respite: warning: %v\nrespite: warning: their lengths are guessed, so the times are not exact\nrespite: hint: %s\n", missing, asCalled(hintFor(missing)))
}

// read reads the routine of that name and opens a voice that speaks its language.
func (f *sessionFlags) read(ctx context.Context, name string, std streams) (*session, error) {
	if err := f.tts.check(f.voice); err != nil {
		return nil, err
	}
	r, err := readRoutineIn(ctx, f.language, name, std)
	if err != nil {
		return nil, err
	}
	if f.change != nil {
		if err := r.Change(f.change); err != nil {
			return nil, err
		}
	}
	open := f.openVoice
	if open == nil {
		open = openVoice
	}
	voice, err := open(cmp.Or(f.voice, f.usualVoice(r.Language)))
	if err != nil {
		return nil, err
	}
	if err := checkLanguage(r, voice); err != nil {
		return nil, err
	}
	phrases, err := phrasesFor(r, name)
	return &session{routine: r, voice: voice, options: f.options, phrases: phrases, sounds: recording.NewFolder(folderOf(name))}, err
}

// usualVoice is the voice of a language that the flags name none for: where no
// bundled one speaks it, that of the engine, or the one that is guessed.
func (f *sessionFlags) usualVoice(language string) string {
	name := defaultVoice(language)
	if f.tts.engine == "" && !f.estimate {
		return name
	}
	if v, err := samples.OpenVoice(name); err == nil && !speaks(v, language) {
		return ttsVoice
	}
	return name
}

// defaultVoice is the first bundled voice that speaks a language.
func defaultVoice(language string) string {
	for _, name := range samples.Voices() {
		if v, err := samples.OpenVoice(name); err == nil && speaks(v, language) {
			return name
		}
	}
	return append(samples.Voices(), samples.DefaultVoice)[0]
}

// checkLanguage returns an error if the voice speaks another language than the routine.
func checkLanguage(r *routine.Routine, voice *samples.Voice) error {
	if speaks(voice, r.Language) {
		return nil
	}
	m, advice := voice.Manifest(), ""
	if name := defaultVoice(r.Language); name != m.Name {
		advice = "--voice " + name + " speaks " + r.Language
	}
	if in := routines.Languages(r.Name); slices.Contains(in, m.Language) {
		advice += "; --lang " + m.Language + " takes the translation"
	}
	if advice == "" {
		advice = "no bundled voice speaks " + r.Language + ": have an engine speak with --tts ENGINE, or name a voice of your own with --voice NAME"
	}
	return hint.Usage(fmt.Errorf("the routine %s is in %s, and the voice %s speaks %s", r.Name, r.Language, m.Name, m.Language), strings.TrimPrefix(advice, "; "))
}

// speaks tells whether a voice is for a language; one that does not say is for any.
func speaks(voice *samples.Voice, language string) bool {
	base, _, _ := strings.Cut(voice.Manifest().Language, "-")
	return base == "" || base == language
}
