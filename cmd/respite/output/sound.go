// Package output writes a session to files: its sound in one of several
// formats, and text beside it. A file appears under its name only when it is whole.
package output

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/pcm"
	"respite/audio/tag"
	"respite/audio/wav"
	"respite/cmd/respite/hint"
)

// SoundKinds are the extensions of the sound files that can be written.
var SoundKinds = []string{".wav", ".flac", ".mp3", ".m4a", ".m4b", ".opus", ".ogg"}

// PageKind is the extension of a page that holds a session.
const PageKind = ".html"

// A Sound is a sound file to be written.
type Sound struct {
	Name   string     // its extension says the format; - is standard output
	Format pcm.Format // of a sample
	Chosen bool       // the format was asked for

	Mono    bool
	Bitrate int // kbit/s, of what is compressed; 0 is what fits the kind of file
}

// A Writer writes sound in one format.
type Writer interface {
	Write(ctx context.Context, w io.Writer, src audio.Source, progress func(frames int64)) error
}

// Kind is the extension that says what is written: WAV to standard output, and
// to a device or pipe whose name does not say.
func (s Sound) Kind() string {
	ext := Extension(s.Name)
	if ext == PageKind {
		return ext
	}
	if s.Name == "-" || !slices.Contains(SoundKinds, ext) && !isRegularOrNew(s.Name) {
		return ".wav"
	}
	return ext
}

// Check returns what is wrong with the kind of file before any work is done.
func (s Sound) Check() error {
	if isRegularOrNew(s.Name) && s.Name != "-" {
		if err := CheckKind(s.Name, append(SoundKinds[:len(SoundKinds):len(SoundKinds)], PageKind)); err != nil {
			return err
		}
	}
	if err := s.CheckValues(); err != nil {
		return err
	}
	if kind := s.Kind(); s.IsCompressed() && kind != PageKind {
		_, err := findEncoder(s.Name, kind)
		return err
	}
	return nil
}

// CheckValues returns what is wrong with what is asked for in this kind of file.
func (s Sound) CheckValues() error {
	switch kind := s.Kind(); {
	case kind == ".wav" && s.Bitrate == 0:
		return nil
	case kind == ".flac" && s.Format == pcm.Float32:
		return hint.Usage(fmt.Errorf("%s: a FLAC file cannot hold float samples", s.Name), "--bits takes 16 or 24 there")
	case s.IsCompressed() && s.Chosen:
		return hint.Usage(fmt.Errorf("%s: there are no bits to choose in this kind of file", s.Name), "leave out --bits, or write a .wav or .flac file")
	}
	return s.checkBitrate()
}

// Write writes src to the file, or to stdout for -. Progress is called with the
// number of frames written so far.
func (s Sound) Write(ctx context.Context, stdout io.Writer, src audio.Source, rate int, tags tag.Tags, progress func(frames int64)) error {
	format, err := s.Encoder(rate, tags)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return format.Write(ctx, w, src, progress) }
	if s.Name == "-" {
		return write(stdout)
	}
	return WriteFile(s.Name, write)
}

// PageSound returns the format of the sound inside of a page: MP3, which every browser
// plays, where an encoder is installed, and FLAC otherwise. Media is its media type.
// The encoder works beside the page.
func (s Sound) PageSound(rate int, tags tag.Tags) (media string, sound Writer) {
	if e, err := findEncoder(s.Name, ".mp3"); err == nil {
		return "audio/mpeg", encoded{s.Name, ".mp3", e, wav.File{Rate: rate, Mono: s.Mono, Tags: tags}, s.bitrate()}
	}
	return "audio/flac", flac.File{Rate: rate, Mono: s.Mono, Format: pcm.Int16, Tags: tags}
}

// CanWrite tells whether what a kind of file needs is installed.
func CanWrite(kind string) bool { return Sound{Name: "x" + kind}.Check() == nil }

// Encoder returns what writes the format of the file.
func (s Sound) Encoder(rate int, tags tag.Tags) (Writer, error) {
	switch kind := s.Kind(); kind {
	case ".wav":
		return wav.File{Rate: rate, Mono: s.Mono, Format: s.Format, Tags: tags}, nil
	case ".flac":
		return flac.File{Rate: rate, Mono: s.Mono, Format: s.Format, Tags: tags}, nil
	default:
		e, err := findEncoder(s.Name, kind)
		return encoded{s.Name, kind, e, wav.File{Rate: rate, Mono: s.Mono, Tags: tags}, s.bitrate()}, err
	}
}

// peakRooms are how many dB encoders may add to true peaks. Measured on sessions
// of two voices, two sets of tones and four beds, limited at -1 to -6 dBTP, lame
// 3.100 and ffmpeg 5.1 added up to 0.5 for MP3 and M4A, 0.3 for Opus and 0.6 for Vorbis.
var peakRooms = map[string]float64{".mp3": 0.6, ".m4a": 0.8, ".m4b": 0.8, ".opus": 0.6, ".ogg": 0.9, PageKind: 0.6}

// PeakRoom is how many dB peaks are to stay lower, so that they are not too
// high once this kind of file is decoded.
func (s Sound) PeakRoom() float64 { return peakRooms[s.Kind()] }

// Unlisted is how many of so many chapters many players do not show, since the
// list of chapters in this kind of file has no room for them.
func (s Sound) Unlisted(chapters int) int {
	if kind := s.Kind(); kind == ".mp3" || kind == ".m4a" || kind == ".m4b" {
		return max(0, chapters-tag.MostListed)
	}
	return 0
}

// Describe says what the file is, for a person.
func (s Sound) Describe(rate int) string {
	text := fmt.Sprintf("%d Hz", rate)
	if kind := s.Kind(); kind == ".wav" || kind == ".flac" {
		text += fmt.Sprintf(", %s bit", s.Format)
	}
	if s.Mono {
		text += ", mono"
	} else {
		text += ", stereo"
	}
	if info, err := os.Stat(s.Name); err == nil && info.Mode().IsRegular() {
		text += fmt.Sprintf(", %.1f MB", float64(info.Size())/1e6)
	}
	return text
}

// CheckKind returns an error for a name that is of none of the kinds that can be written.
func CheckKind(name string, kinds []string) error {
	if ext := Extension(name); !slices.Contains(kinds, ext) {
		return hint.Usage(fmt.Errorf("%s: cannot write a file of the kind %q", name, ext), "give a name that ends in "+orList(kinds))
	}
	return nil
}

// CheckPlace returns an error where no file of that name can be: a folder has
// the name, or there is none for it. Standard output is a place.
func CheckPlace(name string) error {
	switch folder := filepath.Dir(name); {
	case name == "-":
		return nil
	case isFolder(name):
		return fmt.Errorf("%s: is a directory", name)
	case !isFolder(folder):
		return hint.With(fmt.Errorf("%s: there is no folder %s", name, folder), "make the folder first, or give another one")
	}
	return nil
}

// Extension is the end of a name that says what kind of file it is, in lower case.
func Extension(name string) string { return strings.ToLower(filepath.Ext(name)) }

// orList is a, b or c.
func orList(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
