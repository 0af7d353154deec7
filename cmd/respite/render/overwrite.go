package render

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/output"
)

// MayReplace returns an error for an existing file that respite did not write, unless the user
// at the terminal agrees to replace it.
func MayReplace(name string, std cli.Streams) error {
	foreign, err := output.IsForeign(name)
	if err != nil {
		return hint.Plain(err)
	}
	if !foreign {
		return nil
	}
	if in, ok := std.In.(*os.File); ok && clean.IsTerminal(in) && clean.IsTerminal(std.Err) {
		clean.Fprintf(std.Err, "respite: %s was not written by respite; replace it? [y/N] ", name)
		answer, _ := bufio.NewReader(in).ReadString('\n') // an empty answer means no
		if strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "y") {
			return nil
		}
		return fmt.Errorf("%s: not replaced", name)
	}
	return hint.With(fmt.Errorf("%s: was not written by respite, so it is not replaced", name), "give another name, or add --force to replace it")
}
