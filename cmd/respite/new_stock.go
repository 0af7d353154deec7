package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/script/stock"
)

// writeStock writes a file of empty phrases to fill in.
func writeStock(language, name string, std cli.Streams) error {
	text, err := stock.Template(language)
	if err != nil {
		return hint.Usage(err, "--stock takes the code of a language")
	}
	if name == "-" {
		_, err := std.Out.Write(text)
		return err
	}
	if name == "" {
		name = filepath.Join(folders.Stock, language+".yaml")
		if err := os.Mkdir(folders.Stock, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return hint.Plain(err)
		}
	}
	if err := writeNew(name, text); err != nil {
		return err
	}
	clean.Fprintf(std.Out, "%s: written; fill it in. Routines beside the folder %s use it, and all of yours do once it is in\n%s\n", name, folders.Stock, folders.StockPhrases())
	return nil
}
