package tag

import "golang.org/x/text/language"

// ISO639 returns the three-letter code of the language (ISO 639-3, which for single
// languages equals ISO 639-2/T), or an empty string.
func (t Tags) ISO639() string {
	parsed, err := language.Parse(t.Language)
	if err != nil || t.Language == "" {
		return ""
	}
	base, _ := parsed.Base()
	return base.ISO3()
}
