package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"respite/audio"
	"respite/audio/tag"
	"respite/audio/wav"
	"respite/cmd/respite/hint"
	"respite/samples/record/speech"
)

// An encoder is a program that makes a compressed file from a WAV file on its
// standard input.
type encoder struct {
	program string
	args    func(part string, tags tag.Tags) []string // to write to a file of that name, whatever its extension
}

// encoders are the programs for each kind of file, the best one first.
var encoders = map[string][]encoder{
	".mp3":  {{"lame", lameMP3}, {"ffmpeg", ffmpegMP3}},
	".m4a":  {{"ffmpeg", ffmpegM4A}},
	".opus": {{"ffmpeg", ffmpegOpus}},
	".ogg":  {{"ffmpeg", ffmpegVorbis}},
}

// findEncoder is the first program for a kind of file that is installed.
func findEncoder(name, kind string) (encoder, error) {
	var programs []string
	for _, e := range encoders[kind] {
		if _, err := exec.LookPath(e.program); err == nil {
			return e, nil
		}
		programs = append(programs, e.program)
	}
	return encoder{}, hint.With(fmt.Errorf("%s: %s is needed for this kind of file, and not installed", name, orList(programs)),
		fmt.Sprintf("install it (on Debian: apt install %s), or write a .wav or .flac file", programs[0]))

}

// An encoded is a file that an encoder makes.
type encoded struct {
	name string // of the file: the encoder works beside it
	encoder
	wav wav.File // that it gets
}

// Write lets the encoder make a file beside the one that is asked for, and
// copies it to w: an encoder may need to go back to the beginning, w may be a
// pipe.
func (e encoded) Write(ctx context.Context, w io.Writer, src audio.Source, progress func(frames int64)) error {
	part, err := newPart(filepath.Dir(e.name))
	if err != nil {
		return err
	}
	defer part.remove()
	if err := audio.CheckRate(src, e.wav.Rate); err != nil {
		return err
	}
	if err := e.encode(ctx, part.Name(), wholeBlocks(src, Extension(e.name)), progress); err != nil {
		return err
	}
	length := time.Duration(float64(src.Len())/float64(e.wav.Rate)*1000+0.5) * time.Millisecond
	if err := e.checkSize(part.Name(), length); err != nil {
		return err
	}
	if Extension(e.name) == ".mp3" {
		if _, err := w.Write(e.wav.Tags.ID3(length)); err != nil {
			return err
		}
	}
	made, err := os.Open(part.Name())
	if err != nil {
		return err
	}
	defer made.Close()
	_, err = io.Copy(w, made)
	return err
}

// leastBytes is how many bytes a second of sound takes at least: a sixth of what
// the leanest encoder here, Vorbis, makes of a minute of digital silence (185).
const leastBytes = 30

// checkSize finds out when an encoder has ended as if all were well, and made
// nothing of the sound.
func (e encoded) checkSize(made string, length time.Duration) error {
	info, err := os.Stat(made)
	if err != nil {
		return err
	}
	if float64(info.Size()) < leastBytes*length.Seconds() {
		return fmt.Errorf("%s: %s made a file without the sound: %d bytes for %v", e.name, e.program, info.Size(), length.Round(time.Second))
	}
	return nil
}

// encode runs the encoder. Where it fails, its own last words are the error.
func (e encoded) encode(ctx context.Context, part string, src audio.Source, progress func(frames int64)) error {
	cmd := exec.CommandContext(ctx, e.program, e.args(part, e.wav.Tags)...)
	cmd.Env = speech.Environ()
	cmd.WaitDelay = time.Second
	var said lastWords
	cmd.Stderr = &said
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	unsent := e.wav.Write(ctx, in, src, progress)
	in.Close()
	err = cmd.Wait()
	switch {
	case err == nil && unsent == nil:
		return nil
	case interrupted(ctx):
		return context.Cause(ctx)
	case err == nil:
		err = errors.New("ended before the sound did")
	}
	return fmt.Errorf("%s: %s: %s", e.name, e.program, said.or(err))
}

// interrupted tells whether the session was. An interrupt from the keyboard goes
// to the encoder too, and its end may be known first.
func interrupted(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return true
	case <-time.After(100 * time.Millisecond):
		return false
	}
}
