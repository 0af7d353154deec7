package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/progress"
	"respite/samples"
	"respite/samples/record"
	"respite/samples/record/speech"
	"respite/samples/record/speech/process"
)

// A TTS holds the flags of the engine that speaks the lines that the voice lacks.
type TTS struct {
	Engine string
	jobs   int
	listen string // name of the recogniser that checks each line
	speech.Settings

	Open func(t *TTS, language string) (speech.Engine, error) // returns an engine that sessions share; nil: makes a new one
}

// recognisers are the names that --tts-check accepts; it also accepts a command.
var recognisers = []string{"auto", "pocketsphinx", "vosk", "whisper"}

// TTSVoice is the name of a voice without recordings: the engine speaks all lines.
const TTSVoice = "tts"

// Add adds the flag that a help shows, and the flags that respite help voice explains.
func (t *TTS) Add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&t.Engine, "tts", "", "`ENGINE` for what the voice lacks: respite help voice")
	f.StringVar(&t.Model, "tts-model", "", "the engine's model: a `NAME` or a file")
	f.StringVar(&t.Settings.Voice, "tts-voice", "", "the engine's own `NAME` of its voice")
	f.StringVar(&t.URL, "tts-url", "", "`URL` of the engine's server")
	f.Float64Var(&t.Speed, "tts-speed", 1, "`FACTOR` of the calm pace")
	f.IntVar(&t.jobs, "tts-jobs", 0, "speak `N` lines at a time, such as 2 for a server")
	f.StringVar(&t.listen, "tts-check", "", "have a recogniser listen: `NAME` or command")
	names, _ := speech.Engines()
	cli.Complete(cmd, "tts", names...)
	cli.Complete(cmd, "tts-check", recognisers...)
}

// check reports flags that cannot be combined.
func (t *TTS) check(voice string) error {
	switch {
	case t.Engine == "" && voice == TTSVoice:
		return hint.Usage(errors.New("--voice tts needs an engine"), "add --tts ENGINE; respite voice engines lists them")
	case t.Engine == "" && (t.Model != "" || t.URL != "" || t.Settings.Voice != ""):
		return hint.Usage(errors.New("--tts-model, --tts-voice and --tts-url need an engine"), "add --tts ENGINE; respite voice engines lists them")
	case t.jobs < 0 || t.jobs > 64:
		return hint.Usage(fmt.Errorf("%d lines at a time are not possible", t.jobs), "--tts-jobs takes 1 to 64")
	case t.Engine != "" && !(t.Speed >= speech.LeastSpeed && t.Speed <= speech.MostSpeed):
		return hint.Usage(fmt.Errorf("a speed of %g is not possible", t.Speed), fmt.Sprintf("--tts-speed takes %g to %g", speech.LeastSpeed, speech.MostSpeed))
	case t.Engine != "":
		_, err := t.Set("en") // a mistake in the flags counts even if nothing has to be spoken
		if err == nil {
			_, err = t.recogniser("en")
		}
		return err
	}
	return nil
}

// checkEngineFlags reports flags that configure an engine if no engine is named.
func checkEngineFlags(flags *pflag.FlagSet) error {
	if engine := flags.Lookup("tts"); engine == nil || engine.Value.String() != "" {
		return nil
	}
	for _, name := range []string{"tts-speed", "tts-jobs", "tts-check"} {
		if flags.Changed(name) {
			return hint.Usage(fmt.Errorf("--%s needs an engine", name), "add --tts ENGINE; respite voice engines lists them")
		}
	}
	return nil
}

// Set configures the engine for a language.
func (t *TTS) Set(language string) (speech.Engine, error) {
	s := t.Settings
	s.Language, s.Key, s.Folder = language, os.Getenv(process.KeyVariable), folders.Kokoro()
	e, err := speech.New(t.Engine, s)
	engines, _ := speech.Engines()
	var missing *speech.MissingError
	switch {
	case errors.As(err, &missing):
		return nil, hint.Usage(missingError(t.Engine, missing), missing.Where)
	case err != nil && cli.Near(t.Engine, engines) != "" && !slices.Contains(engines, t.Engine):
		return nil, hint.Usage(fmt.Errorf("no engine %q%s", t.Engine, cli.DidYouMean(t.Engine, engines)), "respite voice engines lists the engines")
	case err != nil:
		return nil, hint.Usage(err, "respite voice engines lists the engines, respite help voice explains them")
	}
	return e, nil
}

