package folders

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// IsPath tells whether a name contains a folder. Windows has two path separators.
func IsPath(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return r < utf8.RuneSelf && os.IsPathSeparator(uint8(r)) })
}

// LooksLikeFile tells whether a word is meant as a file: it has a folder or an extension.
func LooksLikeFile(name string) bool {
	return IsPath(name) || filepath.Ext(name) != ""
}

// IsFolder tells whether a folder of this name exists.
func IsFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// IsRegular tells whether a regular file of this name exists.
func IsRegular(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular()
}
