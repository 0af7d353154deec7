package page

import (
	"encoding/xml"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// audioTypes are the types of files that become episodes.
var audioTypes = map[string]string{
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".m4b": "audio/mp4", ".opus": "audio/ogg", ".ogg": "audio/ogg", ".flac": "audio/flac", ".wav": "audio/wav",
}

// textTypes are the types of text files beside an episode.
var textTypes = map[string]string{
	".vtt": "text/vtt; charset=utf-8", ".srt": "application/x-subrip", ".lrc": "text/plain; charset=utf-8",
	".json": "application/json+chapters", ".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".html": "text/html; charset=utf-8",
}

// mostEpisodes limits how many files of a folder are listed.
const mostEpisodes = 1000

// An episode is a session file in the folder.
type episode struct {
	Name, Title string
	Type        string
	Size        int64
	At          time.Time
	Beside      []string // names of its text files
}

// episodes returns the sessions in the folder, the newest first.
func (s *Server) episodes() []episode {
	if s.root == nil {
		return nil
	}
	entries, err := fs.ReadDir(s.root.FS(), ".")
	if err != nil {
		return nil
	}
	var all []episode
	for _, e := range entries {
		info, err := e.Info()
		kind := audioTypes[strings.ToLower(path.Ext(e.Name()))]
		if kind == "" || err != nil || !info.Mode().IsRegular() || !isShown(e.Name()) || len(all) == mostEpisodes {
			continue
		}
		all = append(all, episode{e.Name(), titleOf(e.Name()), kind, info.Size(), info.ModTime(), beside(entries, e.Name())})
	}
	slices.SortStableFunc(all, func(a, b episode) int { return b.At.Compare(a.At) })
	return all
}

// beside returns the text files that have the same name as a sound file.
func beside(entries []fs.DirEntry, name string) []string {
	var all []string
	for _, e := range entries {
		ext := path.Ext(e.Name())
		if textTypes[strings.ToLower(ext)] != "" && strings.TrimSuffix(e.Name(), ext) == strings.TrimSuffix(name, path.Ext(name)) {
			all = append(all, e.Name())
		}
	}
	return all
}

// isShown rejects hidden files, and names that XML or an address cannot contain.
func isShown(name string) bool {
	return !strings.HasPrefix(name, ".") && utf8.ValidString(name) && !strings.ContainsFunc(name, unicode.IsControl)
}

// titleOf makes a title from a file name, for example Evening stretch from
// evening-stretch.mp3.
func titleOf(name string) string {
	title := strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, strings.TrimSuffix(name, path.Ext(name)))
	first, n := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[n:]
}

// serveFile serves one file of the folder.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	ext := strings.ToLower(path.Ext(name))
	kind := audioTypes[ext] + textTypes[ext]
	f, err := s.root.Open(name)
	if err != nil || kind == "" || !isShown(name) || strings.ContainsAny(name, `/\`) {
		if err == nil {
			f.Close()
		}
		fail(w, http.StatusNotFound, "there is no such session")
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		fail(w, http.StatusNotFound, "there is no such session")
		return
	}
	leave, ok := enter(w, s.listeners)
	if !ok {
		return
	}
	defer leave()
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Security-Policy", "sandbox allow-scripts allow-downloads")
	if strings.Contains(r.Header.Get("Range"), ",") {
		r.Header.Del("Range")
	}
	http.ServeContent(newSlowWriter(w), r, "", info.ModTime(), f)
}

// The feed: RSS 2.0 with the elements of iTunes and of Podcasting 2.0.
type rss struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	ITunes  string   `xml:"xmlns:itunes,attr"`
	Podcast string   `xml:"xmlns:podcast,attr"`
	Atom    string   `xml:"xmlns:atom,attr"`
	Channel channel  `xml:"channel"`
}

type channel struct {
	Self        href     `xml:"atom:link"`
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	Description string   `xml:"description"`
	Language    string   `xml:"language"`
	Author      string   `xml:"itunes:author"`
	Explicit    string   `xml:"itunes:explicit"`
	Image       href     `xml:"itunes:image"`
	Category    category `xml:"itunes:category"`
	Locked      string   `xml:"podcast:locked"`
	Items       []item   `xml:"item"`
}

type href struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
}

type category struct {
	Text string `xml:"text,attr"`
}

type item struct {
	Title       string     `xml:"title"`
	GUID        guid       `xml:"guid"`
	PubDate     string     `xml:"pubDate"`
	Description string     `xml:"description"`
	Enclosure   enclosure  `xml:"enclosure"`
	Transcripts []resource `xml:"podcast:transcript"`
	Chapters    *resource  `xml:"podcast:chapters"`
}

type guid struct {
	Text      string `xml:",chardata"`
	Permalink string `xml:"isPermaLink,attr"`
}

type enclosure struct {
	URL    string `xml:"url,attr"`
	Length int64  `xml:"length,attr"`
	Type   string `xml:"type,attr"`
}

type resource struct {
	URL  string `xml:"url,attr"`
	Type string `xml:"type,attr"`
}

// serveFeed serves the folder as a podcast.
func (s *Server) serveFeed(w http.ResponseWriter, r *http.Request) {
	home := s.home(r)
	f := rss{
		Version: "2.0", ITunes: "http://www.itunes.com/dtds/podcast-1.0.dtd", Podcast: "https://podcastindex.org/namespace/1.0", Atom: "http://www.w3.org/2005/Atom",
		Channel: channel{
			Self: href{home + "feed.xml", "self", "application/rss+xml"}, Title: "respite", Link: home,
			Description: "Voice-guided stretching and breathing sessions. " + s.Studio.Menu().Safety + ".", Language: "en",
			Author: "respite", Explicit: "false", Image: href{Href: home + "icon-512.png"}, Category: category{"Health & Fitness"}, Locked: "no",
		},
	}
	for _, k := range s.episodes() {
		f.Channel.Items = append(f.Channel.Items, itemOf(home, k))
	}
	b, err := xml.MarshalIndent(f, "", "  ")
	if err != nil {
		s.failWith(w, err)
		return
	}
	write(w, "application/rss+xml; charset=utf-8", append([]byte(xml.Header), b...))
}

func itemOf(home string, k episode) item {
	file := func(name string) string { return home + "files/" + url.PathEscape(name) }
	it := item{
		Title: k.Title, GUID: guid{k.Name + " " + k.At.UTC().Format(time.RFC3339), "false"}, PubDate: k.At.UTC().Format(time.RFC1123Z),
		Description: k.Title, Enclosure: enclosure{file(k.Name), k.Size, k.Type},
	}
	for _, name := range k.Beside {
		kind, _, _ := mime.ParseMediaType(textTypes[strings.ToLower(path.Ext(name))])
		switch strings.ToLower(path.Ext(name)) {
		case ".vtt", ".srt":
			it.Transcripts = append(it.Transcripts, resource{file(name), kind})
		case ".json":
			it.Chapters = &resource{file(name), kind}
		}
	}
	return it
}

// home returns the address of the first page, as the client sees it. The guard has checked the
// host.
func (s *Server) home(r *http.Request) string {
	home := "http://" + r.Host + "/"
	if s.Token != "" {
		home += s.Token + "/"
	}
	return home
}
