package render

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"respite/audio/tag"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/output"
	"respite/cmd/respite/session"
)

// TagFlags are the flags for the metadata of a sound file.
type TagFlags struct {
	title, artist, album, genre, year, comment string // empty: the default, or nothing
	cover                                      string // a file, none, or empty for a drawn cover

	picture tag.Cover // picture in the file, after check has read it
}

func (f *TagFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	cli.InGroup(cmd, "Tags", func() {
		flags.StringVar(&f.title, "title", "", "`TEXT` of the title; else that of the routine")
		flags.StringVar(&f.artist, "artist", "", "`NAME` of who speaks or publishes")
		flags.StringVar(&f.album, "album", "", "`TEXT`, such as the name of a series")
		flags.StringVar(&f.genre, "genre", "", "`TEXT`, such as Meditation")
		flags.StringVar(&f.year, "year", "", "`YEAR` of four digits")
		flags.StringVar(&f.comment, "comment", "", "`TEXT`; else what to heed")
		flags.StringVar(&f.cover, "cover", "", "`FILE`, .png or .jpg, or none; else it is drawn")
	})
	cli.CompleteFiles(cmd, "cover", coverKinds)
}

var fourDigits = regexp.MustCompile(`^[0-9]{4}$`)

// check checks the tags before any work is done, and reads the cover.
func (f *TagFlags) check() (err error) {
	if f.year != "" && !fourDigits.MatchString(f.year) {
		return hint.Usage(fmt.Errorf("%q is not a year", f.year), "--year takes four digits, such as 2026")
	}
	if strings.Contains(f.title+f.artist+f.album+f.genre+f.comment, "\x00") {
		return hint.Usage(errors.New("a tag contains a zero byte"), "leave it out")
	}
	if f.cover != "" && f.cover != session.None {
		f.picture, err = readCover(f.cover)
	}
	return err
}

// Of returns the tags for a session's sound.
func (f *TagFlags) Of(s *session.Session, sound *session.Sound) (tag.Tags, error) {
	t := tags(s.Timeline, s.Routine.Language)
	t.Title = cmp.Or(f.title, t.Title)
	t.Artist, t.Album, t.Genre, t.Year = f.artist, f.album, f.genre, f.year
	t.Comment = cmp.Or(f.comment, t.Comment)
	t.Level = sound.Level()
	t.Cover = f.picture
	if f.cover != "" {
		return t, nil
	}
	var err error
	t.Cover, err = drawnCover(s.Timeline, t.Title)
	return t, err
}

// inputs returns the files that the tags are made from.
func (f *TagFlags) inputs() []output.Input {
	if f.cover == "" || f.cover == session.None {
		return nil
	}
	return []output.Input{{What: "the cover", Name: f.cover}}
}
