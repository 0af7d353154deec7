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

// Figures returns the names of the built-in figures, sorted.
func Figures() []string {
	entries, _ := figureFiles.ReadDir("figures") // the folder is embedded
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".yaml")
	}
	return names
}

// Builtin returns the built-in figure with that name.
func Builtin(name string) (Figure, error) {
	b, err := figureFiles.ReadFile(path.Join("figures", name+".yaml"))
	if err != nil {
		return Figure{}, fmt.Errorf("no figure %q: there is %s", name, strings.Join(Figures(), ", "))
	}
	return ParseFigure(name, b)
}

// ForName returns the built-in figure for a stretch, by its name in any language of the
// built-in routines; nil if there is none.
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
