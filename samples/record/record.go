// Package record makes voices. Either an engine speaks every line, or a person reads the lines
// and the package splits the recording at its pauses and matches it to the list. It masters
// each take to the same level. The result is a folder with a manifest for package samples, or
// lines in a cache for one session. Playing and rendering bundled voices does not need this
// package.
package record

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"respite/audio"
	"respite/audio/envelope"
	"respite/samples"
	"respite/samples/record/mastering"
)

// A Wanted is a line to record, with a take for each saying, or a single take if there are no
// sayings.
type Wanted struct {
	Text  string
	Takes []Saying
}

// A Recorder records lines from an engine, in parallel as far as the engine supports it.
type Recorder struct {
	Voice Voice
	Cache *Cache // of earlier takes, so that an interrupted recording can continue

	Done func(samples.Line)         // if not nil, is called for each line, one call at a time
	Warn func(text, warning string) // if not nil, is called for doubtful takes, one call at a time
}

// Record writes a voice with these lines to the folder dir. It writes nothing unless it can
// record all lines. It removes the files of lines that only the previous manifest names. If
// the engine gives the same takes, Record writes the same bytes.
func (r *Recorder) Record(ctx context.Context, dir string, wanted []Wanted) error {
	wanted = slices.Clone(wanted)
	slices.SortFunc(wanted, func(a, b Wanted) int { return strings.Compare(a.Text, b.Text) })
	for i := 1; i < len(wanted); i++ {
		if wanted[i].Text == wanted[i-1].Text {
			return fmt.Errorf("the line %q is listed twice", wanted[i].Text)
		}
	}
	v := r.Voice
	m := samples.Manifest{Name: v.Name, Language: v.Language, Description: v.Description, Engine: v.Engine.String(), Lines: make([]samples.Line, len(wanted))}
	clips := map[string][]audio.Clip{}
	var mu sync.Mutex
	err := each(ctx, jobs(v.Engine, 0), len(wanted), func(ctx context.Context, i int) error {
		line, takes, warning, err := r.line(ctx, wanted[i])
		if err != nil {
			return lineError(wanted[i].Text, err)
		}
		mu.Lock()
		defer mu.Unlock()
		m.Lines[i], clips[line.Text] = line, takes
		if warning != "" && r.Warn != nil {
			r.Warn(line.Text, warning)
		}
		if r.Done != nil {
			r.Done(line)
		}
		return nil
	})
	if err != nil {
		return err
	}
	end, err := beginWriting(dir)
	if err != nil {
		return err
	}
	defer end()
	return write(ctx, dir, m, clips)
}

// line records the takes of a line.
func (r *Recorder) line(ctx context.Context, w Wanted) (line samples.Line, clips []audio.Clip, warning string, err error) {
	sayings := w.Takes
	if len(sayings) == 0 {
		sayings = []Saying{{}}
	}
	takes := make([]samples.Take, len(sayings))
	for i, s := range sayings {
		e := s.engine(r.Voice.Engine)
		said, err := r.Cache.perform(ctx, performer{engine: e, kind: r.Voice.Kind}, e.Identity(), cmp.Or(s.Spoken, w.Text))
		if err != nil {
			return line, nil, "", err
		}
		clip := mastering.Coarse(said.clip)
		loud := envelope.Of(clip.Samples, clip.Rate)
		takes[i] = samples.Take{
			File: fileName(w.Text, flacFile), Frames: len(clip.Samples), Loudness: roundedLoudness(clip), Envelope: &loud,
		}
		if s.Spoken != w.Text {
			takes[i].Spoken = s.Spoken
		}
		clips, warning = append(clips, clip), cmp.Or(warning, said.hasty)
	}
	return samples.NewLine(w.Text, takes), clips, warning, nil
}
