package record

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// longest is how much of a line's text its file name may show, in bytes.
const longest = 40

// fileName is the name of a line's file with its extension: its first words, for
// the reader, and a hash of all of it, so that two lines never share a file and
// no name depends on the other lines.
func fileName(text, extension string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(text, "'", "")), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	name := ""
	for _, w := range words {
		if len(name)+len(w) >= longest {
			break
		}
		name += w + "-"
	}
	hash := sha256.Sum256([]byte(text))
	return name + hex.EncodeToString(hash[:4]) + extension
}
