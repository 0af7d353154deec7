package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"respite/cmd/respite/hint"
	"respite/samples"
	"respite/samples/record"
	"respite/script"
)

// tts is what the flags say about the engine that speaks what the voice lacks.
type tts struct {
	engine string
	record.Settings
}

// everything is the voice of which the engine speaks every line.
const everything = "tts"

// keyVariable holds the key of a server, so that it stands in no history and no list of processes.
const keyVariable = "RESPITE_TTS_KEY"

// addFlags adds the flag that a help shows, and those that respite help voice explains.
func (t *tts) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&t.engine, "tts", "", "`ENGINE` for what the voice lacks: respite help voice")
	f.StringVar(&t.Model, "tts-model", "", "the engine's model: a `NAME` or a file")
	f.StringVar(&t.Settings.Voice, "tts-voice", "", "the engine's own `NAME` of its voice")
	f.StringVar(&t.URL, "tts-url", "", "`URL` of the server, for openai")
	for _, name := range []string{"tts-model", "tts-voice", "tts-url"} {
		_ = f.MarkHidden(name) // fails only for an unknown flag
	}
	names, _ := record.Engines()
	complete(cmd, "tts", names...)
}

// check finds flags that cannot go together.
func (t *tts) check(voice string) error {
	switch {
	case t.engine == "" && voice == everything:
		return hint.Usage(errors.New("--voice tts needs an engine"), "add --tts ENGINE; respite voice engines lists them")
	case t.engine == "" && (t.Model != "" || t.URL != "" || t.Settings.Voice != ""):
		return hint.Usage(errors.New("--tts-model, --tts-voice and --tts-url need an engine"), "add --tts ENGINE; respite voice engines lists them")
	case t.engine == "openai" && t.URL == "" && os.Getenv(keyVariable) == "":
		return hint.Usage(errors.New("the engine openai needs a server"), "add --tts-url URL, or put the key of OpenAI's own into "+keyVariable)
	case t.engine != "":
		_, err := t.set("en") // a mistake in the flags is one even where nothing has to be spoken
		return err
	}
	return nil
}

// set sets the engine up for a language.
func (t *tts) set(language string) (record.Engine, error) {
	s := t.Settings
	s.Language, s.Key = language, os.Getenv(keyVariable)
	e, err := record.NewEngine(t.engine, s)
	if err != nil {
		return nil, hint.Usage(err, "respite voice engines lists the engines, respite help voice explains them")
	}
	return e, nil
}

// speak has the engine speak lines, with its progress on a terminal.
func (t *tts) speak(ctx context.Context, language string, lines []string, std streams) (*samples.Voice, error) {
	engine, err := t.set(language)
	if err != nil {
		return nil, err
	}
	cache := record.NewCache(cacheDir())
	bar := newBar(std.err, "speaking", int64(len(lines)))
	defer bar.finish()
	n := int64(0)
	voice, err := record.Speak(ctx, engine, cache, lines, func(string) { n++; bar.at(n) })
	if err != nil {
		return nil, engineError(t.engine, err)
	}
	if trouble := cache.Trouble(); trouble != nil {
		bar.finish()
		fmt.Fprintf(std.err, "respite: spoken lines are not kept for the next time: %v\n", plain(trouble))
	}
	return voice, nil
}

// engineError says which engine failed, and what to do where it is not there.
func engineError(engine string, err error) error {
	var missing *record.MissingError
	if errors.As(err, &missing) {
		return hint.With(fmt.Errorf("the engine %s cannot speak: %s is not installed", engine, missing.Program), missing.Where)
	}
	return fmt.Errorf("the engine %s: %w", engine, err)
}

// build lays the routine out; what the voice lacks for it, the engine speaks.
func (s *session) build(r *script.Routine, voice *samples.Voice, std streams) (*script.Timeline, *samples.Voice, error) {
	for {
		t, err := script.Build(r, s.options, voice.Length)
		var missing *script.MissingLinesError
		if s.tts.engine == "" || !errors.As(err, &missing) {
			return t, voice, err
		}
		spoken, err := s.tts.speak(s.context(), r.Language, missing.Lines, std)
		if err != nil {
			return nil, nil, err
		}
		voice = voice.Or(spoken)
	}
}
