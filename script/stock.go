package script

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

//go:embed stock/*.yaml
var stockFiles embed.FS

// defaultLanguage is a routine's when it names none.
const defaultLanguage = "en"

// A phrase is a stock line by form: both, right and left for a side of the
// body; one, other and many for a number.
type phrase map[string]string

// stock is what respite says by itself in one language.
type stock struct {
	Language string
	Titles   map[string]string // of the chapters that are no stretch; not spoken
	Numbers  []string          // from one upwards
	Lines    map[string]phrase
}

// stockFor reads the stock phrases of a language.
func stockFor(language string) (*stock, error) {
	b, err := stockFiles.ReadFile(path.Join("stock", language+".yaml"))
	if err != nil {
		return nil, fmt.Errorf("no phrases for the language %q: there is %s", language, strings.Join(languages(), ", "))
	}
	var s stock
	if err := yaml.UnmarshalWithOptions(b, &s, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("stock phrases %s: %w", language, err)
	}
	return &s, nil
}

// languages are the languages that have stock phrases, sorted.
func languages() []string {
	files, _ := stockFiles.ReadDir("stock") // an embedded folder is always there
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = strings.TrimSuffix(f.Name(), ".yaml")
	}
	return names
}

// sided is the phrase for a side, or for both where it has no sides.
func (s *stock) sided(key string, side Side) string {
	if text, ok := s.Lines[key][string(side)]; ok {
		return text
	}
	return s.Lines[key]["both"]
}

// counted is the phrase for n things.
func (s *stock) counted(key string, n int) string {
	switch forms := s.Lines[key]; {
	case n == 1:
		return forms["one"]
	case n <= len(s.Numbers):
		return strings.ReplaceAll(forms["other"], "{n}", s.Numbers[n-1])
	default:
		return forms["many"]
	}
}

// all is every line that the phrases can become.
func (s *stock) all() []string {
	var lines []string
	for key, forms := range s.Lines {
		for form, text := range forms {
			if form != "other" {
				lines = append(lines, text)
			}
		}
		if _, counts := forms["other"]; counts {
			for n := range s.Numbers {
				lines = append(lines, s.counted(key, n+1))
			}
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}
