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

// A Speaker has an engine say lines.
type Speaker struct {
	Engine speech.Engine
	Cache  *Cache // of lines that were said before
	Jobs   int    // lines at a time; 0 leaves it to the engine, or else is the number of cores
	Keep   bool   // leave the engine's programs running, for the next lines; the caller ends them

	Recogniser *speech.Recogniser // listens to each line; nil where nobody does
	Speed      float64            // that the engine was set to: the calm pace is multiplied by it; 0 is 1

	Done  func(text string)          // if not nil, is told of each line, one call at a time
	Warn  func(text, warning string) // if not nil, is told of lines that are not spoken calmly, likewise
	Doubt func(text, doubt string)   // if not nil, is told of lines in which other words are heard, likewise
}

// A PartialError ends the speaking of several lines. What was said until then is kept in the
// cache where there is one, so that the next run goes on from there.
type PartialError struct {
	Said, All int // lines
	Kept      bool
	Err       error // names the line
}

func (e *PartialError) Error() string { return e.Err.Error() }
func (e *PartialError) Unwrap() error { return e.Err }

// Speak returns a voice of what the engine says: each text once, mastered, from
// the cache where it is kept there. An error is a [*PartialError].
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
		_ = e.Close() // of programs that wait for the next line
	}
	if err != nil {
		return nil, &PartialError{Said: said, All: len(texts), Kept: s.Cache.isUsed(), Err: err}
	}
	return samples.MadeVoice(m, clips), nil
}

// jobs is how many lines are spoken at a time: where nothing is asked for, the engine may know what is good for it.
func jobs(e speech.Engine, asked int) int {
	if e, ok := e.(interface{ Jobs() int }); ok && asked == 0 {
		return e.Jobs()
	}
	return asked
}

// each calls f with 0 to n-1, so many at a time. The first error stops it and is returned.
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
					continue // another one failed since it was handed over
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

// lineError names the line, but for an end that was asked for.
func lineError(text string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%q: %w", text, err)
}

// roundedLoudness is the loudness of a line as manifests state it.
func roundedLoudness(clip audio.Clip) float64 { return math.Round(mastering.Loudness(clip)*100) / 100 }
