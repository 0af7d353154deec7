// Record makes the voices that respite is built with, from every line of the
// built-in routines and the stock phrases:
//
//	go run ./cmd/record [--voice ada] [--kokoro DIR] [--cache DIR] [--out samples/voices] [--envelopes]
//
// It needs the engine kokoro (make kokoro), and pico2wave for German (libttspico-utils). The
// file OUT/takes.yaml lists the lines that need special treatment, and how to say them. The
// cache keeps the speech of the engine, so an interrupted recording continues where it
// stopped. With --envelopes, it records nothing and only measures the existing lines again.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/adrg/xdg"
	"github.com/spf13/pflag"

	"respite/samples"
	"respite/samples/record"
)

func main() {
	var o options
	pflag.StringVar(&o.voice, "voice", "", "record only the voice of this `name`")
	pflag.StringVar(&o.kokoro, "kokoro", cmp.Or(os.Getenv("RESPITE_KOKORO"), filepath.Join(xdg.DataHome, "respite", "kokoro")), "the `folder` of the engine kokoro")
	pflag.StringVar(&o.cache, "cache", filepath.Join(os.TempDir(), "respite-record"), "the `folder` of the cache")
	pflag.StringVar(&o.out, "out", filepath.Join("samples", "voices"), "the `folder` of the voices")
	pflag.BoolVar(&o.envelopes, "envelopes", false, "record nothing, but measure the envelopes of the lines again")
	pflag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "record: error:", err)
		os.Exit(1)
	}
}

type options struct {
	voice, kokoro, cache, out string
	envelopes                 bool
}

// run records the voice with that name, or all voices, in the folder out.
func run(ctx context.Context, o options) error {
	if pflag.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q: only flags are allowed", pflag.Arg(0))
	}
	found := false
	for _, v := range record.Voices(o.kokoro) {
		if o.voice != "" && v.Name != o.voice {
			continue
		}
		found = true
		if err := recordVoice(ctx, v, o); err != nil {
			return fmt.Errorf("voice %s: %w", v.Name, err)
		}
	}
	if !found {
		return fmt.Errorf("no voice %q", o.voice)
	}
	return nil
}

func recordVoice(ctx context.Context, v record.Voice, o options) error {
	if o.envelopes {
		return record.MeasureEnvelopes(filepath.Join(o.out, v.Name))
	}
	lines, err := collect(v.Name, v.Language, filepath.Join(o.out, "takes.yaml"))
	if err != nil {
		return err
	}
	n := 0
	r := record.Recorder{
		Voice: v, Cache: record.NewCache(o.cache),
		Done: func(l samples.Line) {
			n++
			fmt.Printf("%s %d/%d  %.1f s  %s\n", v.Name, n, len(lines), l.Length().Seconds(), l.Text)
		},
		Warn: func(text, warning string) { fmt.Printf("%s: %s: %s\n", v.Name, text, warning) },
	}
	err = r.Record(ctx, filepath.Join(o.out, v.Name), lines)
	if closer, ok := v.Engine.(io.Closer); ok {
		err = errors.Join(err, closer.Close())
	}
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted: run the same command again to continue")
	}
	return err
}
