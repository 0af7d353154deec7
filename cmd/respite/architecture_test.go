package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The way of a line in ARCHITECTURE.md has at most a dozen steps, and what it names is
// there: `package.Name`, `type.method` or `Name`.
func TestArchitecture(t *testing.T) {
	text, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	steps := regexp.MustCompile(`(?m)^\d+\. .*$`).FindAllString(string(text), -1)
	if len(steps) < 5 || len(steps) > 12 {
		t.Errorf("it has %d steps", len(steps))
	}
	known := declared(t, "../..")
	for _, step := range steps {
		for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(step, -1) {
			if name := m[1]; strings.Contains(name, "/") {
				if _, err := os.Stat(filepath.Join("../..", name)); err != nil {
					t.Errorf("there is no folder %s", name)
				}
			} else if !known[name] {
				t.Errorf("there is no %s", name)
			}
		}
	}
}

// declared are the functions, methods and types below a folder: Name, package.Name,
// type.method and package.type.method.
func declared(t *testing.T, root string) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	note := func(file *ast.File, name string) { known[name], known[file.Name.Name+"."+name] = true, true }
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				note(file, strings.TrimPrefix(receiver(d)+"."+d.Name.Name, "."))
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok {
						note(file, s.Name.Name)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// receiver is the name of a method's type; empty for a function.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	of := d.Recv.List[0].Type
	if p, ok := of.(*ast.StarExpr); ok {
		of = p.X
	}
	if g, ok := of.(*ast.IndexExpr); ok {
		of = g.X
	}
	name, _ := of.(*ast.Ident)
	if name == nil {
		return ""
	}
	return name.Name
}
