package page

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"sync"

	"golang.org/x/text/language"

	"respite/cmd/respite/picture"
)

//go:embed assets/index.html
var indexHTML string

//go:embed assets/index.css
var indexCSS string

//go:embed assets/index.js
var indexJS string

var indexTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("index").Parse(indexHTML)) })

// index is the data of the first page.
type index struct {
	Menu
	Words    map[string]string
	Style    template.CSS
	Script   template.JS
	Policy   string
	Kept     []episode
	Feed     bool
	Pictures map[string]template.HTML // by stretch
	Data     template.JS
}

// serveIndex serves the page on which a listener chooses a session.
func (s *Server) serveIndex(w http.ResponseWriter, r *http.Request) {
	words := wordsOf(preferred(r.Header.Get("Accept-Language")))
	data, err := json.Marshal(words)
	if err != nil {
		s.failWith(w, err)
		return
	}
	p := index{
		Menu: s.Studio.Menu(), Words: words, Style: template.CSS(indexCSS), Script: template.JS(indexJS),
		Kept: s.episodes(), Feed: s.root != nil, Pictures: map[string]template.HTML{}, Data: template.JS(data),
		Policy: fmt.Sprintf("default-src 'none'; script-src %s; style-src %s; img-src 'self' data:; media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'",
			hashOf(indexJS), hashOf(indexCSS)),
	}
	for _, m := range p.Routines {
		for _, name := range m.Stretches {
			if image := picture.ForName(name); image != nil {
				p.Pictures[name] = template.HTML(image.Figure.Draw(0, m.Language).Inline())
			}
		}
	}
	var b bytes.Buffer
	if err := indexTemplate().Execute(&b, p); err != nil {
		s.failWith(w, err)
		return
	}
	write(w, "text/html; charset=utf-8", b.Bytes())
}

// preferred returns the first language of the browser that the page supports.
func preferred(accept string) string {
	if len(accept) > 200 {
		return "en"
	}
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil {
		return "en"
	}
	for _, t := range tags {
		if b, _ := t.Base(); words()[b.String()] != nil {
			return b.String()
		}
	}
	return "en"
}
