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

// An encoder is a program that reads a WAV file from standard input and writes a compressed
// file.
type encoder struct {
	program string
	args    func(work) []string
	notes   func(tag.Tags) [][2]string // tags that it reads from a file; nil if it reads none
}

// encoders are the programs for each file type, the best one first.
var encoders = map[string][]encoder{
	".mp3":  {{"lame", lameMP3, nil}, {"ffmpeg", ffmpegMP3, nil}},
	".m4a":  {{"ffmpeg", ffmpegM4A, nil}},
	".m4b":  {{"ffmpeg", ffmpegM4A, nil}},
	".opus": {{"ffmpeg", ffmpegOpus, tag.Tags.OpusComments}},
	".ogg":  {{"ffmpeg", ffmpegVorbis, tag.Tags.Comments}},
}

// findEncoder returns the first installed program for a file type.
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

// An encoded is a file that an encoder writes.
type encoded struct {
	name string // name of the file: the encoder writes its output beside it
	kind string // its extension
	encoder
	wav     wav.File // input of the encoder
	bitrate int      // kbit/s
}

// Write lets the encoder write a temporary file beside the output, and copies it to w with the
// tags. The temporary file is needed because an encoder may seek, and w may be a pipe.
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

// writeNotes writes the tags to a temporary file beside the output.
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

// finish copies the output of the encoder and adds the tags that the encoder cannot write.
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

// leastBytes is the smallest plausible size of one second of sound. It is a sixth of the
// smallest measured rate: Vorbis, 185 bytes a second for a minute of digital silence.
const leastBytes = 30

// checkSize detects an encoder that exits with success but has not written the sound.
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

// encode runs the encoder. If it fails, the error is its last line on standard error.
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
		err = errors.New("ended before it had read all of the sound")
	}
	return fmt.Errorf("%s: %s: %s", e.name, e.program, said.or(err))
}

// input returns the WAV file for the encoder. It contains only chapters; finish adds the other
// tags.
func (e encoded) input() wav.File {
	in := e.wav
	in.Tags = tag.Tags{Chapters: in.Tags.Chapters}
	return in
}

// interrupted tells whether the user interrupted the command. Ctrl-C also reaches the encoder,
// which may end before ctx does.
func interrupted(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return true
	case <-time.After(100 * time.Millisecond):
		return false
	}
}
