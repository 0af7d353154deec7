// Package record makes voices. An engine speaks every line, or a person reads
// them: then the recording is split at its pauses and matched to the list. Each
// take is mastered to the same level. What comes out is a folder with a manifest
// that package samples opens, or lines in a cache for one session. The bundled
// voices need none of it to be played or rendered.
package record

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"respite/audio"
	"respite/samples"
)

// Record makes the folder dir the voice v with these lines, of which Text and
// Spoken count; where Spoken is empty the text is spoken as it is written. Lines are
// recorded on all cores; done, if not nil, is told of each when it is, one
// call at a time. Nothing is written unless all could be recorded; files of
// lines that an earlier manifest names and this one does not are removed. An
// engine that gives the same takes makes the same bytes again.
func Record(ctx context.Context, v Voice, dir string, lines []samples.Line, done func(samples.Line)) error {
	lines = slices.Clone(lines)
	slices.SortFunc(lines, func(a, b samples.Line) int { return strings.Compare(a.Text, b.Text) })
	for i := range lines {
		if i > 0 && lines[i].Text == lines[i-1].Text {
			return fmt.Errorf("the line %q is asked for twice", lines[i].Text)
		}
	}
	clips := make([]audio.Clip, len(lines))
	var told sync.Mutex
	err := each(ctx, 0, len(lines), func(ctx context.Context, i int) error {
		var err error
		if lines[i], clips[i], err = v.record(ctx, lines[i]); err != nil {
			return lineError(lines[i].Text, err)
		}
		if done != nil {
			told.Lock()
			defer told.Unlock()
			done(lines[i])
		}
		return nil
	})
	if err != nil {
		return err
	}
	m := samples.Manifest{Name: v.Name, Language: v.Language, Description: v.Description, Engine: v.Engine.String(), Lines: lines}
	return write(ctx, dir, m, clips)
}

// record speaks and masters one line and fills in what the manifest says of it.
func (v Voice) record(ctx context.Context, l samples.Line) (samples.Line, audio.Clip, error) {
	spoken := l.Spoken
	if spoken == "" || spoken == l.Text {
		spoken, l.Spoken = l.Text, ""
	}
	clip, _, err := perform(ctx, v.Engine, v.Kind, spoken)
	if err != nil {
		return l, clip, err
	}
	l.File, l.Frames = fileName(l.Text, flacFile), len(clip.Samples)
	l.Loudness = roundedLoudness(clip)
	return l, clip, nil
}
