package batch

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/interrupt"
)

// flags are the flags of batch.
type flags struct {
	dir   string
	shard string
	check bool
}

// New returns the command batch.
func New(std cli.Streams) *cobra.Command {
	var f flags
	cmd := &cobra.Command{
		Use:   "batch PLAN.csv",
		Short: "write many tracks from a plan",
		Long: `Batch writes a track for every row of a plan, a CSV file. Its first row names
the columns: output, the file of the track; routine; any flag of render by its
name; and your own fields, such as {name}. The value of a field replaces {name}
in the other columns and in the lines of the routine.

Batch checks the whole plan before it writes anything. It keeps earlier tracks
that are still correct, and renders a track again if one of its input files has
changed. Several workers may share a folder: start the same command again, and
it takes tracks that no other worker renders. --shard I/N selects the rows of
one of N workers. An Indexed Job of Kubernetes, a Nomad job and a Slurm array
job set the shard, too.

The folder's .respite-batch.jsonl has a line of JSON for each track.`,
		Example: `  respite batch plan.csv -o tracks
  respite batch plan.csv -o tracks --shard 2/8`,
		Args: cli.Takes(1, 1, "one plan"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return []string{"csv"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(cmd.Context(), args[0], std)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVarP(&f.dir, "output", "o", "", "`DIR` for the tracks")
	_ = cmd.MarkFlagDirname("output") // fails only for an unknown flag
	cmd.Flags().StringVar(&f.shard, "shard", "", "render only part `I/N` of the plan")
	cmd.Flags().BoolVar(&f.check, "check", false, "only check the plan")
	return cmd
}

func (f *flags) run(ctx context.Context, name string, std cli.Streams) error {
	if f.dir == "" && !f.check {
		return hint.Usage(errors.New("there is no folder for the tracks"), "respite batch "+hint.ShellWord(name)+" -o tracks")
	}
	shard, err := f.worker()
	if err != nil {
		return hint.Usage(err, "write --shard 1/8 for the first of eight workers")
	}
	maker := newTrackMaker(ctx, f.dir, name, shard)
	defer maker.speech.close()
	rows, err := readPlan(ctx, name, std, maker.take)
	tracks, err := maker.end(err)
	if err != nil {
		return err
	}
	if f.check {
		_, err := clean.Fprintf(std.Out, "%s: good, %s\n", name, cli.Counted(rows, "track"))
		return err
	}
	return f.render(ctx, shard, tracks, std)
}

// worker returns the part of the plan that this process renders.
func (f *flags) worker() (Shard, error) {
	if f.shard != "" {
		return ParseShard(f.shard)
	}
	return ShardFromEnvironment(os.Getenv)
}

// readPlan passes each row of a plan to use, and returns the number of rows.
func readPlan(ctx context.Context, name string, std cli.Streams, use func(Row)) (int, error) {
	cmd, _ := rowCommand()
	var flags []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, f.Name) })
	return interrupt.Await(ctx, func() (int, error) {
		if name == "-" {
			return Read(name, std.In, flags, use)
		}
		file, err := os.Open(name)
		if err != nil {
			return 0, hint.With(hint.Plain(err), "a plan is a CSV file: respite help batch tells what is in it")
		}
		defer file.Close()
		return Read(name, file, flags, use)
	})
}

// render renders the tracks of one worker and prints a summary.
func (f *flags) render(ctx context.Context, shard Shard, tracks []*Track, std cli.Streams) error {
	progress := newProgress(std.Err, len(tracks), time.Now())
	report, err := Run(ctx, f.dir, shard, tracks, func(r Report) { progress.at(r, time.Now()) })
	progress.bar.Finish()
	if err != nil {
		return hint.Plain(err)
	}
	if report.Unlocked && shard.Count <= 1 {
		clean.Fprintf(std.Err, "respite: warning: %s: files cannot be locked here: several workers need --shard\n", f.dir)
	}
	for _, failure := range report.Failed {
		clean.Fprintf(std.Err, "respite: error: row %d, %s: %v\n", failure.Row.Number, failure.Row.Output, failure.Err)
	}
	clean.Fprintf(std.Out, "%s: %s rendered, %d kept, %d failed\n", f.dir, cli.Counted(report.Rendered, "track"), report.Kept, len(report.Failed))
	if len(report.Failed) > 0 {
		return cli.ReportedError(cli.ExitFailed)
	}
	return nil
}
