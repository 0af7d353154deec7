package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/hint"
	"respite/script/plan"
)

// again returns the same command with extra words at its end. It leaves out flags that the
// words set again.
func again(cmd *cobra.Command, words ...string) string {
	all := []string{cmd.CommandPath()}
	for _, arg := range cmd.Flags().Args() {
		all = append(all, hint.ShellWord(arg))
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		set := func(word string) bool { return strings.HasPrefix(word, "--"+f.Name+"=") || word == "--"+f.Name }
		if !slices.ContainsFunc(words, set) {
			all = append(all, FlagWords(f)...)
		}
	})
	return strings.Join(append(all, words...), " ")
}

// HelpWith adds a hint to an error of a session: the command that would solve the problem.
func HelpWith(cmd *cobra.Command, err error) error {
	var length *plan.LengthError
	var missing *plan.MissingLinesError
	if text, _ := hint.Of(err); err == nil || text != "" || cmd.Flags().Lookup("tts") == nil {
		return err
	}
	switch {
	case errors.As(err, &missing):
		return hint.With(err, fmt.Sprintf("have an engine speak them: %s (respite voice engines lists them), or record a voice that has them (respite help voice)", again(cmd, "--tts", "ENGINE")))
	case errors.As(err, &length):
		return hint.With(err, lengthHint(length, func(words ...string) string { return again(cmd, words...) }))
	}
	return err
}

// FlagWords returns the words that set a flag to its current value.
func FlagWords(f *pflag.Flag) []string {
	list, ok := f.Value.(pflag.SliceValue)
	if !ok {
		return []string{"--" + f.Name + "=" + hint.ShellWord(f.Value.String())}
	}
	var words []string
	for _, value := range list.GetSlice() {
		words = append(words, "--"+f.Name+"="+hint.ShellWord(csvField(value)))
	}
	return words
}

// csvField quotes a value that a list flag, which parses CSV, would otherwise split.
func csvField(text string) string {
	if !strings.ContainsAny(text, ",\"\n") {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}
