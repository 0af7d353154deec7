package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/progress"
	"respite/samples"
	"respite/samples/record"
	"respite/samples/record/speech"
)

// compareReadings doubts the readings that sound more like another line nearby than like their own.
// It compares them with the bundled voices of the language or, where these lack a line,
// with an engine. Where there is neither, it says so.
func compareReadings(ctx context.Context, language string, matches []record.Match, readings []record.Reading, std streams) error {
	if len(readings) < 2 {
		return nil
	}
	references := bundledReferences(language, readings)
	if len(references) == 0 {
		references = engineReferences(language)
	}
	if len(references) == 0 {
		fmt.Fprintln(std.err, "respite: warning: the lines were not compared by their sound: install espeak-ng for that, or listen to all of them")
		return nil
	}
	bar := progress.New(std.err, "comparing", int64(len(readings)))
	doubts, err := record.Compare(ctx, readings, references)
	bar.Finish()
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case err != nil:
		_, err = clean.Fprintf(std.err, "respite: warning: the lines were not compared by their sound: %v\n", err)
		return err
	}
	for i, r := range readings {
		at := slices.IndexFunc(matches, func(m record.Match) bool { return m.Text == r.Text })
		if at >= 0 && matches[at].Doubt == "" {
			matches[at].Doubt = doubts[i]
		}
	}
	return nil
}

// bundledReferences are the bundled voices of a language that say all of the lines; two are enough.
func bundledReferences(language string, readings []record.Reading) (references []record.Reference) {
	for _, name := range samples.Voices() {
		v, err := samples.OpenVoice(name)
		if err != nil || v.Manifest().Language != language || len(references) == 2 {
			continue
		}
		if !slices.ContainsFunc(readings, func(r record.Reading) bool { _, ok := v.Length(r.Text); return !ok }) {
			references = append(references, record.VoiceReference(v))
		}
	}
	return references
}

// engineReferences is an engine that speaks most languages, where it is installed.
func engineReferences(language string) []record.Reference {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		return nil
	}
	e, err := speech.New("espeak-ng", speech.Settings{Language: language})
	if err != nil {
		return nil
	}
	return []record.Reference{record.EngineReference(e)}
}
