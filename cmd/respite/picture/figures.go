package picture

import (
	"embed"
	"fmt"
	"path"
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
