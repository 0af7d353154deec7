package batch

import (
	"context"
	"fmt"
	"io"
	"sync"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/session"
	"respite/samples"
	"respite/samples/record/speech"
)

// mostShared is how many lines of an engine are kept in memory; about 100 kB each.
const mostShared = 1000

// A sharedSpeech speaks the lines of many sessions. It keeps the engines open, and it speaks
// and decodes a line once even if several sessions use it. Only one session speaks at a time,
// because the engine already speaks the lines of one session in parallel.
type sharedSpeech struct {
	lock    sync.Mutex
	engines map[string]speech.Engine  // by settings and language
	spoken  map[string]*samples.Voice // by settings and language
}

func newSharedSpeech() *sharedSpeech {
	return &sharedSpeech{engines: map[string]speech.Engine{}, spoken: map[string]*samples.Voice{}}
}

func (s *sharedSpeech) key(t *session.TTS, language string) string {
	return Sum(t.Engine, language, fmt.Sprintf("%+v", t.Settings))
}

// engine returns the engine for these settings and keeps it open.
func (s *sharedSpeech) engine(t *session.TTS, language string) (speech.Engine, error) {
	key := s.key(t, language)
	if e, ok := s.engines[key]; ok {
		return e, nil
	}
	e, err := t.Set(language)
	if err == nil {
		s.engines[key] = e
	}
	return e, err
}

// speak returns a voice that has these lines, and possibly others.
func (s *sharedSpeech) speak(ctx context.Context, t *session.TTS, language string, lines []string, std cli.Streams) (*samples.Voice, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	key := s.key(t, language)
	known := s.spoken[key]
	var missing []string
	for _, line := range lines {
		if known == nil || len(known.Lengths(line)) == 0 {
			missing = append(missing, line)
		}
	}
	if len(missing) == 0 {
		return known, nil
	}
	shared := *t
	shared.Open = s.engine
	voice, err := shared.Speak(ctx, language, missing, std)
	if err != nil {
		return nil, err
	}
	if known != nil {
		voice = voice.Or(known)
	}
	s.spoken[key] = voice
	if len(voice.Manifest().Lines) > mostShared {
		delete(s.spoken, key)
	}
	return voice, nil
}

// identity describes everything that determines the sound of an engine.
func (s *sharedSpeech) identity(t *session.TTS, language string) (string, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	e, err := s.engine(t, language)
	if err != nil {
		return "", err
	}
	return e.Identity(), nil
}

// close stops the programs of the engines.
func (s *sharedSpeech) close() {
	for _, e := range s.engines {
		if c, ok := e.(io.Closer); ok {
			_ = c.Close() // the program is idle, so nothing is lost
		}
	}
}
