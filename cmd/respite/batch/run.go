package batch

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// A Track is a row that is ready to be rendered.
type Track struct {
	Row
	Made   string                                                // checksum of the inputs; a different one makes Run render the track again
	Render func(ctx context.Context, again bool) (Result, error) // again: a batch has written this file before
}

// A Result describes a rendered track. The render function creates the folder, and the file
// appears only when it is complete.
type Result struct {
	Seconds  float64
	Loudness float64  // integrated, LUFS
	Beside   []string // other files of the track, below the folder of the batch, slash-separated
	Warnings []string
}

// A Failure is a row that could not be rendered.
type Failure struct {
	Row Row
	Err error
}

// A Report says what a run did.
type Report struct {
	Rendered, Kept int // tracks; a kept one was already correct, or another worker made it
	Failed         []Failure
	Unlocked       bool // the folder has no file locks, so workers that share one part render the same tracks
}

// Done returns the number of finished tracks.
func (r Report) Done() int { return r.Rendered + r.Kept + len(r.Failed) }

// Run renders the tracks of a worker into a folder, on all cores. It keeps a track whose
// manifest entry and file are correct. Several workers may share a folder, each with its own
// part of the plan or all with the same part. Only one of them renders each track, and Run
// returns when all tracks are finished. A row that fails does not stop the others. Progress,
// if not nil, is called after each track, by one goroutine at a time. Run returns the error of
// ctx or of the folder.
func Run(ctx context.Context, dir string, shard Shard, tracks []*Track, progress func(Report)) (Report, error) {
	r, err := newRun(dir, shard, tracks, progress)
	if err != nil {
		return Report{}, err
	}
	defer r.manifest.file.Close()
	for wait := time.Duration(0); len(tracks) > 0 && err == nil; wait = waitForOthers {
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
		tracks, err = r.pass(ctx, tracks)
	}
	removeClaims(dir)
	slices.SortFunc(r.report.Failed, func(a, b Failure) int { return a.Row.Number - b.Row.Number })
	return r.report, err
}

// waitForOthers is the interval at which a worker checks the tracks that others are rendering.
const waitForOthers = 200 * time.Millisecond

// A run holds the state that the tracks of one call of Run share.
type run struct {
	dir      string
	record   *record
	manifest *manifest
	progress func(Report)

	lock   sync.Mutex
	report Report
}

func newRun(dir string, shard Shard, tracks []*Track, progress func(Report)) (*run, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	locks, err := knowsLocks(dir)
	if err != nil {
		return nil, err
	}
	r := &run{dir: dir, record: newRecord(dir, tracks), progress: progress, report: Report{Unlocked: !locks}}
	r.manifest, err = openManifest(dir, shard, locks)
	return r, err
}

// pass tries each track once, and returns those that other workers hold.
func (r *run) pass(ctx context.Context, tracks []*Track) (others []*Track, err error) {
	if err := r.record.update(); err != nil {
		return nil, err
	}
	group, working := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	var lock sync.Mutex
	for _, t := range tracks {
		if working.Err() != nil {
			break
		}
		group.Go(func() error {
			mine, err := r.track(working, t)
			if !mine {
				lock.Lock()
				defer lock.Unlock()
				others = append(others, t)
			}
			return err
		})
	}
	err = group.Wait()
	if err == nil {
		err = context.Cause(ctx)
	}
	return others, err
}

// track renders one track or keeps it; mine is false if another worker holds it.
func (r *run) track(ctx context.Context, t *Track) (mine bool, err error) {
	if r.isMade(t) {
		r.done(func(report *Report) { report.Kept++ })
		return true, nil
	}
	if !r.report.Unlocked {
		c, err := tryClaim(r.dir, t.Output)
		if c == nil {
			return err != nil, err
		}
		defer c.release()
		if err := r.record.update(); err != nil {
			return true, err
		}
		if r.isMade(t) { // another worker made it before this one claimed it
			r.done(func(report *Report) { report.Kept++ })
			return true, nil
		}
	}
	return true, r.make(ctx, t)
}

// make renders a track that this worker holds.
func (r *run) make(ctx context.Context, t *Track) error {
	entry, err := r.render(ctx, t)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		r.done(func(report *Report) { report.Failed = append(report.Failed, Failure{t.Row, err}) })
		return nil
	}
	if err := r.manifest.add(entry); err != nil {
		return err
	}
	r.done(func(report *Report) { report.Rendered++ })
	return nil
}

// file returns the path of a file in the manifest.
func (r *run) file(name string) string { return filepath.Join(r.dir, filepath.FromSlash(name)) }

func (r *run) render(ctx context.Context, t *Track) (Entry, error) {
	_, again := r.record.of(t.Output)
	result, err := t.Render(ctx, again)
	if err != nil {
		return Entry{}, err
	}
	e := Entry{Row: t.Number, File: t.Output, Made: t.Made, Seconds: result.Seconds, Loudness: result.Loudness, Warnings: result.Warnings}
	if e.SHA256, err = SumFile(r.file(t.Output)); err != nil {
		return Entry{}, err
	}
	info, err := os.Stat(r.file(t.Output))
	if err != nil {
		return Entry{}, err
	}
	e.Bytes, e.Modified = info.Size(), info.ModTime()
	for _, name := range result.Beside {
		if e.Beside == nil {
			e.Beside = map[string]string{}
		}
		if e.Beside[name], err = SumFile(r.file(name)); err != nil {
			return Entry{}, err
		}
	}
	return e, nil
}

// isMade tells whether a track's files exist and are up to date.
func (r *run) isMade(t *Track) bool {
	e, ok := r.record.of(t.Output)
	if !ok || e.Made != t.Made || !r.isUntouched(e) && !r.holds(e.File, e.SHA256) {
		return false
	}
	for name, hash := range e.Beside {
		if !r.holds(name, hash) {
			return false
		}
	}
	return true
}

// isUntouched tells whether a track's file still has its size and its modification time. So a
// restarted worker need not read all of its tracks.
func (r *run) isUntouched(e Entry) bool {
	info, err := os.Stat(r.file(e.File))
	return err == nil && info.Size() == e.Bytes && info.ModTime().Equal(e.Modified)
}

// holds tells whether a file has that checksum.
func (r *run) holds(name, hash string) bool {
	found, err := SumFile(r.file(name))
	return err == nil && found == hash
}

// done counts a finished track.
func (r *run) done(count func(*Report)) {
	r.lock.Lock()
	defer r.lock.Unlock()
	count(&r.report)
	if r.progress != nil {
		r.progress(r.report)
	}
}
