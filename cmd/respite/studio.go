package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/output"
	"respite/cmd/respite/page"
	"respite/cmd/respite/picture"
	"respite/cmd/respite/render"
	"respite/cmd/respite/session"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
	"respite/script/routines"
	"respite/script/stock"
)

// A studio makes the sessions of a server, from built-in routines and from routines that the
// network sends. The latter cannot name files.
type studio struct {
	session session.Flags
	sound   session.SoundFlags
	std     cli.Streams
}

// Menu returns the choices. The name of a routine ends in a dot and its language.
func (st *studio) Menu() page.Menu {
	m := page.Menu{Safety: output.Safety("en"), Example: string(routines.Example())}
	for _, name := range routines.Names() {
		for _, language := range routines.Languages(name) {
			r, err := routines.Open(name, language)
			if err != nil {
				continue // a test opens all built-in routines
			}
			item := page.MenuItem{Name: name + "." + language, Title: r.Title, Language: language}
			m.Routines = append(m.Routines, page.MenuRoutine{MenuItem: item, Stretches: session.StretchesOf(r)})
		}
	}
	slices.SortStableFunc(m.Routines, byLanguage)
	for _, name := range slices.Concat(samples.Voices(), session.OwnVoices()) {
		if v, err := session.OpenVoice(name); err == nil {
			m.Voices = append(m.Voices, page.MenuItem{Name: name, Title: name, Language: v.Manifest().Language})
		}
	}
	for _, name := range samples.Ambiences() {
		m.Ambiences = append(m.Ambiences, page.MenuItem{Name: name, Title: name})
	}
	return m
}

// byLanguage orders English first and, within a language, the default routine first.
func byLanguage(a, b page.MenuRoutine) int {
	rank := func(r page.MenuRoutine) string {
		key := r.Language
		if key == "en" {
			key = ""
		}
		if strings.HasPrefix(r.Name, routines.Default+".") {
			return key + " "
		}
		return key + " " + r.Name
	}
	return strings.Compare(rank(a), rank(b))
}

// A chosen holds the settings of a session that a listener asked for.
type chosen struct {
	session.Session
	sound session.SoundFlags
	page  page.Session
}

// choose converts a choice. Its errors are of type page.Mistakes.
func (st *studio) choose(c page.Choice) (*chosen, error) {
	ch := &chosen{Session: session.Session{Options: st.session.Options}, sound: st.sound}
	ch.Options.Only = c.Only
	ch.sound.Room = output.Sound{Name: "x" + c.Kind}.PeakRoom()
	if err := ch.setOptions(c); err != nil {
		return nil, mistake(err)
	}
	r, err := readChosen(c)
	if err != nil {
		return nil, mistakesOf(err)
	}
	ch.Routine = r
	if c.Text != nil {
		if ch.Phrases, err = session.PhrasesIn(r.Language, folders.StockPhrases()); err != nil {
			return nil, mistakesOf(err)
		}
	}
	name := c.Voice
	if name == "" {
		name = st.session.UsualVoice(r.Language)
	}
	if ch.Voice, err = session.OpenVoice(name); err != nil {
		return nil, err
	}
	if err := session.CheckLanguage(r, ch.Voice); err != nil && st.session.TTS.Engine == "" {
		return nil, mistake(err)
	}
	pictures, err := picture.ForRoutine(r, "")
	ch.page = page.Session{Language: r.Language, Images: pictures, Safety: output.Safety(r.Language)}
	return ch, mistakesOf(err)
}

// setOptions sets the options besides the routine. It accepts only names from the menu.
func (ch *chosen) setOptions(c page.Choice) error {
	switch {
	case c.Voice != "" && !slices.Contains(slices.Concat(samples.Voices(), session.OwnVoices()), c.Voice):
		return fmt.Errorf("there is no voice %q", c.Voice)
	case c.Ambience != "" && c.Ambience != session.None && !slices.Contains(samples.Ambiences(), c.Ambience):
		return fmt.Errorf("there is no ambience %q", c.Ambience)
	}
	if c.Ambience != "" {
		ch.sound.Ambience = c.Ambience // otherwise the flags of serve apply
	}
	if c.Guidance != "" {
		if err := ch.Options.Guidance.UnmarshalText([]byte(c.Guidance)); err != nil {
			return fmt.Errorf("guidance: %w", err)
		}
	}
	if c.Length == "" || ch.Options.Level.UnmarshalText([]byte(c.Length)) == nil {
		return nil
	}
	if err := ch.Options.Length.UnmarshalText([]byte(c.Length)); err != nil {
		return fmt.Errorf("length: %w", err)
	}
	return nil
}

