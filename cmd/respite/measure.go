package main

import (
	"cmp"
	"context"
	"encoding/json"
	"math"
	"os"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"respite/audio/loudness"
	"respite/audio/recording"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/interrupt"
	"respite/samples/record/speech/container"
)

func newMeasure(std cli.Streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "measure FILE...",
		Short: "measure how loud sound files are",
		Long: `Measure prints the integrated loudness (LUFS), the loudness range (LU), the true
peak (dBTP) and the sample peak (dBFS) of sound files, as defined by ITU-R
BS.1770-4 and EBU Tech 3342. It reads WAV, FLAC and MP3, and with ffmpeg also
M4A, Opus, Ogg and others.`,
		Example: "  respite measure back-relief.wav\n  respite measure --json *.flac",
		Args:    cli.Takes(1, -1, "a file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			print := printMeasurements
			if asJSON {
				print = printMeasurementsJSON
			}
			return print(cmd.Context(), std, args)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON, one object a line")
	return cmd
}

// A measurement is the result of measuring a file, or the reason why that failed.
type measurement struct {
	file string
	loudness.Measurement
}

// measureAll measures files, and passes each result to print. It continues after a file that
// cannot be measured, and returns an error at the end.
func measureAll(ctx context.Context, std cli.Streams, files []string, print func(measurement) error) error {
	worst := cli.ExitDone
	for _, file := range files {
		m, err := interrupt.Await(ctx, func() (loudness.Measurement, error) { return measureFile(ctx, file) })
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err != nil:
			worst = max(worst, cli.Report(std.Err, err))
		default:
			if err := print(measurement{file, m}); err != nil {
				return err
			}
		}
	}
	if worst != cli.ExitDone {
		return cli.ReportedError(worst)
	}
	return nil
}

func printMeasurements(ctx context.Context, std cli.Streams, files []string) error {
	w := tabwriter.NewWriter(std.Out, 0, 0, 2, ' ', tabwriter.AlignRight)
	head := "LUFS\tLU\tdBTP\tdBFS\t\n"
	err := measureAll(ctx, std, files, func(m measurement) error {
		_, err := clean.Fprintf(w, "%s%.1f\t%.1f\t%.1f\t%.1f\t  %s\n", head, m.Integrated, m.Range, m.TruePeak, m.SamplePeak, m.file)
		head = ""
		return err
	})
	return cmp.Or(w.Flush(), err)
}

func printMeasurementsJSON(ctx context.Context, std cli.Streams, files []string) error {
	return measureAll(ctx, std, files, func(m measurement) error {
		return json.NewEncoder(std.Out).Encode(struct {
			File       string   `json:"file"`
			Integrated *float64 `json:"integrated"`
			Range      *float64 `json:"range"`
			TruePeak   *float64 `json:"true_peak"`
			SamplePeak *float64 `json:"sample_peak"`
		}{m.file, hundredths(m.Integrated), hundredths(m.Range), hundredths(m.TruePeak), hundredths(m.SamplePeak)})
	})
}

func measureFile(ctx context.Context, file string) (loudness.Measurement, error) {
	readable := file
	if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
		name, remove, err := container.Convert(ctx, file, "-c:a", "pcm_f32le") // float, because a peak may exceed full scale
		defer remove()
		if err != nil {
			return loudness.Measurement{}, err
		}
		readable = name
	}
	r, err := recording.Open(readable)
	if err != nil {
		return loudness.Measurement{}, err
	}
	defer r.Close()
	return loudness.Measure(ctx, r.Read, r.Rate, r.Channels)
}

// hundredths rounds a number to two decimals for JSON. It returns nil for the infinite levels
// of silence.
func hundredths(x float64) *float64 {
	if math.IsInf(x, 0) {
		return nil
	}
	x = math.Round(x*100) / 100
	return &x
}
