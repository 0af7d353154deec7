package batch

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"maps"
	"runtime"
	"slices"
	"sync"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"respite/audio"
	"respite/cmd/respite/output"
	"respite/cmd/respite/render"
	"respite/samples"
	"respite/script/routine"
)

// A trackMaker checks the rows of a plan and makes the tracks of one worker. It does shared
// work once: it opens each voice and each sound once, speaks each line once, and checks equal
// sessions once.
type trackMaker struct {
	dir   string
	plan  string // name of the plan
	shard Shard

	voices *memo[*samples.Voice]
	speech *sharedSpeech
	sounds *memo[audio.Kit]
	seen   *memo[checkedSession]
	sums   *contentSums

	group  *errgroup.Group
	ctx    context.Context
	tracks []*Track

	written map[uint64]int // rows that write files, by hashes of their paths
	seed    maphash.Seed

	lock     sync.Mutex
	mistakes routine.ErrorList
	routines map[string]routine.ErrorList // mistakes in the routines of rows, by file
	fields   map[string][]string          // fields that the lines of a routine use, by routine and language
}

func newTrackMaker(ctx context.Context, dir, plan string, shard Shard) *trackMaker {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	return &trackMaker{dir: dir, plan: plan, shard: shard,
		voices: newMemo[*samples.Voice](16), speech: newSharedSpeech(), sounds: newMemo[audio.Kit](16), seen: newMemo[checkedSession](10_000), sums: newContentSums(),
		group: group, ctx: ctx, written: map[uint64]int{}, seed: maphash.MakeSeed(), routines: map[string]routine.ErrorList{}, fields: map[string][]string{}}
}

// take checks a row. If this worker renders the row, take also makes a track for it.
func (m *trackMaker) take(row Row) {
	cmd, f, wrong := m.flags(row)
	if err := m.checkOutputs(row, f); err != nil {
		wrong = append(wrong, row.Mistake("output", err.Error()))
	}
	if len(wrong) > 0 {
		m.note(wrong...)
		return
	}
	if m.ctx.Err() != nil {
		return
	}
	var t *Track
	if m.shard.Has(row.Number) {
		t = &Track{Row: row, Render: func(ctx context.Context, again bool) (Result, error) { return m.render(ctx, row, again) }}
		m.tracks = append(m.tracks, t)
	}
	m.group.Go(func() error { return m.check(row, cmd, f, t) })
}

// check checks the session of a row, and records what the track is made from.
func (m *trackMaker) check(row Row, cmd *cobra.Command, f *render.Flags, t *Track) error {
	if m.ctx.Err() != nil {
		return context.Cause(m.ctx)
	}
	s, err := m.session(row, cmd, f)
	if err != nil {
		m.noteSession(row, err)
		return nil
	}
	if err := output.CheckDistinct(m.outputs(f), s.named); err != nil {
		m.note(row.Mistake("output", err.Error()))
		return nil
	}
	if t == nil {
		return nil
	}
	if t.Made, err = m.madeOf(row, cmd, f, s); err != nil {
		m.note(row.Mistake("routine", err.Error()))
	}
	return nil
}

// end waits for the checks, and returns the tracks of this worker or all mistakes.
func (m *trackMaker) end(readErr error) ([]*Track, error) {
	if m.ctx.Err() != nil {
		return nil, context.Cause(m.ctx) // the plan may still be in use
	}
	if err := m.group.Wait(); err != nil {
		return nil, err
	}
	var list routine.ErrorList
	if readErr != nil && !errors.As(readErr, &list) {
		return nil, readErr
	}
	list = append(list, m.mistakes...)
	list.Sort()
	if rest := len(list) - mostMistakes; rest > 0 {
		next := list[mostMistakes]
		list = append(list[:mostMistakes], &routine.Error{File: next.File, Line: next.Line, Column: next.Column, Message: fmt.Sprintf("and %d mistakes more", rest)})
	}
	for _, name := range slices.Sorted(maps.Keys(m.routines)) {
		list = append(list, m.routines[name]...)
	}
	if len(list) > 0 {
		return nil, list
	}
	return m.tracks, nil
}
