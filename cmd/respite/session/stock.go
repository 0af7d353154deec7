package session

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/script/routine"
	"respite/script/routines"
	"respite/script/stock"
)

// PhrasesFor returns the stock phrases for a routine. It looks for stock/LANGUAGE.yaml beside
// the routine, then in the user's data folder. Nil means the bundled phrases.
func PhrasesFor(r *routine.Routine, name string) (*stock.Phrases, error) {
	if slices.Contains(routines.Names(), name) {
		return nil, nil
	}
	return PhrasesIn(r.Language, phrasesFolders(name)...)
}

// PhrasesFile returns the user's file with the stock phrases for a routine in a language; empty
// if the bundled phrases apply.
func PhrasesFile(language, name string) string {
	return phrasesFile(language, phrasesFolders(name)...)
}

// phrasesFolders returns the folders that may hold the stock phrases for a routine.
func phrasesFolders(name string) []string {
	return []string{filepath.Join(FolderOf(name), folders.Stock), folders.StockPhrases()}
}

// PhrasesIn returns the phrases of a language from the first folder that has them; nil means
// the bundled ones. It skips empty names.
func PhrasesIn(language string, in ...string) (*stock.Phrases, error) {
	if file := phrasesFile(language, in...); file != "" {
		base, _, _ := strings.Cut(language, "-")
		return readPhrases(file, base)
	}
	_, err := stock.For(language)
	return nil, err
}

// phrasesFile returns the file with the phrases of a language in the first folder that has
// one; empty if none has.
func phrasesFile(language string, in ...string) string {
	base, _, _ := strings.Cut(language, "-")
	for _, folder := range in {
		for _, name := range slices.Compact([]string{language, base}) {
			if file := filepath.Join(folder, name+".yaml"); folder != "" && folders.IsRegular(file) {
				return file
			}
		}
	}
	return ""
}

// readPhrases reads a file of phrases in a language.
func readPhrases(file, base string) (*stock.Phrases, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, hint.Plain(err)
	}
	defer f.Close()
	text, err := readAtMost(f)
	if err != nil {
		return nil, err
	}
	p, err := stock.Parse(file, text)
	if err != nil {
		return nil, err
	}
	if is, _, _ := strings.Cut(p.Language(), "-"); is != base {
		return nil, fmt.Errorf("%s: contains language: %s, but its name says %s", file, p.Language(), base)
	}
	return p, nil
}
