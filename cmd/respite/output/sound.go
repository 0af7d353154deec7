// Package output writes a session to files: its sound in one of several formats, and text
// files. A file appears under its name only when it is complete.
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
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
)

// SoundKinds are the extensions of the sound files that can be written.
var SoundKinds = []string{".wav", ".flac", ".mp3", ".m4a", ".m4b", ".opus", ".ogg"}

// PageKind is the extension of an HTML page that contains a session.
const PageKind = ".html"

// A Sound describes a sound file to write.
type Sound struct {
	Name   string     // the extension selects the format; - is standard output
	Format pcm.Format // sample format
	Chosen bool       // the user chose the sample format

	Mono    bool
	Bitrate int // kbit/s, for compressed formats; 0 selects the default
}

// A Writer writes sound in one format.
type Writer interface {
	Write(ctx context.Context, w io.Writer, src audio.Source, progress func(frames int64)) error
}

// Kind returns the extension that selects the format. It is WAV for standard output, and for a
// device or pipe without a known extension.
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

// Check checks that the file type can be written, before any work is done.
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

// CheckValues checks the requested values for this file type.
func (s Sound) CheckValues() error {
	switch kind := s.Kind(); {
	case kind == ".wav" && s.Bitrate == 0:
		return nil
	case kind == ".flac" && s.Format == pcm.Float32:
		return hint.Usage(fmt.Errorf("%s: a FLAC file cannot hold float samples", s.Name), "--bits takes 16 or 24 there")
	case s.IsCompressed() && s.Chosen:
		return hint.Usage(fmt.Errorf("%s: this file type has no bits to choose", s.Name), "leave out --bits, or write a .wav or .flac file")
	}
	return s.checkBitrate()
}

// Write writes src to the file, or to stdout for -. It calls progress with the number of
// frames written so far.
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

// PageSound returns the format of the sound in a page, and its media type. It is MP3, which
// every browser plays, if an encoder is installed, and otherwise FLAC. The encoder puts
// temporary files beside the page.
func (s Sound) PageSound(rate int, tags tag.Tags) (media string, sound Writer) {
	if e, err := findEncoder(s.Name, ".mp3"); err == nil {
		return "audio/mpeg", encoded{s.Name, ".mp3", e, wav.File{Rate: rate, Mono: s.Mono, Tags: tags}, s.bitrate()}
	}
	return "audio/flac", flac.File{Rate: rate, Mono: s.Mono, Format: pcm.Int16, Tags: tags}
}

// CanWrite tells whether the programs for a file type are installed.
func CanWrite(kind string) bool { return Sound{Name: "x" + kind}.Check() == nil }

// Encoder returns the writer for the format of the file.
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

// peakRooms are the headroom in dB for the peaks that encoders add. Sessions of two voices,
// two sets of tones and four beds, limited at -1 to -6 dBTP, gained up to 0.5 dB as MP3 and
// M4A, 0.3 dB as Opus and 0.6 dB as Vorbis, measured with lame 3.100 and ffmpeg 5.1.
var peakRooms = map[string]float64{".mp3": 0.6, ".m4a": 0.8, ".m4b": 0.8, ".opus": 0.6, ".ogg": 0.9, PageKind: 0.6}

// PeakRoom returns the headroom in dB that keeps the peaks of the decoded file below their
// limit.
func (s Sound) PeakRoom() float64 { return peakRooms[s.Kind()] }

// Unlisted returns how many chapters many players do not show, because this file type limits
// the list of chapters.
func (s Sound) Unlisted(chapters int) int {
	if kind := s.Kind(); kind == ".mp3" || kind == ".m4a" || kind == ".m4b" {
		return max(0, chapters-tag.MostListed)
	}
	return 0
}

// Describe describes the file for a user.
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

// CheckKind returns an error for a name whose extension is not one of the kinds.
func CheckKind(name string, kinds []string) error {
	if ext := Extension(name); !slices.Contains(kinds, ext) {
		return hint.Usage(fmt.Errorf("%s: cannot write a file of the kind %q", name, ext), "give a name that ends in "+orList(kinds))
	}
	return nil
}

// CheckPlace returns an error if a file with that name cannot be created: it is a folder, or
// its folder does not exist. Standard output is always possible.
func CheckPlace(name string) error {
	switch folder := filepath.Dir(name); {
	case name == "-":
		return nil
	case folders.IsFolder(name):
		return fmt.Errorf("%s: is a directory", name)
	case !folders.IsFolder(folder) && isThere(folder):
		return hint.With(fmt.Errorf("%s: %s is a file, not a folder", name, folder), "give the name of a folder")
	case !folders.IsFolder(folder):
		return hint.With(fmt.Errorf("%s: there is no folder %s", name, folder), "make it first: mkdir -p "+hint.ShellWord(folder))
	}
	return nil
}

// Extension returns the extension of a name in lower case.
func Extension(name string) string { return strings.ToLower(filepath.Ext(name)) }

// orList is a, b or c.
func orList(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
