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

// A session is a routine, laid out with the options of the flags, and its voice.
type session struct {
	routine  *routine.Routine
	voice    *samples.Voice
	options  plan.Options
	timeline *script.Timeline
	phrases  *stock.Phrases    // nil: the bundled ones
	sounds   *recording.Folder // files that the routine names; nil if it can name none
	guessed  []string          // lines that the voice lacks and whose lengths are estimated

	intro, outro time.Duration // length of the user's sound files at the start and the end of the timeline
}

// open reads the routine with that name and lays it out.
func (f *sessionFlags) open(ctx context.Context, name string, std streams) (*session, error) {
	s, err := f.read(ctx, name, std)
	if err != nil {
		return nil, err
	}
	return s, f.build(ctx, s, std)
}

// build lays out a session, and prints the level of guidance if it was chosen to fit the
// length.
func (f *sessionFlags) build(ctx context.Context, s *session, std streams) error {
	err := f.speakAndLay(ctx, s, std)
	if err == nil && f.fullest && s.options.Guidance != plan.Full {
		clean.Fprintf(std.err, "respite: guidance %s is the fullest that fits into %s\n", s.options.Guidance, script.Clock(s.timeline.Length))
	}
	return err
}

// speakAndLay lays out a session. If the flags name an engine, it speaks the lines that the
// voice lacks.
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

// spoken makes the engine speak lines for a session.
func (f *sessionFlags) spoken(ctx context.Context, s *session, lines []string, std streams) (*samples.Voice, error) {
	engine := f.tts.like(s.voice.Manifest().Name)
	if f.speak != nil {
		return f.speak(ctx, engine, s.routine.Language, lines, std)
	}
	return engine.speak(ctx, s.routine.Language, lines, std)
}

// lay lays out a session with the level of guidance from the flags. If the flags give only a
// length, it uses the fullest level that fits.
func (f *sessionFlags) lay(s *session) (err error) {
	if !f.fullest {
		s.timeline, err = plan.Build(s.routine, s.options, s.lines())
		return err
	}
	s.timeline, s.options.Guidance, err = plan.BuildFullest(s.routine, s.options, s.lines())
	return err
}

// lines returns a function that tells how long the voice takes for each line. For lines that
// the voice lacks, the function estimates the length at a calm pace.
func (s *session) lines() plan.Voice {
	v := plan.Voice{Lengths: s.voice.Lengths, Phrases: s.phrases}
	if s.sounds != nil {
		v.Sound = s.sounds.Length
	}
	if s.guessed != nil {
		v.Lengths = s.estimated()
	}
	return v
}

// estimated returns a function like Lengths of the voice, which estimates the lengths of the
// lines that the voice lacks.
func (s *session) estimated() func(text string) []time.Duration {
	estimate := plan.Estimated(s.routine.Language)
	return func(text string) []time.Duration {
		if known := s.voice.Lengths(text); len(known) > 0 {
			return known
		}
		return estimate(text)
	}
}

// tellGuessed prints how many lengths are estimated, and for which lines.
func (s *session) tellGuessed(w io.Writer) {
	if len(s.guessed) == 0 {
		return
	}
	missing := &plan.MissingLinesError{Lines: s.guessed}
	clean.Fprintf(w, "respite: warning: %v\nrespite: warning: their lengths are guessed, so the times are not exact\nrespite: hint: %s\n", missing, asCalled(hintFor(missing)))
}

// read reads the routine with that name and opens a voice that speaks its language.
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

// usualVoice returns the voice of a language if the flags do not name one. If no bundled voice
// speaks the language, that is the voice of the engine, or the estimated one.
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

// defaultVoice returns the first bundled voice that speaks a language.
func defaultVoice(language string) string {
	for _, name := range samples.Voices() {
		if v, err := samples.OpenVoice(name); err == nil && speaks(v, language) {
			return name
		}
	}
	return append(samples.Voices(), samples.DefaultVoice)[0]
}

// checkLanguage returns an error if the voice does not speak the language of the routine.
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

// speaks tells whether a voice speaks a language. A voice without a language fits any.
func speaks(voice *samples.Voice, language string) bool {
	base, _, _ := strings.Cut(voice.Manifest().Language, "-")
	return base == "" || base == language
}

// heard returns the timeline without the lines that the voice does not have.
func (s *session) heard() *script.Timeline {
	if len(s.guessed) == 0 {
		return s.timeline
	}
	t := *s.timeline
	t.Cues = slices.DeleteFunc(slices.Clone(t.Cues), func(c script.Cue) bool {
		return c.Kind == script.Speech && slices.Contains(s.guessed, c.Text)
	})
	return &t
}
