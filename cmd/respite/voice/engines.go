package voice

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/samples/record/speech"
	"respite/samples/record/speech/process"
)

func newEngines(std cli.Streams) *cobra.Command {
	var setup string
	cmd := &cobra.Command{
		Use:   "engines",
		Short: "list the engines and whether they are installed",
		Long: `Engines lists the engines and what each needs. With --setup kokoro it prints the
commands that download the engine of the bundled voices, 300 MB in total: read
them, then pipe them into sh.`,
		Example: "  respite voice engines\n  respite voice engines --setup kokoro | sh",
		Args:    cli.Takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			if setup != "" {
				return printSetup(std, setup)
			}
			w := tabwriter.NewWriter(std.Out, 0, 0, 2, ' ', 0)
			names, about := speech.Engines()
			for _, name := range names {
				clean.Fprintf(w, "%s\t%s\t%s\n", name, about[name], Presence(name))
			}
			return w.Flush()
		},
	}
	cmd.Flags().StringVar(&setup, "setup", "", "print the commands that fetch the `ENGINE` kokoro")
	cli.Complete(cmd, "setup", "kokoro")
	return cmd
}

// printSetup prints shell commands that install an engine into its folder.
func printSetup(std cli.Streams, engine string) error {
	if engine != "kokoro" {
		return hint.Usage(fmt.Errorf("there are no commands for the engine %q", engine), "respite voice engines says where to get it")
	}
	_, err := clean.Fprintf(std.Out, "set -- %s\n%s", hint.ShellWord(folders.Kokoro()), speech.KokoroSetup)
	return err
}

// Presence describes whether an engine is installed, or what it needs.
func Presence(name string) string {
	key := os.Getenv(process.KeyVariable)
	err := speech.Ready(name, speech.Settings{Language: "en", Key: key, Folder: folders.Kokoro()})
	var missing *speech.MissingError
	switch {
	case strings.HasPrefix(name, "command:"):
		return ""
	case name == "openai" && key == "":
		return "--tts-url and --tts-voice, or a key in " + process.KeyVariable
	case (name == "openai" || name == "elevenlabs") && key != "":
		return "key in " + process.KeyVariable
	case name == "elevenlabs":
		return "a key in " + process.KeyVariable
	case errors.As(err, &missing):
		return "not installed: " + missing.Where
	case err != nil:
		return err.Error()
	}
	return "installed"
}
