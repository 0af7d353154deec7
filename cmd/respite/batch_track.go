package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/sync/errgroup"

	"respite/audio"
	"respite/cmd/respite/batch"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/output"
	"respite/cmd/respite/value"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
)

// A trackMaker checks the rows of a plan and makes the tracks of one worker. It does shared
// work once: it opens each voice and each sound once, speaks each line once, and checks equal
// sessions once.
type trackMaker struct {
	dir   string
	plan  string // name of the plan
	shard batch.Shard

	voices *memo[*samples.Voice]
	speech *sharedSpeech
	sounds *memo[audio.Kit]
	seen   *memo[checkedSession]
	sums   *contentSums

	group  *errgroup.Group
	ctx    context.Context
	tracks []*batch.Track

	written map[uint64]int // rows that write files, by hashes of their paths
	seed    maphash.Seed

	lock     sync.Mutex
	mistakes routine.ErrorList
	routines map[string]routine.ErrorList // mistakes in the routines of rows, by file
	fields   map[string][]string          // fields that the lines of a routine use, by routine and language
}

func newTrackMaker(ctx context.Context, dir, plan string, shard batch.Shard) *trackMaker {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	return &trackMaker{dir: dir, plan: plan, shard: shard,
		voices: newMemo[*samples.Voice](16), speech: newSharedSpeech(), sounds: newMemo[audio.Kit](16), seen: newMemo[checkedSession](10_000), sums: newContentSums(),
		group: group, ctx: ctx, written: map[uint64]int{}, seed: maphash.MakeSeed(), routines: map[string]routine.ErrorList{}, fields: map[string][]string{}}
}

// rowCommand returns a command with the flags of render.
func rowCommand() (*cobra.Command, *renderFlags) {
	cmd, f := &cobra.Command{}, &renderFlags{texts: output.Texts()}
	f.add(cmd)
	return cmd, f
}

// take checks a row. If this worker renders the row, take also makes a track for it.
func (m *trackMaker) take(row batch.Row) {
	cmd, f, wrong := m.flags(row)
	if err := m.checkOutputs(row, f); err != nil {
		wrong = append(wrong, row.Mistake("output", err.Error()))
	}
	if len(wrong) > 0 {
		m.note(wrong...)
		return
	}
	if m.ctx.Err() != nil {
		return
	}
	var t *batch.Track
	if m.shard.Has(row.Number) {
		t = &batch.Track{Row: row, Render: func(ctx context.Context, again bool) (batch.Result, error) { return m.render(ctx, row, again) }}
		m.tracks = append(m.tracks, t)
	}
	m.group.Go(func() error { return m.check(row, cmd, f, t) })
}

// check checks the session of a row, and records what the track is made from.
func (m *trackMaker) check(row batch.Row, cmd *cobra.Command, f *renderFlags, t *batch.Track) error {
	if m.ctx.Err() != nil {
		return context.Cause(m.ctx)
	}
	s, err := m.session(row, cmd, f)
	if err != nil {
		m.noteSession(row, err)
		return nil
	}
	if err := output.CheckDistinct(m.outputs(f), s.named); err != nil {
		m.note(row.Mistake("output", err.Error()))
		return nil
	}
	if t == nil {
		return nil
	}
	if t.Made, err = m.madeOf(row, cmd, f, s); err != nil {
		m.note(row.Mistake("routine", err.Error()))
	}
	return nil
}

// flags returns the flags of render, set to the values of a row.
func (m *trackMaker) flags(row batch.Row) (*cobra.Command, *renderFlags, routine.ErrorList) {
	cmd, f := rowCommand()
	f.session.openVoice, f.session.change, f.session.speak = m.voice, row.Fill, m.speech.speak
	f.file.Name = row.Output
	var wrong routine.ErrorList
	for _, name := range slices.Sorted(maps.Keys(row.Flags)) {
		flag := cmd.Flags().Lookup(name)
		if err := flag.Value.Set(row.Flags[name]); err != nil {
			wrong = append(wrong, row.Mistake(name, value.Plain(err).Error()))
		}
		flag.Changed = true
	}
	if err := applySettings(cmd); err != nil {
		wrong = append(wrong, row.Mistake(columnFor(row, err, "output"), err.Error()))
	}
	f.session.resolve(cmd)
	f.resolveFile(cmd.Flags())
	f.sound.share = func(open func() (audio.Kit, error)) (audio.Kit, error) {
		return m.sounds.get(batch.Sum(values(cmd, "tones", "bells", "ambience", "rate")...), open)
	}
	for _, name := range f.outputs() {
		if !filepath.IsLocal(name) {
			wrong = append(wrong, row.Mistake(columnOf(row, name), fmt.Sprintf("%q leaves the folder of the batch", name)))
		}
	}
	if f.file.Kind() == output.PageKind {
		wrong = append(wrong, row.Mistake("output", fmt.Sprintf("a track cannot be of the kind %q", output.PageKind)))
	}
	if routineOf(row) == "-" {
		wrong = append(wrong, row.Mistake("routine", "a routine of a plan cannot be standard input"))
	}
	if err := errors.Join(checkLengthFlags(cmd, nil), f.checkValues()); err != nil {
		wrong = append(wrong, row.Mistake(columnFor(row, err, "output"), advised(err)))
	}
	return cmd, f, wrong
}

