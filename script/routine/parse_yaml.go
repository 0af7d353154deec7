package routine

import (
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// unsupported are the features of YAML that routines do not use. They are never
// resolved, so that nothing can grow larger than the text.
var unsupported = map[token.Type]string{
	token.AnchorType:     "anchors and aliases are not supported: write it out, and put text that starts with & in quotes",
	token.AliasType:      "anchors and aliases are not supported: write it out, and put text that starts with * in quotes",
	token.MergeKeyType:   "merge keys are not supported: write it out",
	token.TagType:        "tags are not supported: leave it out, and put text that starts with ! in quotes",
	token.MappingKeyType: "keys after ? are not supported: write `key: value`, and put text that starts with ? in quotes",
	token.DirectiveType:  "% lines are not supported: leave it out, and put text that starts with % in quotes",
}

// parseYAML returns the body of the text's only document; nil when there is none or
// the YAML is broken.
func (d *decoder) parseYAML(text string) (body ast.Node) {
	defer func() {
		if recover() != nil { // a bug of the library must not end the program
			d.fail(Pos{1, 1, 1}, "this YAML cannot be read")
			body = nil
		}
	}()
	tokens := lexer.Tokenize(text)
	if !d.checkTokens(tokens) {
		return nil
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		if len(d.errs) == 0 { // otherwise the unsupported feature is the cause
			d.failSyntax(err)
		}
		return nil
	}
	return d.document(file)
}

// checkTokens reports unsupported features and exceeded limits, and whether the tokens
// are safe for the parser.
func (d *decoder) checkTokens(tokens token.Tokens) bool {
	var b bounds
	for _, tk := range tokens {
		if why, bad := unsupported[tk.Type]; bad {
			d.fail(spanOf(tk), "%s", why)
		}
		if why := b.add(tk); why != "" {
			d.fail(spanOf(tk), "%s", why)
			return false
		}
	}
	return true
}

// document returns the body of the only document.
func (d *decoder) document(file *ast.File) (body ast.Node) {
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil || doc.Body.Type() == ast.DirectiveType:
		case body != nil:
			d.fail(at(doc.Body), "a second document: a file holds one routine")
			return body
		default:
			body = doc.Body
		}
	}
	return body
}

// spanOf returns the position of a token: its first line, without the space around it.
func spanOf(tk *token.Token) Pos {
	text, _, _ := strings.Cut(strings.TrimSpace(tk.Origin), "\n")
	width := utf8.RuneCountInString(strings.TrimSpace(text))
	return Pos{tk.Position.Line, tk.Position.Column, max(1, width)}
}
