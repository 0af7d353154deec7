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
	"respite/audio/mp4"
	"respite/audio/tag"
	"respite/audio/wav"
	"respite/cmd/respite/hint"
	"respite/samples/record/speech/process"
)

// An encoder is a program that makes a compressed file from a WAV file on its
// standard input.
type encoder struct {
	program string
	args    func(work) []string
	notes   func(tag.Tags) [][2]string // the tags that it takes in a file; nil where it takes none
}

// encoders are the programs for each kind of file, the best one first.
var encoders = map[string][]encoder{
	".mp3":  {{"lame", lameMP3, nil}, {"ffmpeg", ffmpegMP3, nil}},
	".m4a":  {{"ffmpeg", ffmpegM4A, nil}},
	".m4b":  {{"ffmpeg", ffmpegM4A, nil}},
	".opus": {{"ffmpeg", ffmpegOpus, tag.Tags.OpusComments}},
	".ogg":  {{"ffmpeg", ffmpegVorbis, tag.Tags.Comments}},
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
	kind string // its extension
	encoder
	wav     wav.File // that it gets
	bitrate int      // kbit/s
}

// Write lets the encoder make a file beside the one that is asked for, and
// copies it to w with its tags: an encoder may need to go back to the beginning,
// w may be a pipe.
func (e encoded) Write(ctx context.Context, w io.Writer, src audio.Source, progress func(frames int64)) error {
	part, err := newPart(filepath.Dir(e.name))
	if err != nil {
		return err
	}
	defer part.remove()
	if err := audio.CheckRate(src, e.wav.Rate); err != nil {
		return err
	}
	job := work{part: part.Name(), bitrate: e.bitrate, mono: e.wav.Mono, tags: e.wav.Tags}
	if e.notes != nil {
		notes, err := e.writeNotes()
		if err != nil {
			return err
		}
		defer notes.remove()
		job.notes = notes.Name()
	}
	heard := src
	if isMP4(e.kind) {
		heard = delayed{src, mp4.Lead(src.Len())}
	}
	if err := e.encode(ctx, job, heard, progress); err != nil {
		return err
	}
	length := time.Duration(float64(src.Len())/float64(e.wav.Rate)*1000+0.5) * time.Millisecond
	if err := e.checkSize(part.Name(), length); err != nil {
		return err
	}
	made, err := os.Open(part.Name())
	if err != nil {
		return err
	}
	defer made.Close()
	return e.finish(w, made, src.Len(), length)
}

// writeNotes writes the tags to a file beside the one that is asked for.
func (e encoded) writeNotes() (*part, error) {
	notes, err := newPart(filepath.Dir(e.name))
	if err != nil {
		return nil, err
	}
	if err := writeNotes(notes, e.notes(e.wav.Tags), e.wav.Tags.Software, e.wav.Tags.Cover.Picture()); err != nil {
		notes.remove()
		return nil, err
	}
	return notes, nil
}

// finish copies what the encoder made, with the tags that it cannot write.
func (e encoded) finish(w io.Writer, made *os.File, frames int64, length time.Duration) error {
	if e.kind == ".mp3" {
		if _, err := w.Write(e.wav.Tags.ID3(length)); err != nil {
			return err
		}
	}
	if isMP4(e.kind) {
		file := mp4.File{Tags: e.wav.Tags, Book: e.kind == ".m4b", Rate: e.wav.Rate, Frames: frames, Lead: mp4.Lead(frames)}
		if err := file.Finish(w, made); err != nil {
			return fmt.Errorf("%s: %s: %w", e.name, e.program, err)
		}
		return nil
	}
	_, err := io.Copy(w, made)
	return err
}

func isMP4(kind string) bool { return kind == ".m4a" || kind == ".m4b" }

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
func (e encoded) encode(ctx context.Context, job work, src audio.Source, progress func(frames int64)) error {
	cmd := exec.CommandContext(ctx, e.program, e.args(job)...)
	cmd.Env = process.Environ()
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
	unsent := e.input().Write(ctx, in, src, progress)
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

// input is the WAV file that the encoder gets: of the tags it has the chapters, for
// the others come from us.
func (e encoded) input() wav.File {
	in := e.wav
	in.Tags = tag.Tags{Chapters: in.Tags.Chapters}
	return in
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
