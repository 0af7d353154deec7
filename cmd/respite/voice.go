package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"respite/script/plan"
	"respite/script/routines"
)

func newVoice(std streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "voice",
		Short: "voices of your own, and engines that speak",
		Long: `Your own voice: print what to record (lines), read it out with a pause after
every line, import the recording, then follow it with --voice NAME.

Any words: with --tts ENGINE an engine speaks the lines that a voice lacks, with
--voice tts all of them. Lines are kept for the next time. Its settings are
--tts-voice NAME, --tts-model NAME|FILE and --tts-url URL: a server with the
call /v1/audio/speech, for openai; its key comes from RESPITE_TTS_KEY.
An engine of your own is --tts "command:speak --to {out} {text}": no shell is
used; without {text} or {out} it gets standard input or output.`,
		Example: "  respite voice lines my-routine.yaml --page >read-this.html",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
	}
	cmd.AddCommand(newVoiceLines(std), newVoiceImport(std), newVoiceCheck(std), newVoiceEngines(std), newVoiceCache(std))
	for _, c := range cmd.Commands() {
		c.DisableFlagsInUseLine = true
		c.Flags().SortFlags = false
	}
	return cmd
}

// A recordingList is what somebody reads out, numbered from 1.
type recordingList struct {
	language string
	title    string
	lines    []string
}

// readList is every line that the routines need, those of the first one first;
// built-in ones are taken in the language, where one is given.
func readList(language string, routines []string, std streams) (recordingList, error) {
	var list recordingList
	seen := map[string]bool{}
	for _, name := range routines {
		r, err := readRoutineIn(language, name, std)
		if err != nil {
			return list, err
		}
		if list.language != "" && list.language != r.Language {
			return list, fmt.Errorf("%s: is in the language %s, the routine before it in %s", name, r.Language, list.language)
		}
		list.language = r.Language
		list.title = joinTitle(list.title, r.Title)
		needs, err := plan.RequiredLines(r, nil)
		if err != nil {
			return list, err
		}
		for _, line := range needs {
			if !seen[line] {
				seen[line] = true
				list.lines = append(list.lines, line)
			}
		}
	}
	return list, nil
}

func joinTitle(titles, title string) string {
	if titles == "" {
		return title
	}
	return titles + ", " + title
}

// number is that of a line, counted from 1.
func (l recordingList) number(line string) int { return slices.Index(l.lines, line) + 1 }

// routinesArg is the routines that a command's arguments name.
func routinesArg(args []string) []string {
	if len(args) == 0 {
		return []string{routines.Default}
	}
	return args
}
