package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/script/routines"
)

func newNew(std cli.Streams) *cobra.Command {
	var language string
	cmd := &cobra.Command{
		Use:   "new [FILE]",
		Short: "write a documented example routine",
		Long: `New writes an example routine with explanations to FILE, or - for standard
output. The default is my-routine.yaml. It never replaces a file.

With --stock it writes respite's own phrases for a new language to fill in, to
stock/LANGUAGE.yaml or FILE.`,
		Example: `  respite new evening.yaml
  respite new --stock nl`,
		Args: cli.Takes(0, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := ""
			if len(args) > 0 {
				name = args[0]
			}
			if cmd.Flags().Changed("stock") {
				return writeStock(language, name, std)
			}
			name = cmp.Or(name, "my-routine.yaml")
			if name == "-" {
				_, err := std.Out.Write(routines.Example())
				return err
			}
			if err := writeNew(name, routines.Example()); err != nil {
				return err
			}
			clean.Fprintf(std.Out, "%s: written; edit it, then respite check %s\n", name, name)
			return nil
		},
	}
	cmd.Flags().StringVar(&language, "stock", "", "write the phrases of a `LANGUAGE` to fill in, such as nl")
	return cmd
}

// writeNew writes a complete file, or none, and fails if the name exists.
func writeNew(name string, b []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return hint.With(fmt.Errorf("%s: already exists", name), "give another name: respite new FILE")
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
