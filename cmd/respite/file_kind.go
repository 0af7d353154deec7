package main

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// isPath tells whether a name contains a folder. Windows has two path separators.
func isPath(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return r < utf8.RuneSelf && os.IsPathSeparator(uint8(r)) })
}

func looksLikeFile(name string) bool {
	return isPath(name) || filepath.Ext(name) != ""
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func isRegular(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular()
}
