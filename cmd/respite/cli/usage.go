package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/hint"
	"respite/script"
)

// A usage error is one line of our own text, with a suggestion if a word is nearly right.

// Near returns the name that is most similar to the word; empty if none is similar.
func Near(word string, names []string) string { return script.NewChoiceError(word, names).Near }

// DidYouMean returns a question for the end of an error; empty if no name is similar.
func DidYouMean(word string, names []string) string {
	if name := Near(word, names); name != "" {
		return fmt.Sprintf(": did you mean %q?", name)
	}
	return ""
}

// Takes returns an argument check that accepts from least to most arguments. If most is
// negative, there is no upper limit.
func Takes(least, most int, thing string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		name := strings.TrimPrefix(cmd.CommandPath(), "respite ")
		switch {
		case len(args) < least:
			return fmt.Errorf("%s needs %s", name, thing)
		case most == 0 && len(args) > 0:
			return fmt.Errorf("%s takes no argument, but got %q", name, args[0])
		case most > 0 && len(args) > most:
			return fmt.Errorf("%s takes %s, but got %d arguments: %s", name, thing, len(args), shellWords(args))
		}
		return nil
	}
}

// OnlyCommands makes a command that only has subcommands print its help, and refuse any other
// word.
func OnlyCommands(cmd *cobra.Command) {
	cmd.Args = NoCommand
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		cmd.InitDefaultHelpFlag()
		return cmd.Help()
	}
}

// NoCommand is the argument check of a command that only has subcommands.
func NoCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return fmt.Errorf("unknown command %q%s", args[0], DidYouMean(args[0], names))
}

func shellWords(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = hint.ShellWord(w)
	}
	return strings.Join(quoted, " ")
}

// programName returns the name that the program was called by.
func programName() string {
	name := os.Args[0]
	if filepath.Base(name) == name {
		return strings.TrimSuffix(name, ".exe")
	}
	return hint.ShellWord(name)
}

var ownCommand = regexp.MustCompile(`\brespite (batch|check|config|help|list|measure|new|play|preview|render|serve|show|version|voice)\b`)

// AsCalled replaces the name of the program in the commands of a text by the name that the
// user called, so that the commands can be pasted.
func AsCalled(text string) string {
	return ownCommand.ReplaceAllStringFunc(text, func(s string) string { return programName() + strings.TrimPrefix(s, "respite") })
}
