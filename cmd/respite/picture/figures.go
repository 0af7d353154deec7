package picture

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

// figureFiles has a file for each built-in figure.
//
//go:embed figures
var figureFiles embed.FS

// Figures are the names of the built-in figures, sorted.
func Figures() []string {
	entries, _ := figureFiles.ReadDir("figures") // the folder is embedded
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".yaml")
	}
	return names
}

// Builtin is the built-in figure of that name.
func Builtin(name string) (Figure, error) {
	b, err := figureFiles.ReadFile(path.Join("figures", name+".yaml"))
	if err != nil {
		return Figure{}, fmt.Errorf("no figure %q: there is %s", name, strings.Join(Figures(), ", "))
	}
	return ParseFigure(name, b)
}

// ForName is the built-in figure that shows a stretch of that name, in any of
// the languages that the built-in routines have; nil where there is none.
func ForName(stretch string) *Image {
	same := func(name string) bool { return strings.EqualFold(name, stretch) }
	for _, name := range Figures() {
		f, err := Builtin(name)
		if err == nil && slices.ContainsFunc(f.Names, same) {
			return &Image{Figure: &f, Name: name}
		}
	}
	return nil
}
