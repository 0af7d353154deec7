package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/audio"
	"respite/cmd/respite/hint"
)

// A soundFile writes sound in one format.
type soundFile interface {
	Write(ctx context.Context, w io.Writer, src audio.Source, progress func(frames int64)) error
}

// An output is what is asked for of the file with the sound.
type output struct {
	name   string       // - for standard output
	format audio.Format // of a sample
	chosen bool         // the format was asked for
}

// soundKinds are the extensions of the sound files that can be written.
var soundKinds = []string{".wav", ".flac", ".mp3", ".m4a", ".opus", ".ogg"}

// kind is the extension that says what to write: WAV to standard output, and
// to a device or pipe whose name does not say.
func (o output) kind() string {
	ext := extension(o.name)
	if ext == pageKind {
		return ext
	}
	if o.name == "-" || !slices.Contains(soundKinds, ext) && !isRegularOrNew(o.name) {
		return ".wav"
	}
	return ext
}

// check finds what is wrong with the output before any work is done.
func (o output) check(routine string, std streams) error {
	if o.name == "-" && isTerminal(std.out) {
		return hint.Usage(errors.New("a terminal cannot take a WAV file"), "write to a file with -o FILE.wav, or pipe the output to a program")
	}
	if isRegularOrNew(o.name) && o.name != "-" {
		if err := checkTarget(o.name, routine, slices.Concat(soundKinds, []string{pageKind})); err != nil {
			return err
		}
	}
	switch kind := o.kind(); {
	case kind == ".wav":
		return nil
	case kind == ".flac" && o.format == audio.Float32:
		return hint.Usage(fmt.Errorf("%s: a FLAC file cannot hold float samples", o.name), "--bits takes 16 or 24 there")
	case kind != ".flac" && o.chosen:
		return hint.Usage(fmt.Errorf("%s: there are no bits to choose in this kind of file", o.name), "leave out --bits, or write a .wav or .flac file")
	case kind != ".flac" && kind != pageKind:
		_, err := findEncoder(o.name, kind)
		return err
	}
	return nil
}

// file is the format to write.
func (o output) file(rate int, tags audio.Tags) (soundFile, error) {
	switch kind := o.kind(); kind {
	case ".wav":
		return audio.WAV{Rate: rate, Format: o.format, Tags: tags}, nil
	case ".flac":
		return audio.FLAC{Rate: rate, Format: o.format, Tags: tags}, nil
	default:
		e, err := findEncoder(o.name, kind)
		return encoded{o.name, e, audio.WAV{Rate: rate, Tags: tags}}, err
	}
}

// write writes sound in the format that is asked for.
func (o output) write(ctx context.Context, src audio.Source, rate int, tags audio.Tags, std streams) error {
	file, err := o.file(rate, tags)
	if err != nil {
		return err
	}
	bar := newProgress(std.err, src.Len())
	defer bar.finish()
	write := func(w io.Writer) error { return file.Write(ctx, w, src, bar.at) }
	if o.name == "-" {
		return write(std.out)
	}
	return writeFile(o.name, write)
}

// describe says what the file is, for a person.
func (o output) describe(rate int) string {
	text := fmt.Sprintf("%d Hz", rate)
	if kind := o.kind(); kind == ".wav" || kind == ".flac" {
		text += fmt.Sprintf(", %s bit", o.format)
	}
	text += ", stereo"
	if info, err := os.Stat(o.name); err == nil && info.Mode().IsRegular() {
		text += fmt.Sprintf(", %.1f MB", float64(info.Size())/1e6)
	}
	return text
}

// checkTarget finds what is wrong with the name of a file to be written, of
// one of those kinds.
func checkTarget(name, routine string, kinds []string) error {
	switch ext, folder := extension(name), filepath.Dir(name); {
	case !slices.Contains(kinds, ext):
		return hint.Usage(fmt.Errorf("%s: cannot write a file of the kind %q", name, ext), "give a name that ends in "+orList(kinds))
	case isFolder(name):
		return fmt.Errorf("%s: is a directory", name)
	case !isFolder(folder):
		return hint.With(fmt.Errorf("%s: there is no folder %s", name, folder), "make the folder first, or give another one")
	case filepath.Clean(name) == filepath.Clean(routine):
		return hint.Usage(fmt.Errorf("%s: is the routine itself", name), "give another name")
	}
	return nil
}

// completeFiles has the shell propose files of those kinds.
func completeFiles(cmd *cobra.Command, flag string, kinds []string) {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = strings.TrimPrefix(k, ".")
	}
	_ = cmd.MarkFlagFilename(flag, names...) // fails only for an unknown flag
}

// orList is a, b or c.
func orList(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
