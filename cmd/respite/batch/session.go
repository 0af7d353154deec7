package batch

import (
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/output"
	"respite/cmd/respite/render"
	"respite/cmd/respite/session"
	"respite/samples"
	"respite/script/plan"
)

// voice opens each voice once, so that its lines are decoded only once.
func (m *trackMaker) voice(name string) (*samples.Voice, error) {
	return m.voices.get(name, func() (*samples.Voice, error) { return session.OpenVoice(name) })
}

// A checkedSession describes what the session of a row is made from.
type checkedSession struct {
	named  []output.Input // files that the routine names, and its stock phrases
	fields []string       // fields of the plan that its lines use
	engine string         // identity of the engine; empty if no engine speaks
}

// session lays out the session of a row without speaking. It reuses the result of an earlier
// equal row.
func (m *trackMaker) session(row Row, cmd *cobra.Command, f *render.Flags) (checkedSession, error) {
	open := func() (checkedSession, error) { return m.open(row, f) }
	key := Sum(routineOf(row), f.Session.Language)
	m.lock.Lock()
	fields, known := m.fields[key]
	m.lock.Unlock()
	if known {
		return m.seen.get(m.sessionKey(row, cmd, f, fields), open)
	}
	s, err := open()
	if err == nil {
		m.lock.Lock()
		m.fields[key] = s.fields
		m.lock.Unlock()
	}
	return s, err
}

// sessionKey returns a checksum of everything that affects the layout of a row's session: all
// values except the names of the output files.
func (m *trackMaker) sessionKey(row Row, cmd *cobra.Command, f *render.Flags, fields []string) string {
	parts := []string{routineOf(row)}
	for _, field := range fields {
		parts = append(parts, row.Fields[field])
	}
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		if flag.Name != "output" && !slices.ContainsFunc(f.Texts, func(t *output.Text) bool { return t.Flag == flag.Name }) {
			parts = append(parts, flag.Name, flag.Value.String())
		}
	})
	return Sum(parts...)
}

// open lays out the session of a row and opens its sounds.
func (m *trackMaker) open(row Row, f *render.Flags) (checkedSession, error) {
	var made checkedSession
	f.Session.Draft = true
	f.Session.Change = func(text string) (string, error) {
		made.fields = append(made.fields, FieldsIn(text)...)
		return row.Fill(text)
	}
	s, err := f.Open(m.ctx, routineOf(row), quiet(io.Discard))
	var length *plan.LengthError
	guessed := errors.As(err, &length) && f.Session.TTS.Engine != "" // it shows when the lines are spoken
	if err != nil && !guessed {
		return made, err
	}
	slices.Sort(made.fields)
	made.fields = slices.Compact(made.fields)
	made.named = s.NamedInputs()
	if file := session.PhrasesFile(s.Routine.Language, routineOf(row)); s.Phrases != nil && file != "" {
		made.named = append(made.named, output.Input{What: "the stock phrases", Name: file})
	}
	if f.Session.TTS.Engine != "" {
		if made.engine, err = m.sums.engine(m.speech, f.Session.TTS.Like(s.Voice.Manifest().Name), s.Routine.Language); err != nil {
			return made, err
		}
	}
	_, err = f.Sound.Sounds(m.ctx)
	return made, err
}
