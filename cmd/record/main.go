// Record makes the voices that respite is built with, from every line of the
// built-in routines and the stock phrases:
//
//	go run ./cmd/record [--voice ross] [--prefix "chroot DIR"] [--out samples/voices]
//
// It needs RHVoice for English (on Debian 13 the packages rhvoice and
// rhvoice-english) and pico2wave for the others (libttspico-utils). How
// a line is spelt for the engine, where that is not as it is written, stands
// in OUT/spelling.yaml.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"respite/samples"
	"respite/samples/record"
)

func main() {
	voice := pflag.String("voice", "", "record only the voice of this `name`")
	prefix := pflag.String("prefix", "", "the `command` that runs RHVoice, for instance \"chroot DIR\"")
	out := pflag.String("out", filepath.Join("samples", "voices"), "the `folder` of the voices")
	pflag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *voice, *out, strings.Fields(*prefix)); err != nil {
		fmt.Fprintln(os.Stderr, "record: error:", err)
		os.Exit(1)
	}
}

// run records the voice of that name, or all of them, below the folder out.
func run(ctx context.Context, name, out string, prefix []string) error {
	if pflag.NArg() > 0 {
		return fmt.Errorf("%q is not understood: there are only flags", pflag.Arg(0))
	}
	found := false
	for _, v := range record.Voices(prefix...) {
		if name != "" && v.Name != name {
			continue
		}
		found = true
		if err := recordVoice(ctx, v, out); err != nil {
			return fmt.Errorf("voice %s: %w", v.Name, err)
		}
	}
	if !found {
		return fmt.Errorf("no voice %q", name)
	}
	return nil
}

func recordVoice(ctx context.Context, v record.Voice, out string) error {
	lines, err := collect(v.Language, filepath.Join(out, "spelling.yaml"))
	if err != nil {
		return err
	}
	n := 0
	err = record.Record(ctx, v, filepath.Join(out, v.Name), lines, func(l samples.Line) {
		n++
		fmt.Printf("%s %d/%d  %.1f s  %s\n", v.Name, n, len(lines), l.Length().Seconds(), l.Text)
	})
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted; nothing was written")
	}
	return err
}
