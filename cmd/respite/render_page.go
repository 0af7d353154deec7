package main

import (
	"context"
	"io"

	"respite/audio"
	"respite/cmd/respite/page"
	"respite/cmd/respite/picture"
	"respite/script"
)

// pageKind is the extension of a page that holds a session.
const pageKind = ".html"

// writePage writes a page that holds the session and its sound: as MP3, which
// every browser plays, where an encoder is installed, and as FLAC otherwise.
func writePage(ctx context.Context, name string, s page.Session, src audio.Source, rate int, std streams) error {
	bar := newProgress(std.err, src.Len())
	defer bar.finish()
	sound := page.Sound{Type: "audio/flac"}
	var file soundFile = audio.FLAC{Rate: rate, Format: audio.Int16, Tags: tags(s.Timeline)}
	if e, err := findEncoder(name, ".mp3"); err == nil {
		sound.Type, file = "audio/mpeg", encoded{name, e, audio.WAV{Rate: rate, Tags: tags(s.Timeline)}}
	}
	sound.Write = func(w io.Writer) error { return file.Write(ctx, w, src, bar.at) }
	return writeFile(name, func(w io.Writer) error { return s.WritePlayer(w, sound) })
}

// pageOf is a session as pages show it.
func pageOf(r *script.Routine, t *script.Timeline) page.Session {
	return page.Session{Timeline: t, Language: r.Language, Images: images(r), Safety: safety}
}

// images are the pictures of a routine's stretches, by their names.
func images(r *script.Routine) map[string]*picture.Image {
	all := map[string]*picture.Image{}
	for _, s := range r.Stretches {
		if m := picture.ForName(s.Name); m != nil {
			all[s.Name] = m
		}
	}
	return all
}
