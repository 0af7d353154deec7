package live

import (
	"fmt"
	"strings"
)

// A key is a key on the keyboard and its action.
type key struct {
	name  string
	about string
	codes []string // byte sequences from the terminal; none is a prefix of another
	do    command
}

// keys are all keys in the order of the help.
var keys = []key{
	{"space", "pause, or continue", []string{" "}, Controls.Toggle},
	{"n, right", "next stretch", []string{"n", "\x1b[C", "\x1bOC"}, Controls.Next},
	{"p, left", "previous one, or the start", []string{"p", "\x1b[D", "\x1bOD"}, Controls.Previous},
	{"r", "this stretch again", []string{"r"}, Controls.Repeat},
	{"l", "say the last line again", []string{"l"}, Controls.RepeatLine},
	{".", "say where we are", []string{"."}, Controls.SayWhere},
	{"+, up", "louder", []string{"+", "=", "\x1b[A", "\x1bOA"}, Controls.Louder},
	{"-, down", "softer", []string{"-", "\x1b[B", "\x1bOB"}, Controls.Softer},
	{"?", "show or hide the keys", []string{"?"}, Controls.ShowKeys},
	{"q", "stop, and print how to continue", []string{"q"}, Controls.Quit},
	{"Ctrl-C", "stop at once", []string{"\x03"}, Controls.Interrupt},
}

// Keys returns one line of help for each key.
func Keys() []string {
	lines := make([]string, len(keys))
	for i, k := range keys {
		lines[i] = fmt.Sprintf("%-10s%s", k.name, k.about)
	}
	return lines
}

// commandsOf returns the commands for typed keys in order. It ignores unknown keys.
func commandsOf(typed string) []command {
	var commands []command
	for typed != "" {
		do, length := firstCommand(typed)
		if do != nil {
			commands = append(commands, do)
		}
		typed = typed[length:]
	}
	return commands
}

// firstCommand returns the command of the first key in typed, or nil for an unknown key, and
// the length of the key's byte sequence.
func firstCommand(typed string) (do command, length int) {
	for _, k := range keys {
		for _, code := range k.codes {
			if strings.HasPrefix(typed, code) {
				return k.do, len(code)
			}
		}
	}
	return nil, unknownKey(typed)
}

// unknownKey returns the length of the byte sequence of an unknown key. A control sequence
// ends with its first letter or tilde (ECMA-48, 5.4).
func unknownKey(typed string) int {
	if !strings.HasPrefix(typed, "\x1b[") && !strings.HasPrefix(typed, "\x1bO") {
		return 1
	}
	for i := 2; i < len(typed); i++ {
		if typed[i] >= '@' && typed[i] <= '~' {
			return i + 1
		}
	}
	return len(typed)
}
