package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"
	"sync"

	"respite/script"
)

//go:embed assets/player.html
var playerHTML string

//go:embed assets/player.css
var playerCSS string

//go:embed assets/player.js
var playerJS string

var playerTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("player").Parse(playerHTML)) })

// A Sound is the sound of a page. It is embedded in the page or has an address.
type Sound struct {
	Type  string                // such as audio/mpeg
	Write func(io.Writer) error // writes the file; nil if it has an address
	URL   string
}

// A Link is an extra link on a page.
type Link struct {
	Name, URL string
	File      string // name for saving; empty for a page
}

// player is the data of the template.
type player struct {
	Title, Length, Language, Safety string
	Seconds                         int
	Policy                          string
	Words                           map[string]string
	Poses                           []template.HTML
	First                           int // index of the pose that is visible first
	Links                           []Link
	Head                            template.HTML
	Data                            template.JS
	Style                           template.CSS
}

// WritePlayer writes a page that plays the session. A page with embedded sound is
// self-contained: it works as a local file and loads nothing, and its Content-Security-Policy
// enforces that.
func (s Session) WritePlayer(w io.Writer, sound Sound, links ...Link) error {
	return s.writePlayer(w, sound, "", links)
}

func (s Session) writePlayer(w io.Writer, sound Sound, head template.HTML, links []Link) error {
	p, err := s.player(sound, links)
	if err != nil {
		return err
	}
	p.Head = head
	if head != "" {
		p.Policy = strings.Replace(p.Policy, "img-src ", "img-src 'self' ", 1) + "; manifest-src 'self'; connect-src 'self'; worker-src 'self'"
	}
	var b bytes.Buffer
	if err := playerTemplate().Execute(&b, p); err != nil {
		return err
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return err
	}
	if sound.Write != nil {
		if err := writeSound(w, sound); err != nil {
			return err
		}
	}
	_, err = io.WriteString(w, "<script>"+playerJS+"</script>\n</body>\n</html>\n")
	return err
}

// writeSound writes the sound as base64 into an element that the browser does not execute.
func writeSound(w io.Writer, sound Sound) error {
	if _, err := io.WriteString(w, `<script id="sound" type="text/plain">`); err != nil {
		return err
	}
	enc := base64.NewEncoder(base64.StdEncoding, w)
	if err := sound.Write(enc); err != nil {
		return err
	}
	if err := enc.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(w, "</script>\n")
	return err
}

func (s Session) player(sound Sound, links []Link) (*player, error) {
	g := s.look()
	d, err := s.data(g)
	if err != nil {
		return nil, err
	}
	d.Sound, d.Type = sound.URL, sound.Type
	b, err := json.Marshal(d) // escapes characters that would end the element
	if err != nil {
		return nil, err
	}
	p := &player{
		Title: s.Timeline.Title, Length: script.Clock(s.Timeline.Length), Language: s.Language, Safety: s.Safety,
		Seconds: int(math.Ceil(s.Timeline.Length.Seconds())), Policy: policy(sound), Words: d.Words, Links: links,
		Data: template.JS(b), Style: template.CSS(playerCSS),
	}
	for _, d := range g.poses {
		p.Poses = append(p.Poses, template.HTML(d.HTML))
	}
	return p, nil
}

// policy returns the Content-Security-Policy of the page. It allows only the page's own script
// and style, which it identifies by hash, and its own sound.
func policy(sound Sound) string {
	media := "blob: data:"
	if sound.URL != "" {
		media = "'self' data:"
	}
	return fmt.Sprintf("default-src 'none'; script-src %s; style-src %s; img-src data:; media-src %s; base-uri 'none'; form-action 'none'",
		hashOf(playerJS), hashOf(playerCSS), media)
}

// hashOf returns the hash of a script or style in the form of a Content-Security-Policy.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
