package script

import (
	_ "embed"
	"go/doc/comment"
	"go/parser"
	"go/token"
)

//go:embed doc.go
var docFile string

// Reference returns the documentation of the routine format, the package comment of
// this package, as a document that go/doc/comment formats as text or Markdown.
func Reference() *comment.Doc {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", docFile, parser.PackageClauseOnly|parser.ParseComments)
	if err != nil {
		panic(err) // the file was compiled into this program
	}
	var p comment.Parser
	doc := p.Parse(file.Doc.Text())
	for i, block := range doc.Content {
		if h, ok := block.(*comment.Heading); ok && h.DefaultID() == "hdr-The_routine_format" {
			doc.Content = doc.Content[i:]
			break
		}
	}
	return doc
}
