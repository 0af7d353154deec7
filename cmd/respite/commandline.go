package main

import (
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// commandAt returns the command that plays the routine with the same flags from a time on.
func commandAt(routine string, flags *pflag.FlagSet) func(at time.Duration) string {
	words := []string{"respite", "play", shellWord(routine)}
	flags.Visit(func(f *pflag.Flag) {
		if f.Name != "from" {
			words = append(words, flagWords(f)...)
		}
	})
	return func(at time.Duration) string {
		return strings.Join(append(words[:len(words):len(words)], "--from="+clockText(at)), " ")
	}
}

// flagWords are the words that set a flag to its value.
func flagWords(f *pflag.Flag) []string {
	list, ok := f.Value.(pflag.SliceValue)
	if !ok {
		return []string{"--" + f.Name + "=" + shellWord(f.Value.String())}
	}
	var words []string
	for _, value := range list.GetSlice() {
		words = append(words, "--"+f.Name+"="+shellWord(csvField(value)))
	}
	return words
}

// csvField quotes a value in which a list flag, which reads CSV, would see more than one.
func csvField(text string) string {
	if !strings.ContainsAny(text, ",\"\n") {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// shellWord quotes what a shell would not take as one word.
func shellWord(text string) string {
	if text != "" && !strings.ContainsAny(text, " \t\n'\"\\$`&|;<>()*?[]{}#~!") {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
