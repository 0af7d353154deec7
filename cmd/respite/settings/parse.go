package settings

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"respite/script/routine"
)

// An entry is one line of a settings file.
type entry struct {
	file   string
	text   string
	place  routine.Pos
	source string // the complete line
}

func (e *entry) mistake(message string) *routine.Error {
	return &routine.Error{File: e.file, Line: e.place.Line, Column: e.place.Column, Width: e.place.Width, Source: e.source, Message: message}
}

// parse parses a YAML mapping of flags to values. A value is a scalar or, for a flag that
// takes several, a list of scalars.
func parse(file, text string, known []string) (map[string]*entry, error) {
	f, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		return nil, syntaxError(file, text, err)
	}
	r := reader{file: file, lines: strings.Split(text, "\n"), entries: map[string]*entry{}}
	for _, doc := range f.Docs {
		switch body := doc.Body.(type) {
		case nil, *ast.CommentGroupNode, *ast.NullNode:
		case *ast.MappingNode:
			for _, pair := range body.Values {
				r.pair(pair, known)
			}
		case *ast.MappingValueNode:
			r.pair(body, known)
		default:
			r.wrong(body.GetToken(), "the settings are lines such as voice: NAME")
		}
	}
	if len(r.mistakes) > 0 {
		return nil, r.mistakes
	}
	return r.entries, nil
}

// A reader collects the entries and the mistakes of a file.
type reader struct {
	file     string
	lines    []string
	entries  map[string]*entry
	mistakes routine.ErrorList
}

func (r *reader) pair(pair *ast.MappingValueNode, known []string) {
	key := pair.Key.GetToken()
	switch name := key.Value; {
	case !slices.Contains(known, name):
		r.wrong(key, "unknown setting %q: respite config shows what there is", name)
	case r.entries[name] != nil:
		r.wrong(key, "%s is set twice", name)
	default:
		text, ok := valueText(pair.Value)
		if !ok {
			r.wrong(key, "%s needs a value", name)
			return
		}
		r.entries[name] = r.entry(pair.Value.GetToken(), text)
	}
}

// valueText returns a value in the form of the command line.
func valueText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.SequenceNode:
		var texts []string
		for _, v := range n.Values {
			text, ok := valueText(v)
			if !ok {
				return "", false
			}
			texts = append(texts, text)
		}
		return strings.Join(texts, ","), len(texts) > 0
	case *ast.NullNode, *ast.MappingNode, *ast.MappingValueNode, *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		return "", false
	case ast.ScalarNode:
		text := n.GetToken().Value
		return text, text != ""
	}
	return "", false
}

func (r *reader) entry(t *token.Token, text string) *entry {
	e := &entry{file: r.file, text: text, place: routine.Pos{Line: t.Position.Line, Column: t.Position.Column, Width: max(1, len([]rune(t.Value)))}}
	if i := e.place.Line - 1; i < len(r.lines) {
		e.source = r.lines[i]
	}
	return e
}

func (r *reader) wrong(t *token.Token, format string, args ...any) {
	r.mistakes = append(r.mistakes, r.entry(t, "").mistake(fmt.Sprintf(format, args...)))
}

// syntaxError converts an error of the YAML library, with its position.
func syntaxError(file, text string, err error) error {
	var y yaml.Error
	if !errors.As(err, &y) || y.GetToken() == nil {
		return fmt.Errorf("%s: not YAML", file)
	}
	r := reader{file: file, lines: strings.Split(text, "\n")}
	return routine.ErrorList{r.entry(y.GetToken(), "").mistake(y.GetMessage())}
}
