package tag

import "golang.org/x/text/language"

// ISO639 is the language as three letters (ISO 639-3, which for single languages
// are those of ISO 639-2/T), or empty.
func (t Tags) ISO639() string {
	parsed, err := language.Parse(t.Language)
	if err != nil || t.Language == "" {
		return ""
	}
	base, _ := parsed.Base()
	return base.ISO3()
}
