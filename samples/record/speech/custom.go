package speech

import (
	"errors"
	"strings"
)

// custom is the prefix of an engine that is a command of the user.
const custom = "command:"

// installIt is the advice for a command whose program is not found.
const installIt = "install it, or give its full path"

// newCustom returns an engine for a user's command. Its speed cannot be changed.
func newCustom(template string) (Engine, error) {
	words, err := split(template)
	if err != nil {
		return nil, err
	}
	return Program{Words: words, Name: "command " + strings.Join(words, " "), Where: installIt}, nil
}

// split splits a command at spaces. Text in single or double quotes is one word; no other
// characters are special.
func split(command string) (words []string, err error) {
	var word strings.Builder
	quote, inside := rune(0), false // the open quote, and whether a word has begun
	end := func() {
		if inside {
			words = append(words, word.String())
		}
		word.Reset()
		inside = false
	}
	for _, r := range command {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			quote, inside = r, true
		case r == ' ' || r == '\t':
			end()
		default:
			word.WriteRune(r)
			inside = true
		}
	}
	end()
	switch {
	case quote != 0:
		return nil, errors.New("the command has a quote that is not closed")
	case len(words) == 0 || words[0] == "":
		return nil, errors.New("the command is empty: write command: and its words, for instance command:my-voice {text} {out}")
	}
	return words, nil
}