// readChosen returns the routine of a choice: one from the menu, or one that the listener
// wrote.
func readChosen(c page.Choice) (*routine.Routine, error) {
	if c.Text == nil {
		name, language, _ := strings.Cut(c.Routine, ".")
		if !slices.Contains(routines.Names(), name) || !slices.Contains(routines.Languages(name), language) {
			return nil, mistake(fmt.Errorf("there is no routine %q", c.Routine))
		}
		return routines.Open(name, language)
	}
	r, err := routine.Parse("routine.yaml", c.Text)
	if err != nil {
		return nil, err
	}
	var files routine.ErrorList
	for _, s := range r.Stretches {
		if s.Motion == routine.Sound {
			files = append(files, r.Errorf(s.Pos, "sound files cannot be played here: leave this entry out"))
		}
	}
	if len(files) > 0 {
		return nil, files
	}
	return r, nil
}

// Plan lays out a session. It estimates the lengths of lines that an engine would speak.
func (st *studio) Plan(_ context.Context, c page.Choice) (page.Session, error) {
	ch, err := st.choose(c)
	if err != nil {
		return page.Session{}, err
	}
	voice := ch.Lines()
	if st.session.TTS.Engine != "" {
		voice.Lengths = ch.Estimated()
	}
	t, err := plan.Build(ch.Routine, ch.Options, voice)
	if err != nil {
		return page.Session{}, mistakesOf(err)
	}
	ch.page.Timeline = t
	if c.Text == nil {
		return ch.page, nil
	}
	warnings := plan.Lint(ch.Routine, ch.Options, voice)
	if len(warnings) == 0 {
		return ch.page, nil
	}
	return ch.page, placed(warnings, true)
}

// Record makes a session with its sound.
func (st *studio) Record(ctx context.Context, c page.Choice) (*page.Recording, error) {
	ch, err := st.choose(c)
	if err != nil {
		return nil, err
	}
	if err := st.session.Build(ctx, &ch.Session, cli.Streams{Out: io.Discard, Err: io.Discard}); err != nil {
		return nil, mistakesOf(err)
	}
	sound, err := ch.sound.Open(ctx, &ch.Session)
	if err != nil {
		return nil, mistakesOf(err)
	}
	ch.page.Timeline = ch.Timeline
	tags, err := new(render.TagFlags).Of(&ch.Session, sound)
	return &page.Recording{Session: ch.page, Source: sound.Source, Rate: sound.Rate, Tags: tags}, err
}

// Sheet returns the sheet of a session.
func (st *studio) Sheet(_ context.Context, c page.Choice) (page.Sheet, error) {
	ch, err := st.choose(c)
	if err != nil {
		return page.Sheet{}, err
	}
	return sheetOf(ch.Routine, ch.Options, ch.page.Images), nil
}

// Kinds returns the file types that can be made on this machine.
func (st *studio) Kinds() []string {
	kinds := []string{".flac"}
	for _, kind := range []string{".mp3", ".opus", ".m4a"} {
		if output.CanWrite(kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// Encode writes the sound as a file of the given type.
func (st *studio) Encode(ctx context.Context, w io.Writer, kind string, r *page.Recording) error {
	file := output.Sound{Name: filepath.Join(os.TempDir(), "respite"+kind)} // the encoder puts temporary files into this folder
	encoder, err := file.Encoder(r.Rate, r.Tags)
	if err != nil {
		return err
	}
	return encoder.Write(ctx, w, r.Source, func(int64) {})
}

// mistake converts an error to a mistake of the listener.
func mistake(err error) error { return page.Mistakes{{Message: err.Error()}} }

// mistakesOf converts errors that the listener caused to page.Mistakes. It returns other
// errors unchanged.
func mistakesOf(err error) error {
	var list routine.ErrorList
	var missing *plan.MissingLinesError
	var length *plan.LengthError
	var phrases *stock.MissingError
	var choice *script.ChoiceError
	var own page.Mistakes
	switch {
	case err == nil || errors.As(err, &own):
		return err
	case errors.As(err, &list):
		return placed(list, false)
	case errors.As(err, &phrases):
		return mistake(fmt.Errorf("the stock phrases of the language %q are missing or incomplete", phrases.Language))
	case errors.As(err, &missing):
		return mistake(fmt.Errorf("the voice lacks %d lines, such as %q: start respite serve with --tts ENGINE to have them spoken", len(missing.Lines), missing.Lines[0]))
	case errors.As(err, &length), errors.As(err, &choice):
		if advice := cli.HintFor(err); advice != "" {
			err = fmt.Errorf("%w: %s", err, advice)
		}
		return mistake(err)
	}
	return err
}

// placed converts mistakes with their positions in the text.
func placed(list routine.ErrorList, warning bool) page.Mistakes {
	all := make(page.Mistakes, len(list))
	for i, m := range list {
		all[i] = page.Mistake{Line: m.Line, Column: m.Column, Message: m.Message, Excerpt: strings.TrimRight(m.Excerpt(), "\n"), Warning: warning}
	}
	return all
}
