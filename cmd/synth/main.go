// Synth makes the tones, bells and ambiences that respite is built with, from nothing
// but the numbers in its own source:
//
//	go run ./cmd/synth [--out samples]
//
// The same bytes come out of every run: seeds are fixed.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("out", "samples", "the `folder` to write below")
	flag.Parse()
	if err := write(*out); err != nil {
		fmt.Fprintln(os.Stderr, "synth: error:", err)
		os.Exit(1)
	}
}

// write makes every recipe's file below the folder out.
func write(out string) error {
	for seed, r := range recipes() {
		path := filepath.Join(out, filepath.FromSlash(r.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, quantise(r.make(), r.rate, uint64(seed)).WAV(), 0o666); err != nil {
			return err
		}
	}
	return nil
}
