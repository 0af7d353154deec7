package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"respite/cmd/respite/hint"
	"respite/script/routines"
)

func newNew(std streams) *cobra.Command {
	return &cobra.Command{
		Use:   "new [FILE]",
		Short: "write a documented example routine",
		Long: `New writes an example routine that explains itself to FILE, my-routine.yaml
when left out, or - for standard output. A file that is there stays as it is.`,
		Example: "  respite new evening.yaml",
		Args:    takes(0, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := "my-routine.yaml"
			if len(args) > 0 {
				name = args[0]
			}
			if name == "-" {
				_, err := std.out.Write(routines.Example())
				return err
			}
			if err := writeNew(name, routines.Example()); err != nil {
				return err
			}
			fmt.Fprintf(std.out, "%s: written; edit it, then respite check %s\n", name, name)
			return nil
		},
	}
}

// writeNew writes a file under a name that must be free, whole or not at all.
func writeNew(name string, b []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return hint.With(fmt.Errorf("%s: is there already", name), "give another name: respite new FILE")
	}
	if err != nil {
		return hint.Plain(err)
	}
	_, err = f.Write(b)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(name)
	}
	return hint.Plain(err)
}