// recogniser returns the recogniser for a language; nil if none was requested.
func (t *TTS) recogniser(language string) (*speech.Recogniser, error) {
	if t.listen == "" {
		return nil, nil
	}
	r, err := speech.NewRecogniser(t.listen, language)
	var missing *speech.MissingError
	switch {
	case errors.As(err, &missing):
		return nil, notInstalled(t.listen, missing)
	case err != nil:
		return nil, hint.Usage(err, "--tts-check takes "+strings.Join(recognisers, ", ")+", or a command with {in}: respite help voice")
	}
	return r, nil
}

// notInstalled is the error of a recogniser that is not there, or whose name is wrong.
func notInstalled(name string, missing *speech.MissingError) error {
	err := fmt.Errorf("no recogniser: %s is not installed", missing.Program)
	if slices.Contains(recognisers, name) {
		return hint.Usage(err, missing.Where)
	}
	if n := cli.Near(name, recognisers); n != "" {
		err = fmt.Errorf("%w: did you mean %q?", err, n)
	}
	return hint.Usage(err, missing.Where+"; --tts-check takes "+strings.Join(recognisers, ", ")+", or a command")
}

// Like returns the engine that has the same speaker as a bundled voice, if there is one.
func (t TTS) Like(voice string) *TTS {
	if t.Engine == "kokoro" && t.Settings.Voice == "" {
		t.Settings.Voice = record.KokoroVoice(voice)
	}
	return &t
}

// Speak makes the engine speak lines, and shows progress on a terminal.
func (t *TTS) Speak(ctx context.Context, language string, lines []string, std cli.Streams) (*samples.Voice, error) {
	open := t.Open
	if open == nil {
		open = (*TTS).Set
	}
	engine, err := open(t, language)
	if err != nil {
		return nil, err
	}
	recogniser, err := t.recogniser(language)
	if err != nil {
		return nil, err
	}
	cache := record.NewCache(folders.Cache())
	bar := progress.New(std.Err, "speaking", int64(len(lines)))
	defer bar.Finish()
	n := int64(0)
	var hasty, doubts []string
	speaker := record.Speaker{
		Engine: engine, Cache: cache, Jobs: t.jobs, Keep: t.Open != nil,
		Recogniser: recogniser, Speed: t.Speed,
		Done:  func(string) { n++; bar.At(n) },
		Warn:  func(text, warning string) { hasty = append(hasty, fmt.Sprintf("%q: %s", text, warning)) },
		Doubt: func(text, doubt string) { doubts = append(doubts, fmt.Sprintf("%q: %s", text, doubt)) },
	}
	voice, err := speaker.Speak(ctx, lines)
	if err != nil {
		return nil, engineError(t.Engine, err)
	}
	bar.Finish()
	if trouble := cache.Trouble(); trouble != nil {
		clean.Fprintf(std.Err, "respite: spoken lines are not kept for the next time: %v\n", hint.Plain(trouble))
	}
	if len(hasty) > 0 {
		clean.Fprintf(std.Err, "respite: warning: lines that are not spoken calmly: %d, such as %s; another voice may be calmer\n", len(hasty), hasty[0])
	}
	for _, doubt := range doubts {
		clean.Fprintf(std.Err, "respite: warning: a line may not say its text: %s\n", doubt)
	}
	return voice, nil
}

// engineError adds the name of the engine to an error and, if it is not installed, a hint.
func engineError(engine string, err error) error {
	var missing *speech.MissingError
	if errors.As(err, &missing) {
		return hint.With(missingError(engine, missing), missing.Where)
	}
	err = fmt.Errorf("the engine %s: %w", engine, err)
	if errors.Is(err, speech.ErrNoServer) {
		return hint.With(err, "start the server of --tts-url first, and give the command again; respite help voice names servers and their addresses")
	}
	var partial *record.PartialError
	if errors.As(err, &partial) && partial.Kept && partial.Said > 0 {
		return hint.With(err, fmt.Sprintf("%d of %d lines are spoken and kept: the same command continues from there", partial.Said, partial.All))
	}
	return err
}

// missingError names what an engine lacks. The hint tells how to get it.
func missingError(engine string, missing *speech.MissingError) error {
	return fmt.Errorf("the engine %s cannot speak: %s is not installed", engine, missing.Program)
}
