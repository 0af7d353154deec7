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

// The path of a line in ARCHITECTURE.md has at most a dozen steps, and the code has every name
// in it: `package.Name`, `type.method` or `Name`.
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

// A package exports at most 25 top-level names, so that its API is easy to survey. On other
// systems it may export fewer.
func TestExportedNames(t *testing.T) {
	names := map[string]map[string]bool{} // by folder
	eachFile(t, "../..", func(path string, file *ast.File) {
		folder := filepath.Dir(path)
		if names[folder] == nil {
			names[folder] = map[string]bool{}
		}
		for _, name := range topNames(file) {
			if ast.IsExported(name) {
				names[folder][name] = true
			}
		}
	})
	if len(names) < 20 {
		t.Errorf("%d packages were found", len(names))
	}
	for folder, all := range names {
		if len(all) > 25 {
			t.Errorf("%s has %d exported names", folder, len(all))
		}
	}
}

// topNames returns the names that a file declares at the top level, without methods.
func topNames(file *ast.File) (names []string) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				names = append(names, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					names = append(names, s.Name.Name)
				case *ast.ValueSpec:
					for _, n := range s.Names {
						names = append(names, n.Name)
					}
				}
			}
		}
	}
	return names
}

// eachFile parses every Go file below a folder, except tests.
func eachFile(t *testing.T, root string, use func(path string, file *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err == nil {
			use(path, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// declared returns the functions, methods and types below a folder, as Name, package.Name,
// type.method and package.type.method.
func declared(t *testing.T, root string) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	note := func(file *ast.File, name string) { known[name], known[file.Name.Name+"."+name] = true, true }
	eachFile(t, root, func(_ string, file *ast.File) {
		for _, name := range topNames(file) {
			note(file, name)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
				note(file, receiver(f)+"."+f.Name.Name)
			}
		}
	})
	return known
}

// receiver returns the type name of a method's receiver.
func receiver(d *ast.FuncDecl) string {
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
