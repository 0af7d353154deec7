package record

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// longest limits the part of a line's text in its file name, in bytes.
const longest = 40

// fileName returns the file name of a line with its extension. It consists of the first words,
// for people, and a hash of the whole text, so that two lines never share a file and no name
// depends on other lines.
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
