package main

import (
	"io"
	"io/fs"
	"os"
	"text/tabwriter"

	"respite/cmd/respite/clean"
	"respite/samples"
)

// listSizes prints the size of everything that is bundled with the program.
func listSizes(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(bytes int64, what string) { clean.Fprintf(w, "%.1f MB\t  %s\n", float64(bytes)/1e6, what) }
	sound := int64(0)
	for _, name := range samples.Voices() {
		bytes, err := bundledSize("voices/" + name)
		if err != nil {
			return err
		}
		sound += bytes
		line(bytes, "voice "+name)
	}
	for _, kind := range []string{"tones", "bells", "ambiences"} {
		bytes, err := bundledSize(kind)
		if err != nil {
			return err
		}
		sound += bytes
		line(bytes, kind)
	}
	if program, err := os.Executable(); err == nil {
		if info, err := os.Stat(program); err == nil {
			line(info.Size()-sound, "the program itself")
			line(info.Size(), "in all")
		}
	}
	return w.Flush()
}

// bundledSize returns the total size in bytes of the files in a folder of the bundled sound.
func bundledSize(folder string) (bytes int64, err error) {
	err = fs.WalkDir(samples.Bundled(), folder, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	return bytes, err
}
