package render

import (
	"context"
	"io"

	"respite/audio/tag"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/output"
	"respite/cmd/respite/page"
	"respite/cmd/respite/picture"
	"respite/cmd/respite/progress"
	"respite/cmd/respite/session"
)

// writePage writes an HTML page with a session and its sound.
func writePage(ctx context.Context, file output.Sound, s *session.Session, sound *session.Sound, tags tag.Tags, std cli.Streams) error {
	p, err := pageOf(s)
	if err != nil {
		return err
	}
	bar := progress.New(std.Err, "rendering", sound.Source.Len())
	defer bar.Finish()
	kind, format := file.PageSound(sound.Rate, tags)
	return output.WriteFile(file.Name, func(w io.Writer) error {
		return p.WritePlayer(w, page.Sound{Type: kind, Write: func(w io.Writer) error { return format.Write(ctx, w, sound.Source, bar.At) }})
	})
}

// pageOf converts a session to the form that pages show.
func pageOf(s *session.Session) (page.Session, error) {
	pictures, err := picture.ForRoutine(s.Routine, s.Folder)
	return page.Session{Timeline: s.Timeline, Language: s.Routine.Language, Images: pictures, Safety: output.Safety(s.Routine.Language)}, err
}
