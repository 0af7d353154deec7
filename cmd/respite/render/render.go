package render

import (
	"cmp"
	"context"
	"fmt"

	"respite/audio/tag"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/output"
	"respite/cmd/respite/progress"
	"respite/cmd/respite/session"
	"respite/script"
)

// Open reads a routine and lays it out, with the intro and the outro.
func (f *Flags) Open(ctx context.Context, routine string, std cli.Streams) (*session.Session, error) {
	s, err := f.Session.Open(ctx, routine, std)
	if err != nil {
		return s, err
	}
	s.Timeline.Title = cmp.Or(f.tags.title, s.Timeline.Title)
	return s, f.frame.put(s)
}

// Make writes the files of a session, and prints warnings about problems that a listener may
// notice.
func (f *Flags) Make(ctx context.Context, s *session.Session, std cli.Streams) (*session.Sound, error) {
	f.Sound.Room, f.Sound.Mono = f.File.PeakRoom(), f.File.Mono
	sound, err := f.Sound.Open(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := f.write(ctx, s, sound, std); err != nil {
		return nil, err
	}
	if f.purpose == "audiobook" {
		if err := reportAudiobook(std.Err, f.File, f.Sound.Master.Loudness); err != nil {
			return nil, err
		}
	}
	sound.WarnOfLoudness(std.Err)
	if warning := unlisted(f.File, s.Timeline); warning != "" {
		clean.Fprintf(std.Err, "respite: warning: %s: %s\n", f.File.Name, warning)
	}
	return sound, nil
}

// write writes the sound and, when that is complete, the text files.
func (f *Flags) write(ctx context.Context, s *session.Session, sound *session.Sound, std cli.Streams) error {
	if err := f.writeSound(ctx, s, sound, std); err != nil {
		return err
	}
	for _, t := range f.Texts {
		if err := t.Write(s.Timeline); err != nil {
			return err
		}
	}
	return f.writeStems(ctx, s, sound, std)
}

func (f *Flags) writeSound(ctx context.Context, s *session.Session, sound *session.Sound, std cli.Streams) error {
	tags, err := f.tags.Of(s, sound)
	if err != nil {
		return err
	}
	if f.File.Kind() == output.PageKind {
		return writePage(ctx, f.File, s, sound, tags, std)
	}
	bar := progress.New(std.Err, "rendering", sound.Source.Len())
	defer bar.Finish()
	return f.File.Write(ctx, std.Out, sound.Source, sound.Rate, tags, bar.At)
}

// unlisted returns a warning about chapters that many players will not show; empty if there
// are none.
func unlisted(file output.Sound, t *script.Timeline) string {
	n := file.Unlisted(len(t.Chapters))
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("many players show only the first %d of its %d chapters in this kind of file; .flac and .opus have no such limit", len(t.Chapters)-n, len(t.Chapters))
}

func tags(t *script.Timeline, language string) tag.Tags {
	return tag.Tags{Title: t.Title, Language: language, Comment: output.Safety(language), Software: "respite " + cli.Version(), Chapters: t.Chapters}
}
