package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"respite/cmd/respite/batch"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/hint"
	"respite/script/routine"
)

// batchFlags are the flags of batch.
type batchFlags struct {
	dir   string
	shard string
	check bool
}

func newBatch(std streams) *cobra.Command {
	var f batchFlags
	cmd := &cobra.Command{
		Use:   "batch PLAN.csv",
		Short: "write many tracks from a plan",
		Long: `Batch writes a track for every row of a plan, a CSV file. Its first row names
the columns: output, the file of the track; routine; any flag of render by its
name; and fields of your own, such as {name}, whose values stand wherever
{name} is written, in the other columns and in the lines of the routine.

The whole plan is checked before anything is written. What a run before has
written already, and is still right, is kept. With --shard I/N this is one of N
workers; a Kubernetes Indexed Job and an array job of Slurm are understood.`,
		Example: `  respite batch plan.csv -o tracks
  respite batch plan.csv -o tracks --shard 2/8`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(cmd.Context(), args[0], std)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVarP(&f.dir, "output", "o", "", "`DIR` for the tracks")
	cmd.Flags().StringVar(&f.shard, "shard", "", "render only part `I/N` of the plan")
	cmd.Flags().BoolVar(&f.check, "check", false, "only check the plan")
	return cmd
}

func (f *batchFlags) run(ctx context.Context, name string, std streams) error {
	if f.dir == "" && !f.check {
		return hint.Usage(errors.New("there is no folder for the tracks"), "give one with -o DIR")
	}
	shard, err := f.worker()
	if err != nil {
		return hint.Usage(err, "write --shard 1/8 for the first of eight workers")
	}
	p, err := readPlan(ctx, name, std)
	if err != nil {
		return err
	}
	tracks, err := f.tracks(ctx, p, std)
	if err != nil {
		return err
	}
	if f.check {
		_, err := fmt.Fprintf(std.out, "%s: good, %s\n", name, counted(len(p.Rows), "track"))
		return err
	}
	return f.render(ctx, shard, batch.Part(shard, tracks), std)
}

// worker is the part of the plan that this process renders.
func (f *batchFlags) worker() (batch.Shard, error) {
	if f.shard != "" {
		return batch.ParseShard(f.shard)
	}
	shard, _, err := batch.ShardFromEnvironment(os.Getenv)
	return shard, err
}

func readPlan(ctx context.Context, name string, std streams) (*batch.Plan, error) {
	cmd, _ := rowCommand()
	isFlag := func(name string) bool { return name != "output" && cmd.Flags().Lookup(name) != nil }
	return await(ctx, func() (*batch.Plan, error) {
		if name == "-" {
			return batch.Read(name, std.in, isFlag)
		}
		file, err := os.Open(name)
		if err != nil {
			return nil, hint.Plain(err)
		}
		defer file.Close()
		return batch.Read(name, file, isFlag)
	})
}

// tracks checks every row of the plan, whichever worker renders it, and returns
// the rows ready to be rendered, in their order.
func (f *batchFlags) tracks(ctx context.Context, p *batch.Plan, std streams) ([]batch.Track, error) {
	maker := &trackMaker{plan: p, dir: f.dir, std: std, openVoice: rememberVoices(openVoice), written: map[string]int{}}
	var tracks []batch.Track
	var mistakes routine.ErrorList
	for _, row := range p.Rows {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		track, wrong := maker.track(ctx, row)
		mistakes = append(mistakes, wrong...)
		tracks = append(tracks, track)
	}
	if len(mistakes) > 0 {
		return nil, mistakes
	}
	return tracks, nil
}

// render renders the tracks of a worker and says what came of it.
func (f *batchFlags) render(ctx context.Context, shard batch.Shard, tracks []batch.Track, std streams) error {
	bar := newBar(std.err, "rendering tracks", int64(len(tracks)))
	report, err := batch.Run(ctx, f.dir, shard, tracks, func(done int) { bar.at(int64(done)) })
	bar.finish()
	if err != nil {
		return hint.Plain(err)
	}
	for _, failure := range report.Failed {
		clean.Fprintf(std.err, "respite: error: row %d, %s: %v\n", failure.Row.Number, failure.Row.Output, failure.Err)
	}
	fmt.Fprintf(std.out, "%s: %s rendered, %d kept, %d failed\n", f.dir, counted(report.Rendered, "track"), report.Kept, len(report.Failed))
	if len(report.Failed) > 0 {
		return reportedError(exitFailed)
	}
	return nil
}

// counted is a number and what it counts.
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
