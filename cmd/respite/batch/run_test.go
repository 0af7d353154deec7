package batch_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"

	"respite/cmd/respite/batch"
)

// tracks returns n tracks that write their name and count how often they were rendered.
func tracks(dir string, n int, rendered *atomic.Int64, fail func(i int) error) []*batch.Track {
	var all []*batch.Track
	for i := range n {
		name := fmt.Sprintf("%d/track.txt", i)
		all = append(all, &batch.Track{
			Row: batch.Row{Number: i + 1, Output: name}, Made: batch.Sum(name),
			Render: func(context.Context, bool) (batch.Result, error) {
				if fail != nil && fail(i) != nil {
					return batch.Result{}, fail(i)
				}
				rendered.Add(1)
				file := filepath.Join(dir, name)
				return batch.Result{Seconds: 1}, errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(name), 0o666))
			},
		})
	}
	return all
}

func TestRunIsTakenUpAgain(t *testing.T) {
	dir := t.TempDir()
	var rendered atomic.Int64
	run := func(want batch.Report) {
		t.Helper()
		got, err := batch.Run(t.Context(), dir, batch.Shard{}, tracks(dir, 6, &rendered, nil), nil)
		if err != nil || got.Rendered != want.Rendered || got.Kept != want.Kept || len(got.Failed) > 0 {
			t.Fatalf("%+v, %v; want %+v", got, err, want)
		}
	}
	run(batch.Report{Rendered: 6})
	run(batch.Report{Kept: 6})

	damaged, missing := filepath.Join(dir, "2/track.txt"), filepath.Join(dir, "4/track.txt")
	if err := errors.Join(os.WriteFile(damaged, []byte("other"), 0o666), os.Remove(missing)); err != nil {
		t.Fatal(err)
	}
	run(batch.Report{Rendered: 2, Kept: 4})
	if b, _ := os.ReadFile(damaged); string(b) != "2/track.txt" {
		t.Errorf("the damaged track holds %q", b)
	}
}

// A worker that was killed while writing its manifest loses only the last entry.
func TestHalfALineInTheManifest(t *testing.T) {
	dir := t.TempDir()
	var rendered atomic.Int64
	if _, err := batch.Run(t.Context(), dir, batch.Shard{}, tracks(dir, 3, &rendered, nil), nil); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, ".respite-batch.jsonl")
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b[:len(b)-20], 0o666); err != nil {
		t.Fatal(err)
	}
	for _, want := range []batch.Report{{Rendered: 1, Kept: 2}, {Kept: 3}} {
		got, err := batch.Run(t.Context(), dir, batch.Shard{}, tracks(dir, 3, &rendered, nil), nil)
		if err != nil || got.Rendered != want.Rendered || got.Kept != want.Kept {
			t.Fatalf("%+v, %v; want %+v", got, err, want)
		}
	}
}