// voice opens each voice once, so that its lines are decoded only once.
func (m *trackMaker) voice(name string) (*samples.Voice, error) {
	return m.voices.get(name, func() (*samples.Voice, error) { return openVoice(name) })
}

// values returns the values of the named flags, or of all flags if no names are given.
func values(cmd *cobra.Command, names ...string) []string {
	var list []string
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		if len(names) == 0 || slices.Contains(names, flag.Name) {
			list = append(list, flag.Name, flag.Value.String())
		}
	})
	return list
}

// columnOf returns the name of the column that holds a value of a row.
func columnOf(row batch.Row, value string) string {
	for _, name := range slices.Sorted(maps.Keys(row.Flags)) {
		if row.Flags[name] == value {
			return name
		}
	}
	return "output"
}

// outputs returns the files that a row writes, in the folder of the batch.
func (m *trackMaker) outputs(f *renderFlags) []string {
	names := f.outputs()
	for i, name := range names {
		names[i] = filepath.Join(m.dir, name)
	}
	return names
}

// checkOutputs reports files of a row that the row also reads, or that an earlier row writes.
func (m *trackMaker) checkOutputs(row batch.Row, f *renderFlags) error {
	names := m.outputs(f)
	if err := output.CheckDistinct(names, append(f.inputs(routineOf(row)), output.Input{What: "the plan", Name: m.plan})); err != nil {
		return err
	}
	for _, name := range names {
		at := maphash.String(m.seed, output.Place(name))
		if n := m.written[at]; n > 0 {
			return fmt.Errorf("%s: row %d writes it, too", name, n)
		}
		m.written[at] = row.Number
	}
	return nil
}

// A checkedSession describes what the session of a row is made from.
type checkedSession struct {
	named  []output.Input // files that the routine names, and its stock phrases
	fields []string       // fields of the plan that its lines use
	engine string         // identity of the engine; empty if no engine speaks
}

// session lays out the session of a row without speaking. It reuses the result of an earlier
// equal row.
func (m *trackMaker) session(row batch.Row, cmd *cobra.Command, f *renderFlags) (checkedSession, error) {
	open := func() (checkedSession, error) { return m.open(row, f) }
	routine := batch.Sum(routineOf(row), f.session.language)
	m.lock.Lock()
	fields, known := m.fields[routine]
	m.lock.Unlock()
	if known {
		return m.seen.get(m.sessionKey(row, cmd, f, fields), open)
	}
	s, err := open()
	if err == nil {
		m.lock.Lock()
		m.fields[routine] = s.fields
		m.lock.Unlock()
	}
	return s, err
}

// sessionKey returns a checksum of everything that affects the layout of a row's session: all
// values except the names of the output files.
func (m *trackMaker) sessionKey(row batch.Row, cmd *cobra.Command, f *renderFlags, fields []string) string {
	parts := []string{routineOf(row)}
	for _, field := range fields {
		parts = append(parts, row.Fields[field])
	}
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		if flag.Name != "output" && !slices.ContainsFunc(f.texts, func(t *output.Text) bool { return t.Flag == flag.Name }) {
			parts = append(parts, flag.Name, flag.Value.String())
		}
	})
	return batch.Sum(parts...)
}

// open lays out the session of a row and opens its sounds.
func (m *trackMaker) open(row batch.Row, f *renderFlags) (checkedSession, error) {
	var made checkedSession
	f.session.draft = true
	f.session.change = func(text string) (string, error) {
		made.fields = append(made.fields, batch.FieldsIn(text)...)
		return row.Fill(text)
	}
	s, err := f.open(m.ctx, routineOf(row), quiet(io.Discard))
	var length *plan.LengthError
	guessed := errors.As(err, &length) && f.session.tts.engine != "" // it shows when the lines are spoken
	if err != nil && !guessed {
		return made, err
	}
	slices.Sort(made.fields)
	made.fields = slices.Compact(made.fields)
	made.named = namedInputs(s.routine, folderOf(routineOf(row)))
	if file := phrasesFile(s.routine.Language, phrasesFolders(routineOf(row))...); s.phrases != nil && file != "" {
		made.named = append(made.named, output.Input{What: "the stock phrases", Name: file})
	}
	if f.session.tts.engine != "" {
		if made.engine, err = m.sums.engine(m.speech, f.session.tts.like(s.voice.Manifest().Name), s.routine.Language); err != nil {
			return made, err
		}
	}
	_, err = f.sound.sounds(m.ctx)
	return made, err
}

