package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"respite/audio"
	"respite/audio/loudness"
)

func newMeasure(std streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "measure FILE...",
		Short: "measure how loud sound files are",
		Long: `Measure prints the integrated loudness (LUFS), the loudness range (LU), the true
peak (dBTP) and the sample peak (dBFS) of WAV, FLAC and MP3 files, as ITU-R
BS.1770-4 and EBU Tech 3342 define them.`,
		Example: "  respite measure back-relief.wav",
		Args:    takes(1, -1, "a file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			print := printMeasurements
			if asJSON {
				print = printMeasurementsJSON
			}
			return print(cmd.Context(), std.out, args)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON, one object a line")
	return cmd
}

func printMeasurements(ctx context.Context, out io.Writer, files []string) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	for i, file := range files {
		m, err := measureFile(ctx, file)
		if err != nil {
			_ = w.Flush() // what was measured before is worth having
			return err
		}
		if i == 0 {
			fmt.Fprintln(w, "LUFS\tLU\tdBTP\tdBFS\t")
		}
		fmt.Fprintf(w, "%.1f\t%.1f\t%.1f\t%.1f\t  %s\n", m.Integrated, m.Range, m.TruePeak, m.SamplePeak, file)
	}
	return w.Flush()
}

func printMeasurementsJSON(ctx context.Context, out io.Writer, files []string) error {
	for _, file := range files {
		m, err := measureFile(ctx, file)
		if err != nil {
			return err
		}
		err = json.NewEncoder(out).Encode(struct {
			File       string   `json:"file"`
			Integrated *float64 `json:"integrated"`
			Range      *float64 `json:"range"`
			TruePeak   *float64 `json:"true_peak"`
			SamplePeak *float64 `json:"sample_peak"`
		}{file, hundredths(m.Integrated), hundredths(m.Range), hundredths(m.TruePeak), hundredths(m.SamplePeak)})
		if err != nil {
			return err
		}
	}
	return nil
}

func measureFile(ctx context.Context, file string) (loudness.Measurement, error) {
	r, err := audio.OpenRecording(file)
	if err != nil {
		return loudness.Measurement{}, err
	}
	defer r.Close()
	return loudness.Measure(ctx, r.Read, r.Rate, r.Channels)
}

// hundredths rounds what JSON can hold: of silence there is nothing.
func hundredths(x float64) *float64 {
	if math.IsInf(x, 0) {
		return nil
	}
	x = math.Round(x*100) / 100
	return &x
}
