package render

import (
	"context"
	"io"
	"maps"
	"path/filepath"
	"slices"

	"respite/audio/pcm"
	"respite/audio/wav"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/output"
	"respite/cmd/respite/progress"
	"respite/cmd/respite/session"
)

// stemNames are the names of the stems that --stems can write.
var stemNames = []string{"bed", "bells", "sounds", "tones", "voice"}

// stemFile returns the file name of a stem in a folder.
func stemFile(folder, stem string) string { return filepath.Join(folder, stem+".wav") }

// stemFiles returns the file names of all stems in a folder; nil without a folder.
func stemFiles(folder string) []string {
	if folder == "" {
		return nil
	}
	var names []string
	for _, stem := range stemNames {
		names = append(names, stemFile(folder, stem))
	}
	return names
}

// writeStems writes the stems of a session as WAV files. Their sum is the session. They have
// 24 bit, unless another bit depth was requested.
func (f *Flags) writeStems(ctx context.Context, s *session.Session, sound *session.Sound, std cli.Streams) error {
	if f.stems == "" {
		return nil
	}
	file := wav.File{Rate: sound.Rate, Format: pcm.Int24, Mono: f.File.Mono, Tags: tags(s.Timeline, s.Routine.Language)}
	if f.File.Chosen {
		file.Format = f.File.Format
	}
	stems := sound.Source.Stems()
	bar := progress.New(std.Err, "writing stems", sound.Source.Len()*int64(len(stems)))
	defer bar.Finish()
	for i, name := range slices.Sorted(maps.Keys(stems)) {
		done := int64(i) * sound.Source.Len()
		err := output.WriteFile(stemFile(f.stems, name), func(w io.Writer) error {
			return file.Write(ctx, w, stems[name], func(frames int64) { bar.At(done + frames) })
		})
		if err != nil {
			return err
		}
	}
	return nil
}