// quiet returns streams that discard output; warnings go to err.
func quiet(err io.Writer) streams { return streams{strings.NewReader(""), io.Discard, err} }

// note adds mistakes to the list.
func (m *trackMaker) note(wrong ...*routine.Error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.mistakes = append(m.mistakes, wrong...)
}

// noteSession records why the session of a row cannot be made. It records a mistake in a
// routine once, even if many rows use the routine.
func (m *trackMaker) noteSession(row batch.Row, err error) {
	var list routine.ErrorList
	if errors.As(err, &list) {
		m.note(row.Mistake("routine", "the routine has mistakes"))
		m.lock.Lock()
		defer m.lock.Unlock()
		m.routines[routineOf(row)] = list
		return
	}
	m.note(row.Mistake(columnFor(row, err, "routine"), advised(err)))
}

// advised formats an error and its hint in one line.
func advised(err error) string {
	if text := hintFor(err); text != "" {
		return err.Error() + "; " + text
	}
	return err.Error()
}

// columnFor returns the column that an error is about: by its kind, or because its text has the
// value of the column.
func columnFor(row batch.Row, err error, otherwise string) string {
	var length *plan.LengthError
	var choice *script.ChoiceError
	var voice *samples.UnknownVoiceError
	switch {
	case errors.As(err, &length):
		return "length"
	case errors.As(err, &voice):
		return "voice"
	case errors.As(err, &choice) && row.Flags["only"] != "":
		return "only"
	case errors.As(err, &choice):
		return "skip"
	}
	for _, word := range valuesIn(err) {
		if column := columnOf(row, word); column != "output" {
			return column
		}
	}
	return otherwise
}

// mostMistakes limits how many mistakes of a plan are printed.
const mostMistakes = 1000

// end waits for the checks, and returns the tracks of this worker or all mistakes.
func (m *trackMaker) end(readErr error) ([]*batch.Track, error) {
	if m.ctx.Err() != nil {
		return nil, context.Cause(m.ctx) // the plan may still be in use
	}
	if err := m.group.Wait(); err != nil {
		return nil, err
	}
	var list routine.ErrorList
	if readErr != nil && !errors.As(readErr, &list) {
		return nil, readErr
	}
	list = append(list, m.mistakes...)
	list.Sort()
	if rest := len(list) - mostMistakes; rest > 0 {
		next := list[mostMistakes]
		list = append(list[:mostMistakes], &routine.Error{File: next.File, Line: next.Line, Column: next.Column, Message: fmt.Sprintf("and %d mistakes more", rest)})
	}
	for _, name := range slices.Sorted(maps.Keys(m.routines)) {
		list = append(list, m.routines[name]...)
	}
	if len(list) > 0 {
		return nil, list
	}
	return m.tracks, nil
}

// routineOf returns the name of a row's routine.
func routineOf(row batch.Row) string {
	if row.Routine == "" {
		return routineArg(nil)
	}
	return row.Routine
}

// render writes a track and its extra files. It keeps an existing file that neither a batch
// nor respite wrote, unless the row sets force.
func (m *trackMaker) render(ctx context.Context, row batch.Row, again bool) (batch.Result, error) {
	_, f, _ := m.flags(row) // these were checked together with the plan
	beside := f.outputs()[1:]
	f.into(m.dir)
	for _, name := range f.outputs() {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return batch.Result{}, hint.Plain(err)
		}
	}
	var said bytes.Buffer
	std := quiet(&said)
	if !again {
		if err := f.checkReplaced(std); err != nil {
			return batch.Result{}, err
		}
	}
	s, err := f.open(ctx, routineOf(row), std)
	if err != nil {
		return batch.Result{}, err
	}
	sound, err := f.make(ctx, routineOf(row), s, std)
	if err != nil {
		return batch.Result{}, err
	}
	beside = slices.DeleteFunc(beside, func(name string) bool {
		_, err := os.Stat(filepath.Join(m.dir, name))
		return err != nil // the session does not have this stem
	})
	for i, name := range beside {
		beside[i] = filepath.ToSlash(filepath.Clean(name))
	}
	return batch.Result{Seconds: s.timeline.Length.Seconds(), Loudness: math.Round(100*(f.sound.master.Loudness-sound.source.Shortfall())) / 100,
		Beside: beside, Warnings: warnings(said.String())}, nil
}

// warnings returns the warnings in the output of a command.
func warnings(said string) []string {
	var list []string
	for line := range strings.Lines(said) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "respite: warning: "); ok {
			list = append(list, text)
		}
	}
	return list
}
