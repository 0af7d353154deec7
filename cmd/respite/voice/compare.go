package voice

import (
	"context"
	"errors"
	"os/exec"
	"slices"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/progress"
	"respite/samples"
	"respite/samples/record"
	"respite/samples/record/speech"
)

// compareReadings marks readings as doubtful if they sound more like a nearby line than like
// their own. It compares them with the bundled voices of the language or, if these lack a
// line, with an engine. If neither is available, it prints a warning.
func compareReadings(ctx context.Context, language string, matches []record.Match, readings []record.Reading, std cli.Streams) error {
	if len(readings) < 2 {
		return nil
	}
	reference := bundledReference(language, readings)
	if reference == nil {
		reference = engineReference(language)
	}
	if reference == nil {
		clean.Fprintln(std.Err, "respite: warning: the lines were not compared by their sound: install espeak-ng for that, or listen to all of them")
		return nil
	}
	const shares = 1000 // of the work
	bar := progress.New(std.Err, "comparing", shares)
	doubts, err := record.Compare(ctx, readings, reference, func(done, all int) { bar.At(shares * int64(done) / int64(all)) })
	bar.Finish()
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case err != nil:
		_, err = clean.Fprintf(std.Err, "respite: warning: the lines were not compared by their sound: %v\n", err)
		return err
	}
	takeDoubts(matches, readings, doubts)
	return nil
}

// takeDoubts replaces the doubts from lengths and pauses with the doubts from the comparison.
func takeDoubts(matches []record.Match, readings []record.Reading, doubts []string) {
	for i, doubt := range doubts {
		at := slices.IndexFunc(matches, func(m record.Match) bool { return m.Text == readings[i].Text })
		if at >= 0 {
			matches[at].Doubt = doubt
		}
	}
}

// bundledReference returns a bundled voice of a language that has all of the lines; nil if
// there is none.
func bundledReference(language string, readings []record.Reading) record.Reference {
	for _, name := range samples.Voices() {
		v, err := samples.OpenVoice(name)
		if err != nil || v.Manifest().Language != language {
			continue
		}
		if !slices.ContainsFunc(readings, func(r record.Reading) bool { _, ok := v.Length(r.Text); return !ok }) {
			return record.VoiceReference(v)
		}
	}
	return nil
}

// engineReference returns an engine that speaks most languages; nil if it is not installed.
func engineReference(language string) record.Reference {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		return nil
	}
	e, err := speech.New("espeak-ng", speech.Settings{Language: language})
	if err != nil {
		return nil
	}
	return record.EngineReference(e)
}
