package session

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
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
	"respite/script/routines"
	"respite/script/stock"
)

// A Session is a routine, laid out with the options of the flags, and its voice.
type Session struct {
	Routine  *routine.Routine
	Folder   string // folder of the routine; the files that the routine names are relative to it
	Voice    *samples.Voice
	Options  plan.Options
	Timeline *script.Timeline
	Phrases  *stock.Phrases    // nil: the bundled ones
	Sounds   *recording.Folder // files that the routine names; nil if it can name none
	Guessed  []string          // lines that the voice lacks and whose lengths are estimated

	Intro, Outro time.Duration // length of the user's sound files at the start and the end of the timeline
}

// Open reads the routine with that name and lays it out.
func (f *Flags) Open(ctx context.Context, name string, std cli.Streams) (*Session, error) {
	s, err := f.Read(ctx, name, std)
	if err != nil {
		return nil, err
	}
	return s, f.Build(ctx, s, std)
}

// Build lays out a session, and prints the level of guidance if it was chosen to fit the
// length.
func (f *Flags) Build(ctx context.Context, s *Session, std cli.Streams) error {
	err := f.speakAndLay(ctx, s, std)
	if err == nil && f.fullest && s.Options.Guidance != plan.Full {
		clean.Fprintf(std.Err, "respite: guidance %s is the fullest that fits into %s\n", s.Options.Guidance, script.Clock(s.Timeline.Length))
	}
	return err
}

// speakAndLay lays out a session. If the flags name an engine, it speaks the lines that the
// voice lacks.
func (f *Flags) speakAndLay(ctx context.Context, s *Session, std cli.Streams) error {
	for {
		err := f.lay(s)
		var missing *plan.MissingLinesError
		if !errors.As(err, &missing) {
			return err
		}
		if f.Draft && f.TTS.Engine != "" || f.Estimate && f.TTS.Engine == "" {
			s.Guessed = missing.Lines
			return f.lay(s)
		}
		if f.TTS.Engine == "" {
			return err
		}
		spoken, err := f.spoken(ctx, s, missing.Lines, std)
		if err != nil {
			return err
		}
		s.Voice = s.Voice.Or(spoken)
	}
}

// spoken makes the engine speak lines for a session.
func (f *Flags) spoken(ctx context.Context, s *Session, lines []string, std cli.Streams) (*samples.Voice, error) {
	engine := f.TTS.Like(s.Voice.Manifest().Name)
	if f.Speak != nil {
		return f.Speak(ctx, engine, s.Routine.Language, lines, std)
	}
	return engine.Speak(ctx, s.Routine.Language, lines, std)
}

// lay lays out a session with the level of guidance from the flags. If the flags give only a
// length, it uses the fullest level that fits.
func (f *Flags) lay(s *Session) (err error) {
	if !f.fullest {
		s.Timeline, err = plan.Build(s.Routine, s.Options, s.Lines())
		return err
	}
	s.Timeline, s.Options.Guidance, err = plan.BuildFullest(s.Routine, s.Options, s.Lines())
	return err
}

// Lines returns a function that tells how long the voice takes for each line. For lines that
// the voice lacks, the function estimates the length at a calm pace.
func (s *Session) Lines() plan.Voice {
	v := plan.Voice{Lengths: s.Voice.Lengths, Phrases: s.Phrases}
	if s.Sounds != nil {
		v.Sound = s.Sounds.Length
	}
	if s.Guessed != nil {
		v.Lengths = s.Estimated()
	}
	return v
}

// Estimated returns a function like Lengths of the voice, which estimates the lengths of the
// lines that the voice lacks.
func (s *Session) Estimated() func(text string) []time.Duration {
	estimate := plan.Estimated(s.Routine.Language)
	return func(text string) []time.Duration {
		if known := s.Voice.Lengths(text); len(known) > 0 {
			return known
		}
		return estimate(text)
	}
}

// TellGuessed prints how many lengths are estimated, and for which lines.
func (s *Session) TellGuessed(w io.Writer) {
	if len(s.Guessed) == 0 {
		return
	}
	missing := &plan.MissingLinesError{Lines: s.Guessed}
	clean.Fprintf(w, "respite: warning: %v\nrespite: warning: their lengths are guessed, so the times are not exact\nrespite: hint: %s\n", missing, cli.AsCalled(cli.HintFor(missing)))
}

// Read reads the routine with that name and opens a voice that speaks its language.
func (f *Flags) Read(ctx context.Context, name string, std cli.Streams) (*Session, error) {
	if err := f.TTS.check(f.voice); err != nil {
		return nil, err
	}
	r, err := ReadRoutine(ctx, f.Language, name, std)
	if err != nil {
		return nil, err
	}
	if f.Change != nil {
		if err := r.Change(f.Change); err != nil {
			return nil, err
		}
	}
	open := f.OpenVoice
	if open == nil {
		open = OpenVoice
	}
	voice, err := open(cmp.Or(f.voice, f.UsualVoice(r.Language)))
	if err != nil {
		return nil, err
	}
	if err := CheckLanguage(r, voice); err != nil {
		return nil, err
	}
	phrases, err := PhrasesFor(r, name)
	folder := FolderOf(name)
	return &Session{Routine: r, Folder: folder, Voice: voice, Options: f.Options, Phrases: phrases, Sounds: recording.NewFolder(folder)}, err
}

// UsualVoice returns the voice of a language if the flags do not name one. If no bundled voice
// speaks the language, that is the voice of the engine, or the estimated one.
func (f *Flags) UsualVoice(language string) string {
	name := DefaultVoice(language)
	if f.TTS.Engine == "" && !f.Estimate {
		return name
	}
	if v, err := samples.OpenVoice(name); err == nil && !speaks(v, language) {
		return TTSVoice
	}
	return name
}

// DefaultVoice returns the first bundled voice that speaks a language.
func DefaultVoice(language string) string {
	for _, name := range samples.Voices() {
		if v, err := samples.OpenVoice(name); err == nil && speaks(v, language) {
			return name
		}
	}
	return append(samples.Voices(), samples.DefaultVoice)[0]
}

// CheckLanguage returns an error if the voice does not speak the language of the routine.
func CheckLanguage(r *routine.Routine, voice *samples.Voice) error {
	if speaks(voice, r.Language) {
		return nil
	}
	m, advice := voice.Manifest(), ""
	if name := DefaultVoice(r.Language); name != m.Name {
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
func (s *Session) heard() *script.Timeline {
	if len(s.Guessed) == 0 {
		return s.Timeline
	}
	t := *s.Timeline
	t.Cues = slices.DeleteFunc(slices.Clone(t.Cues), func(c script.Cue) bool {
		return c.Kind == script.Speech && slices.Contains(s.Guessed, c.Text)
	})
	return &t
}
