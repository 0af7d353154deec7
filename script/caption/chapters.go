package caption

import (
	"encoding/json"
	"io"

	"respite/script"
)

// Chapters writes the chapters as JSON chapters 1.2 (Podcasting 2.0 namespace, "JSON
// Chapters Format", 2020), with times in seconds.
func Chapters(w io.Writer, t *script.Timeline) error {
	type chapter struct {
		Start float64 `json:"startTime"`
		Title string  `json:"title"`
	}
	out := struct {
		Version  string    `json:"version"`
		Title    string    `json:"title"`
		Chapters []chapter `json:"chapters"`
	}{Version: "1.2.0", Title: t.Title, Chapters: []chapter{}}
	for _, c := range t.Chapters {
		out.Chapters = append(out.Chapters, chapter{c.At.Seconds(), c.Title})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
