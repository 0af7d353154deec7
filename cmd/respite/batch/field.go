package batch

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// field matches a field such as {name} in a text.
var field = regexp.MustCompile(`\{([\p{L}_][\p{L}\p{N}_ -]*)\}`)

// fieldName returns the name of the field in a column; empty if the column is not a field.
func fieldName(column string) string {
	if m := field.FindStringSubmatch(column); m != nil && m[0] == column {
		return m[1]
	}
	return ""
}

// FieldsIn returns the names of the fields in a text.
func FieldsIn(text string) []string {
	var names []string
	for _, m := range field.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return names
}

// Fill replaces the fields in a text with the values of the row. A field that the plan does
// not have is an error.
func (r Row) Fill(text string) (string, error) {
	var err error
	filled := field.ReplaceAllStringFunc(text, func(f string) string {
		value, ok := r.Fields[fieldName(f)]
		if !ok {
			err = fmt.Errorf("the plan has no column %s", f)
		}
		return value
	})
	return filled, err
}

// checkOutput checks that a track's file lies inside the folder of the batch.
func checkOutput(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return errors.New("output is empty")
	case strings.ContainsAny(name, "\\\x00\n\r"):
		return fmt.Errorf("%q is not a file name: separate folders by /", name)
	case !filepath.IsLocal(filepath.FromSlash(name)):
		return fmt.Errorf("%q leaves the folder of the batch", name)
	case strings.HasPrefix(filepath.Base(name), manifestPrefix):
		return fmt.Errorf("%q is the name of a manifest", name)
	}
	return nil
}
