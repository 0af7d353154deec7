package record

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"respite/samples"
)

// lineLimit is how long an engine may take for one line, attempts included.
const lineLimit = 2 * time.Minute

// errSlow is an engine that hangs.
var errSlow = fmt.Errorf("no answer within %.0f s", lineLimit.Seconds())

// Speak is a voice of what the engine says: each text once, mastered, on all
// cores, from the cache where it is kept there. Done, if not nil, is told of each, one call
// at a time. An error names the line.
func Speak(ctx context.Context, e Engine, cache *Cache, texts []string, done func(text string)) (*samples.Voice, error) {
	m := samples.Manifest{Name: e.String(), Engine: e.String(), Lines: make([]samples.Line, len(texts))}
	clips := make([]samples.Clip, len(texts))
	var told sync.Mutex
	err := each(ctx, len(texts), func(ctx context.Context, i int) error {
		clip, err := recall(ctx, e, cache, texts[i])
		if err != nil {
			return lineError(texts[i], err)
		}
		clips[i] = clip
		m.Lines[i] = samples.Line{Text: texts[i], Frames: len(clip.Samples), Loudness: roundedLoudness(clip)}
		if done != nil {
			told.Lock()
			defer told.Unlock()
			done(texts[i])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return samples.MadeVoice(m, clips), nil
}

// recall has a line from the cache or from the engine, and then keeps it.
func recall(ctx context.Context, e Engine, cache *Cache, text string) (samples.Clip, error) {
	name := entry(e, Natural, text)
	if clip, ok := cache.get(name); ok {
		return clip, nil
	}
	clip, err := perform(ctx, e, Natural, text)
	if err == nil {
		cache.put(name, clip)
	}
	return clip, err
}

// perform has the engine speak a line and masters it.
func perform(ctx context.Context, e Engine, kind Kind, text string) (samples.Clip, error) {
	ctx, stop := context.WithTimeoutCause(ctx, lineLimit, errSlow)
	defer stop()
	take, rate, err := e.Speak(ctx, text)
	if err != nil {
		return samples.Clip{}, err
	}
	return Master(take, rate, kind)
}

// lineError names the line, but for an end that was asked for.
func lineError(text string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%q: %w", text, err)
}

// roundedLoudness is the loudness of a line as manifests state it.
func roundedLoudness(clip samples.Clip) float64 { return math.Round(Loudness(clip)*100) / 100 }
