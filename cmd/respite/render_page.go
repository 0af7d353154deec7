package main

import (
	"context"
	"io"

	"respite/audio/tag"
	"respite/cmd/respite/output"
	"respite/cmd/respite/page"
	"respite/cmd/respite/picture"
	"respite/cmd/respite/progress"
	"respite/script"
	"respite/script/routine"
)

// writePage writes an HTML page with the session of a routine and its sound. The files that
// the routine names are relative to folder.
func writePage(ctx context.Context, file output.Sound, folder string, s *session, sound *sound, tags tag.Tags, std streams) error {
	p, err := pageOf(s.routine, s.timeline, folder)
	if err != nil {
		return err
	}
	bar := progress.New(std.err, "rendering", sound.source.Len())
	defer bar.Finish()
	kind, format := file.PageSound(sound.rate, tags)
	return output.WriteFile(file.Name, func(w io.Writer) error {
		return p.WritePlayer(w, page.Sound{Type: kind, Write: func(w io.Writer) error { return format.Write(ctx, w, sound.source, bar.At) }})
	})
}

// pageOf converts a session of a routine to the form that pages show.
func pageOf(r *routine.Routine, t *script.Timeline, folder string) (page.Session, error) {
	pictures, err := picture.ForRoutine(r, folder)
	return page.Session{Timeline: t, Language: r.Language, Images: pictures, Safety: output.Safety(r.Language)}, err
}
