package record

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"sync"

	"respite/audio"
	"respite/samples"
	"respite/samples/record/mastering"
	"respite/samples/record/speech"
	"respite/samples/record/speech/process"
)

// A Speaker makes an engine speak lines.
type Speaker struct {
	Engine speech.Engine
	Cache  *Cache // of lines that were spoken before
	Jobs   int    // lines at a time; 0 selects the engine's default, or else the number of cores
	Keep   bool   // keep the engine's programs running for the next lines; the caller closes them

	Recogniser *speech.Recogniser // checks the words of each line; nil for no check
	Speed      float64            // speed of the engine, by which the calm pace is multiplied; 0 means 1

	Done  func(text string)          // if not nil, is called for each line, one call at a time
	Warn  func(text, warning string) // if not nil, is called for lines that are not calm, one call at a time
	Doubt func(text, doubt string)   // if not nil, is called for lines in which other words are heard, one call at a time
}

// A PartialError means that only some of the lines could be spoken. They are in the cache, if
// there is one, so that the next run continues from there.
type PartialError struct {
	Said, All int // lines
	Kept      bool
	Err       error // contains the line
}

func (e *PartialError) Error() string { return e.Err.Error() }
func (e *PartialError) Unwrap() error { return e.Err }

// Speak returns a voice with the mastered lines of the engine. Each text is spoken once, or
// comes from the cache. The error is a [*PartialError].
func (s *Speaker) Speak(ctx context.Context, texts []string) (*samples.Voice, error) {
	process.RemoveAbandoned()
	m := samples.Manifest{Name: s.Engine.String(), Engine: s.Engine.String(), Lines: make([]samples.Line, len(texts))}
	clips := make([]audio.Clip, len(texts))
	identity := s.Engine.Identity()
	p := performer{engine: s.Engine, kind: mastering.Natural, recogniser: s.Recogniser, speed: s.Speed}
	var mu sync.Mutex
	said := 0
	err := each(ctx, jobs(s.Engine, s.Jobs), len(texts), func(ctx context.Context, i int) error {
		line, err := s.Cache.perform(ctx, p, identity, texts[i])
		if err != nil {
			return lineError(texts[i], err)
		}
		clip := line.clip
		clips[i] = clip
		m.Lines[i] = samples.Line{Text: texts[i], Frames: len(clip.Samples), Loudness: roundedLoudness(clip)}
		mu.Lock()
		defer mu.Unlock()
		said++
		if s.Done != nil {
			s.Done(texts[i])
		}
		if s.Warn != nil && line.hasty != "" {
			s.Warn(texts[i], line.hasty)
		}
		if s.Doubt != nil && line.doubt != "" {
			s.Doubt(texts[i], line.doubt)
		}
		return nil
	})
	s.Cache.evict()
	if e, ok := s.Engine.(io.Closer); ok && !s.Keep {
		_ = e.Close() // the programs are idle, so nothing is lost
	}
	if err != nil {
		return nil, &PartialError{Said: said, All: len(texts), Kept: s.Cache.isUsed(), Err: err}
	}
	return samples.MadeVoice(m, clips), nil
}

// jobs returns how many lines to speak at a time: the requested number, the engine's default,
// or the number of cores.
func jobs(e speech.Engine, asked int) int {
	if e, ok := e.(interface{ Jobs() int }); ok && asked == 0 {
		return e.Jobs()
	}
	return asked
}

// each calls f with 0 to n-1, jobs at a time. The first error stops it and is returned.
func each(ctx context.Context, jobs, n int, f func(ctx context.Context, i int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var group sync.WaitGroup
	next := make(chan int)
	for range min(jobs, n) {
		group.Go(func() {
			for i := range next {
				if ctx.Err() != nil {
					continue // another call has failed in the meantime
				}
				if err := f(ctx, i); err != nil {
					stop(err)
				}
			}
		})
	}
	for i := 0; i < n && ctx.Err() == nil; i++ {
		next <- i
	}
	close(next)
	group.Wait()
	return context.Cause(ctx)
}

// lineError adds the line to an error, except to a cancellation.
func lineError(text string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%q: %w", text, err)
}

// roundedLoudness returns the loudness of a line with the precision of manifests.
func roundedLoudness(clip audio.Clip) float64 { return math.Round(mastering.Loudness(clip)*100) / 100 }
