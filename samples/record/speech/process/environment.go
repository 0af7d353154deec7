package process

import (
	"os"
	"slices"
	"strings"
)

// KeyVariable is the environment variable with the key of a server. A variable keeps the key
// out of the shell history and the list of processes.
const KeyVariable = "RESPITE_TTS_KEY"

// Environ returns the environment of this process without the key of a server. All external
// programs get this environment.
func Environ() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return strings.EqualFold(name, KeyVariable) // Windows ignores case
	})
}
