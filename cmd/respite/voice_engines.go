package main

import (
	"fmt"
	"os"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"respite/samples/record/speech"
)

func newVoiceEngines(std streams) *cobra.Command {
	return &cobra.Command{
		Use:     "engines",
		Short:   "list the engines that can speak, and which are here",
		Example: "  respite render my-routine.yaml --voice tts --tts espeak-ng",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			w := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', 0)
			names, about := speech.Engines()
			for _, name := range names {
				fmt.Fprintf(w, "%s\t%s\t%s\n", name, about[name], presence(name))
			}
			return w.Flush()
		},
	}
}

// presence tells whether an engine is there, or what it needs.
func presence(name string) string {
	e, _ := speech.New(name, speech.Settings{Language: "en", Model: "x", Voice: "x"})
	program, ok := e.(speech.Program)
	switch {
	case (name == "openai" || name == "elevenlabs") && os.Getenv(speech.KeyVariable) != "":
		return "key in " + speech.KeyVariable
	case name == "openai":
		return "--tts-url and --tts-voice, or a key in " + speech.KeyVariable
	case name == "elevenlabs":
		return "a key in " + speech.KeyVariable
	case !ok || program.Where == "":
		return ""
	case program.Installed():
		return "installed"
	}
	return "not installed: " + program.Where
}
