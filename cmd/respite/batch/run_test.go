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

	"respite/cmd/respite/batch"
)

// tracks are n tracks that write their name, and count how often they did.
func tracks(n int, rendered *atomic.Int64, fail func(i int) error) []batch.Track {
	var all []batch.Track
	for i := range n {
		name := fmt.Sprintf("%d/track.txt", i)
		all = append(all, batch.Track{
			Row: batch.Row{Number: i + 1, Output: name}, Made: batch.Sum(name),
			Render: func(_ context.Context, file string) (batch.Result, error) {
				if fail != nil && fail(i) != nil {
					return batch.Result{}, fail(i)
				}
				rendered.Add(1)
				return batch.Result{Seconds: 1}, os.WriteFile(file, []byte(name), 0o666)
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
		got, err := batch.Run(t.Context(), dir, batch.Shard{}, tracks(6, &rendered, nil), nil)
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

// A worker that was killed while it wrote its manifest loses that one entry and no other.
func TestHalfALineInTheManifest(t *testing.T) {
	dir := t.TempDir()
	var rendered atomic.Int64
	if _, err := batch.Run(t.Context(), dir, batch.Shard{}, tracks(3, &rendered, nil), nil); err != nil {
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
		got, err := batch.Run(t.Context(), dir, batch.Shard{}, tracks(3, &rendered, nil), nil)
		if err != nil || got.Rendered != want.Rendered || got.Kept != want.Kept {
			t.Fatalf("%+v, %v; want %+v", got, err, want)
		}
	}
}

func TestOtherInputsRenderAgain(t *testing.T) {
	dir := t.TempDir()
	var rendered atomic.Int64
	all := tracks(2, &rendered, nil)
	if _, err := batch.Run(t.Context(), dir, batch.Shard{}, all, nil); err != nil {
		t.Fatal(err)
	}
	all[1].Made = batch.Sum("another voice")
	if got, err := batch.Run(t.Context(), dir, batch.Shard{}, all, nil); err != nil || got.Rendered != 1 || got.Kept != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAFailedRowStopsNoOther(t *testing.T) {
	var rendered atomic.Int64
	broken := errors.New("broken")
	fail := func(i int) error {
		if i%2 == 1 {
			return broken
		}
		return nil
	}
	var heard atomic.Int64
	got, err := batch.Run(t.Context(), t.TempDir(), batch.Shard{}, tracks(5, &rendered, fail), func(done int) { heard.Store(int64(done)) })
	if err != nil || got.Rendered != 3 || len(got.Failed) != 2 || heard.Load() != 5 {
		t.Fatalf("%+v, %v; progress heard %d", got, err, heard.Load())
	}
	if got.Failed[0].Row.Number != 2 || got.Failed[1].Row.Number != 4 || !errors.Is(got.Failed[0].Err, broken) {
		t.Errorf("the failures are %+v", got.Failed)
	}
}

func TestAnInterruptEndsTheRun(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("stop")
	var rendered atomic.Int64
	all := tracks(50, &rendered, func(i int) error {
		if i == 3 {
			cancel(stop)
		}
		return nil
	})
	got, err := batch.Run(ctx, t.TempDir(), batch.Shard{}, all, nil)
	if !errors.Is(err, stop) || got.Rendered == 50 || len(got.Failed) > 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

// Two workers keep a manifest each, and both know what the other has made.
func TestWorkersShareAFolder(t *testing.T) {
	dir := t.TempDir()
	var rendered atomic.Int64
	all := tracks(4, &rendered, nil)
	for i, half := range [][]batch.Track{{all[0], all[2]}, {all[1], all[3]}} {
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
