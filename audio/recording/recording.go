// Package recording reads the user's sound files: WAV, FLAC and MP3.
package recording

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"respite/audio"
	"respite/audio/flac"
)

// highestValid is the largest absolute sample value of a valid recording, full scale 1
// (60 dB). A larger value means damage, as infinities and NaN do.
const highestValid = 1000

// A Recording is a sound file of the user, which is read sequentially: WAV, FLAC or
// MP3, recognised by its content. Memory use stays small whatever the file states, and
// the sound may be longer or shorter than stated. The caller must limit its length.
type Recording struct {
	Rate     int   // Hz, 8000 to 192000
	Channels int   // 1 or 2
	Frames   int64 // as stated by the file, at least 1; -1 where it states nothing

	name  string
	file  io.Closer
	sound decoder
	read  int64 // frames read so far
	err   error // the error after which nothing more is read
}

// A decoder reads frames as [Recording.Read] does.
type decoder interface {
	decode(dst []audio.Frame) (n int, err error)
}

// A stated is what a file states about its sound.
type stated struct {
	rate, channels int
	frames         int64 // -1 where the file states nothing
}

// Open opens a sound file. Its errors and those of Read begin with the path: no such
// file, not a sound file, empty, truncated, more than two channels, a rate outside of
// 8 to 192 kHz, an unsupported kind of WAV, FLAC or MP3.
func Open(path string) (*Recording, error) {
	r, err := open(path)
	if err != nil {
		return nil, about(path, err)
	}
	return r, nil
}

// open does what Open does, without the path in its errors.
func open(path string) (*Recording, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, bare(err)
	}
	r, err := newRecording(path, f)
	if err != nil {
		f.Close()
		return nil, bare(err)
	}
	return r, nil
}

// newRecording reads the file up to the sound.
func newRecording(name string, f io.ReadCloser) (r *Recording, err error) {
	defer recovered(&err)
	in := bufio.NewReaderSize(f, 1<<16)
	if err := skipID3(in); err != nil {
		return nil, err
	}
	start, err := in.Peek(12)
	if len(start) == 0 && (err == nil || err == io.EOF) {
		return nil, errors.New("is empty")
	} else if err != nil && err != io.EOF {
		return nil, err
	}
	r = &Recording{name: name, file: f}
	var s stated
	switch {
	case isWAV(start):
		r.sound, s, err = openWAV(in)
	case flac.IsFLAC(start):
		r.sound, s, err = openFLAC(in)
	case isMP3(in):
		r.sound, s, err = openMP3(in)
	default:
		err = errors.New("not a WAV, FLAC or MP3 file")
	}
	if err != nil {
		return nil, err
	}
	r.Rate, r.Channels, r.Frames = s.rate, s.channels, s.frames
	return r, s.check()
}

// Read fills the start of dst with the next frames of the recording, full scale 1, and
// returns their number. A mono file is copied to both channels. At the end it returns
// io.EOF. A truncated or damaged file, and samples that are NaN or infinite, are
// errors.
func (r *Recording) Read(dst []audio.Frame) (n int, err error) {
	n, err = r.next(dst)
	if err != nil && err != io.EOF {
		err = about(r.name, err)
	}
	return n, err
}

// next does what Read does, without the path in its errors.
func (r *Recording) next(dst []audio.Frame) (n int, err error) {
	if r.err != nil || len(dst) == 0 {
		return 0, r.err
	}
	n, err = r.decode(dst)
	for i, f := range dst[:n] {
		if !isValid(f[0]) || !isValid(f[1]) {
			n, err = i, fmt.Errorf("damaged: sample %d has an invalid value", r.read+int64(i))
			break
		}
	}
	r.read += int64(n)
	if err == io.EOF && r.read == 0 {
		err = errors.New("holds no sound")
	}
	r.err = err
	return n, err
}

// Close closes the file.
func (r *Recording) Close() error { return r.file.Close() }

func (r *Recording) decode(dst []audio.Frame) (n int, err error) {
	defer recovered(&err)
	return r.sound.decode(dst)
}

// check returns an error for a file that states unsupported values.
func (s stated) check() error {
	switch {
	case s.channels < 1 || s.channels > 2:
		return fmt.Errorf("has %d channels, 1 or 2 can be read", s.channels)
	case s.rate < audio.LowestRate || s.rate > audio.HighestRate:
		return fmt.Errorf("has a rate of %d Hz, %d to %d Hz can be read", s.rate, audio.LowestRate, audio.HighestRate)
	case s.frames == 0:
		return errors.New("holds no sound")
	}
	return nil
}

// block is the number of frames that are decoded at a time.
const block = 1024

func isValid(x float32) bool { return x >= -highestValid && x <= highestValid }

// recovered turns a panic into an error: libraries panic at damaged files.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("damaged: %v", p)
	}
}

// errTruncated reports a file that ends before its sound does.
var errTruncated = errors.New("truncated: the file ends before its sound does")

// truncated turns an unexpected end of the file into errTruncated.
func truncated(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return errTruncated
	}
	return err
}

// damaged adds the format to a library's error.
func damaged(err error) error {
	if err = truncated(err); err == errTruncated {
		return err
	}
	return fmt.Errorf("damaged: %w", err)
}

// about prefixes an error with the file's name.
func about(name string, err error) error { return fmt.Errorf("%s: %w", name, bare(err)) }

// bare returns an error of the file system without the path in it, and other errors as
// they are.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
