package speech

import (
	"encoding/base64"
	"encoding/hex"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// A secret is the key of a server. It prints as an ellipsis.
type secret string

func (secret) String() string   { return "…" }
func (secret) GoString() string { return "…" }

// withheld replaces a text in which the key cannot be hidden.
const withheld = "(withheld: it contains the key)"

// hiddenIn returns a text of the server without the key. If the text contains the key encoded,
// in pieces or truncated, hiddenIn withholds the whole text.
func (s secret) hiddenIn(text string) string {
	if s == "" {
		return text
	}
	text = strings.ReplaceAll(text, string(s), "…")
	for _, reading := range readings(text) {
		if s.showsIn(reading) {
			return withheld
		}
	}
	return text
}

// showsIn tells whether a text contains eight consecutive characters of the key, or the whole
// of a shorter key. It ignores spaces and case.
func (s secret) showsIn(text string) bool {
	const piece = 8
	key, text := strings.ToLower(string(s)), strings.ToLower(strings.Join(strings.Fields(text), ""))
	for i := 0; i == 0 || i+piece <= len(key); i++ {
		if strings.Contains(text, key[i:min(i+piece, len(key))]) {
			return true
		}
	}
	return false
}

// readings returns a text and its decodings, decoded up to twice.
func readings(text string) []string {
	all := []string{text}
	for range 2 {
		for _, t := range all {
			all = append(all, decodings(t)...)
		}
	}
	return all
}

// The patterns of encoded text.
var (
	base64Run = regexp.MustCompile(`[A-Za-z0-9+/_-]{8,}`)
	hexRun    = regexp.MustCompile(`[0-9A-Fa-f]{8,}`)
	escapes   = regexp.MustCompile(`(?:\\u00|\\x|%)([0-9A-Fa-f]{2})`)
)

// decodings returns the possible decodings of a text: percent encoding, JSON escapes, HTML
// entities, base64 and hexadecimal. The list is empty if there is none.
func decodings(text string) (found []string) {
	add := func(decoded string) {
		if decoded != text && decoded != "" {
			found = append(found, decoded)
		}
	}
	add(escapes.ReplaceAllStringFunc(text, func(e string) string {
		c, _ := strconv.ParseUint(e[len(e)-2:], 16, 8) // two hexadecimal digits always parse
		return string(rune(c))
	}))
	if plus, err := url.QueryUnescape(text); err == nil {
		add(plus)
	}
	add(html.UnescapeString(text))
	joined := strings.Join(strings.Fields(text), "")
	for _, run := range base64Run.FindAllString(joined, -1) {
		run = strings.NewReplacer("-", "+", "_", "/").Replace(run)
		for skip := range 4 { // the match may start with characters that do not belong to the encoding
			whole := run[min(skip, len(run)):]
			b, _ := base64.RawStdEncoding.DecodeString(whole[:len(whole)/4*4+rest(len(whole)%4)])
			add(string(b))
		}
	}
	for _, run := range hexRun.FindAllString(joined, -1) {
		for skip := range 2 {
			b, _ := hex.DecodeString(run[skip : skip+(len(run)-skip)/2*2])
			add(string(b))
		}
	}
	return found
}

// rest returns how many characters after complete groups of four are base64. A single one is
// not.
func rest(n int) int {
	if n == 1 {
		return 0
	}
	return n
}
