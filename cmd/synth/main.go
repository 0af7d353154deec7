// Synth computes the tones, bells and ambiences that are bundled with respite. All of
// their parameters are in its source:
//
//	go run ./cmd/synth [--out samples]
//
// Every run writes the same bytes, because the random seeds are fixed.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/go-audio/audio"
	"github.com/go-audio/wav"
)

func main() {
	out := flag.String("out", "samples", "the `folder` to write below")
	flag.Parse()
	if err := write(*out); err != nil {
		fmt.Fprintln(os.Stderr, "synth: error:", err)
		os.Exit(1)
	}
}

// write writes the file of every recipe to the folder out.
func write(out string) error {
	for seed, r := range recipes() {
		path := filepath.Join(out, filepath.FromSlash(r.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := writeWAV(path, r.rate, quantise(r.make(), uint64(seed))); err != nil {
			return err
		}
	}
	return nil
}

// writeWAV writes mono samples of 16 bit at a rate in Hz to a file.
func writeWAV(path string, rate int, pcm []int) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	e := wav.NewEncoder(f, rate, 16, 1, 1)
	mono := audio.IntBuffer{Format: &audio.Format{NumChannels: 1, SampleRate: rate}, Data: pcm, SourceBitDepth: 16}
	if err := e.Write(&mono); err != nil {
		return err
	}
	return e.Close()
}
