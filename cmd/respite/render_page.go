package main

import (
	"context"
	"io"

	"respite/audio"
	"respite/cmd/respite/page"
	"respite/script"
	"respite/script/routine"
)

// pageKind is the extension of a page that holds a session.
const pageKind = ".html"

// writePage writes a page that holds the session of a routine that lies in a
// folder, and its sound: as MP3, which every browser plays, where an encoder is
// installed, and as FLAC otherwise.
func (s *session) writePage(ctx context.Context, name, folder string, r *routine.Routine, t *script.Timeline, src audio.Source, std streams) error {
	p, err := pageOf(r, t, folder)
	if err != nil {
		return err
	}
	bar := newProgress(std.err, src.Len())
	defer bar.finish()
	sound := page.Sound{Type: "audio/flac"}
	var file soundFile = audio.FLAC{Rate: s.rate, Format: audio.Int16, Tags: tags(t)}
	if e, err := findEncoder(name, ".mp3"); err == nil {
		sound.Type, file = "audio/mpeg", encoded{name, e, audio.WAV{Rate: s.rate, Tags: tags(t)}}
	}
	sound.Write = func(w io.Writer) error { return file.Write(ctx, w, src, bar.at) }
	return writeFile(name, func(w io.Writer) error { return p.WritePlayer(w, sound) })
}

// pageOf is a session of a routine as pages show it.
func pageOf(r *routine.Routine, t *script.Timeline, folder string) (page.Session, error) {
	pictures, err := images(r, folder)
	return page.Session{Timeline: t, Language: r.Language, Images: pictures, Safety: safety}, err
}