func TestOtherInputsRenderAgain(t *testing.T) {
	dir := t.TempDir()
	var rendered atomic.Int64
	all := tracks(dir, 2, &rendered, nil)
	if _, err := batch.Run(t.Context(), dir, batch.Shard{}, all, nil); err != nil {
		t.Fatal(err)
	}
	all[1].Made = batch.Sum("another voice")
	if got, err := batch.Run(t.Context(), dir, batch.Shard{}, all, nil); err != nil || got.Rendered != 1 || got.Kept != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAFailedRowStopsNoOther(t *testing.T) {
	dir := t.TempDir()
	var rendered atomic.Int64
	broken := errors.New("broken")
	fail := func(i int) error {
		if i%2 == 1 {
			return broken
		}
		return nil
	}
	var heard atomic.Int64
	got, err := batch.Run(t.Context(), dir, batch.Shard{}, tracks(dir, 5, &rendered, fail), func(r batch.Report) { heard.Store(int64(r.Done())) })
	if err != nil || got.Rendered != 3 || len(got.Failed) != 2 || heard.Load() != 5 {
		t.Fatalf("%+v, %v; progress heard %d", got, err, heard.Load())
	}
	if got.Failed[0].Row.Number != 2 || got.Failed[1].Row.Number != 4 || !errors.Is(got.Failed[0].Err, broken) {
		t.Errorf("the failures are %+v", got.Failed)
	}
}

func TestAnInterruptEndsTheRun(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("stop")
	var rendered atomic.Int64
	all := tracks(dir, 50, &rendered, func(i int) error {
		if i == 3 {
			cancel(stop)
		}
		return nil
	})
	got, err := batch.Run(ctx, dir, batch.Shard{}, all, nil)
	if !errors.Is(err, stop) || got.Rendered == 50 || len(got.Failed) > 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

// Two workers have separate manifests, and both know the tracks of the other.
func TestWorkersShareAFolder(t *testing.T) {
	dir := t.TempDir()
	var rendered atomic.Int64
	all := tracks(dir, 4, &rendered, nil)
	for i, half := range [][]*batch.Track{{all[0], all[2]}, {all[1], all[3]}} {
		if _, err := batch.Run(t.Context(), dir, batch.Shard{Index: i + 1, Count: 2}, half, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := batch.Run(t.Context(), dir, batch.Shard{}, all, nil); err != nil || got.Kept != 4 {
		t.Errorf("%+v, %v", got, err)
	}
	b, err := os.ReadFile(filepath.Join(dir, ".respite-batch-2-of-2.jsonl"))
	if err != nil || bytes.Count(b, []byte("\n")) != 2 || !strings.Contains(string(b), `"file":"3/track.txt"`) {
		t.Errorf("the second worker's manifest: %s, %v", b, err)
	}
}

// A track is rendered again if one of its extra files is missing.
func TestAFileBesideIsMissing(t *testing.T) {
	dir := t.TempDir()
	var rendered atomic.Int64
	all := tracks(dir, 1, &rendered, nil)
	render, beside := all[0].Render, filepath.Join(dir, "0", "words.vtt")
	all[0].Render = func(ctx context.Context, again bool) (batch.Result, error) {
		result, err := render(ctx, again)
		result.Beside = []string{"0/words.vtt"}
		return result, errors.Join(err, os.WriteFile(beside, []byte("words"), 0o666))
	}
	for _, want := range []batch.Report{{Rendered: 1}, {Kept: 1}, {Rendered: 1}} {
		if want.Rendered == 1 {
			os.Remove(beside)
		}
		got, err := batch.Run(t.Context(), dir, batch.Shard{}, all, nil)
		if err != nil || got.Rendered != want.Rendered || got.Kept != want.Kept {
			t.Fatalf("%+v, %v; want %+v", got, err, want)
		}
	}
}

// Workers that share a folder without shards render each track once, and all of them return
// when all tracks exist.
func TestWorkersWithoutParts(t *testing.T) {
	dir := t.TempDir()
	var rendered atomic.Int64
	var workers errgroup.Group
	for range 4 {
		workers.Go(func() error {
			got, err := batch.Run(t.Context(), dir, batch.Shard{}, tracks(dir, 60, &rendered, nil), nil)
			if err == nil && (got.Done() != 60 || got.Unlocked) {
				err = fmt.Errorf("a worker says %+v", got)
			}
			return err
		})
	}
	if err := workers.Wait(); err != nil {
		t.Fatal(err)
	}
	if rendered.Load() != 60 {
		t.Errorf("60 tracks were rendered %d times", rendered.Load())
	}
	lines := 0
	manifests, _ := filepath.Glob(filepath.Join(dir, ".respite-batch*.jsonl"))
	for _, name := range manifests {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines += bytes.Count(b, []byte("\n"))
	}
	if lines != 60 {
		t.Errorf("%d manifests have %d entries", len(manifests), lines)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.lock")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}
