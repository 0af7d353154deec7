package page

import (
	_ "embed"
	"encoding/json"
	"maps"
	"sync"
)

// wordsFile has the words of the page itself, by language and key.
//
//go:embed assets/words.json
var wordsFile []byte

var words = sync.OnceValue(func() map[string]map[string]string {
	var all map[string]map[string]string
	if err := json.Unmarshal(wordsFile, &all); err != nil {
		all = map[string]map[string]string{} // a test reads the file
	}
	return all
})

// wordsOf returns the page's texts in a language, or in English if there is no translation.
func wordsOf(language string) map[string]string {
	w := maps.Clone(words()["en"])
	maps.Copy(w, words()[base(language)])
	return w
}
