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
	"respite/script"
	"respite/script/routine"
)

// writePage writes an HTML page with the session of a routine and its sound. The files that
// the routine names are relative to folder.
func writePage(ctx context.Context, file output.Sound, folder string, s *session.Session, sound *session.Sound, tags tag.Tags, std cli.Streams) error {
	p, err := pageOf(s.Routine, s.Timeline, folder)
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

// pageOf converts a session of a routine to the form that pages show.
func pageOf(r *routine.Routine, t *script.Timeline, folder string) (page.Session, error) {
	pictures, err := picture.ForRoutine(r, folder)
	return page.Session{Timeline: t, Language: r.Language, Images: pictures, Safety: output.Safety(r.Language)}, err
}
