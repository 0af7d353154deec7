package batch

import (
	"errors"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/settings"
	"respite/samples"
	"respite/script"
	"respite/script/plan"
	"respite/script/routine"
)

// note adds mistakes to the list.
func (m *trackMaker) note(wrong ...*routine.Error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.mistakes = append(m.mistakes, wrong...)
}

// noteSession records why the session of a row cannot be made. It records a mistake in a
// routine once, even if many rows use the routine.
func (m *trackMaker) noteSession(row Row, err error) {
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
	if text := cli.HintFor(err); text != "" {
		return err.Error() + "; " + cli.AsCalled(text)
	}
	return err.Error()
}

// columnFor returns the column that an error is about: by its kind, or because its text has the
// value of the column.
func columnFor(row Row, err error, otherwise string) string {
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
	for _, word := range settings.ValuesIn(err) {
		if column := columnOf(row, word); column != "output" {
			return column
		}
	}
	return otherwise
}

// mostMistakes limits how many mistakes of a plan are printed.
const mostMistakes = 1000
