package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// A Track is a row that is ready to be rendered.
type Track struct {
	Row
	Made   string // what goes into the track, as a sum: another one has it rendered again
	Render func(ctx context.Context, file string) (Result, error)
}

// A Result is what rendering a track gave. The file appears whole or not at all.
type Result struct {
	Seconds  float64
	Loudness float64 // integrated, LUFS
	Warnings []string
}

// A Failure is a row that could not be rendered.
type Failure struct {
	Row Row
	Err error
}

// A Report says what a run did.
type Report struct {
	Rendered, Kept int // tracks; kept are those that were there and right
	Failed         []Failure
}

// Run renders the tracks of a worker into a folder, on all cores. A track whose
// manifest entry and file are right is kept. A row that fails does not stop the
// others. Progress, if not nil, hears how many tracks are done, from one
// goroutine at a time. The error is ctx's, or that of the folder.
func Run(ctx context.Context, dir string, shard Shard, tracks []Track, progress func(done int)) (Report, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return Report{}, err
	}
	made, err := readManifests(dir)
	if err != nil {
		return Report{}, err
	}
	m, err := openManifest(dir, shard)
	if err != nil {
		return Report{}, err
	}
	defer m.file.Close()
	r := &run{dir: dir, made: made, manifest: m, progress: progress}
	group, working := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, t := range tracks {
		if working.Err() != nil {
			break
		}
		group.Go(func() error { return r.track(working, t) })
	}
	err = group.Wait()
	if err == nil {
		err = context.Cause(ctx)
	}
	slices.SortFunc(r.report.Failed, func(a, b Failure) int { return a.Row.Number - b.Row.Number })
	return r.report, err
}

// A run is the state that its tracks share.
type run struct {
	dir      string
	made     map[string]Entry
	manifest *manifest
	progress func(done int)

	lock   sync.Mutex
	report Report
}

// track renders one track, or keeps it.
func (r *run) track(ctx context.Context, t Track) error {
	file := filepath.Join(r.dir, filepath.FromSlash(t.Output))
	if r.isMade(t, file) {
		r.done(func(report *Report) { report.Kept++ })
		return nil
	}
	entry, err := r.render(ctx, t, file)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err == nil {
		if err := r.manifest.add(entry); err != nil {
			return fmt.Errorf("%s: %w", manifestPrefix, err)
		}
		r.done(func(report *Report) { report.Rendered++ })
		return nil
	}
	r.done(func(report *Report) { report.Failed = append(report.Failed, Failure{t.Row, err}) })
	return nil
}

func (r *run) render(ctx context.Context, t Track, file string) (Entry, error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return Entry{}, err
	}
	result, err := t.Render(ctx, file)
	if err != nil {
		return Entry{}, err
	}
	hash, err := sum(file)
	if err != nil {
		return Entry{}, err
	}
	return Entry{Row: t.Number, File: t.Output, SHA256: hash, Made: t.Made,
		Seconds: result.Seconds, Loudness: result.Loudness, Warnings: result.Warnings}, nil
}

// isMade tells whether a track's file is there, and is what would be rendered.
func (r *run) isMade(t Track, file string) bool {
	e, ok := r.made[t.Output]
	if !ok || e.Made != t.Made {
		return false
	}
	hash, err := sum(file)
	return err == nil && hash == e.SHA256
}

// done counts a track that is over.
func (r *run) done(count func(*Report)) {
	r.lock.Lock()
	defer r.lock.Unlock()
	count(&r.report)
	if r.progress != nil {
		r.progress(r.report.Rendered + r.report.Kept + len(r.report.Failed))
	}
}
