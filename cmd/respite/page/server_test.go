package page

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// A running is a running server and its log.
type running struct {
	*Server
	address string // of its first page
	log     *safeBuffer
	stop    func() error
}

type safeBuffer struct {
	lock sync.Mutex
	bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	return b.Buffer.Write(p)
}

func (b *safeBuffer) String() string {
	b.lock.Lock()
	defer b.lock.Unlock()
	return b.Buffer.String()
}

func start(t *testing.T, folder, token string) running {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var logged safeBuffer
	s := &Server{Studio: fakeStudio{}, Folder: folder, Token: token, Hosts: []string{"127.0.0.1", "localhost"}, Log: log.New(&logged, "", 0)}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	address := "http://" + l.Addr().String() + "/"
	if token != "" {
		address += token + "/"
	}
	var once sync.Once
	var ended error
	stop := func() error {
		once.Do(func() { cancel(); ended = <-done })
		return ended
	}
	t.Cleanup(func() { _ = stop() })
	return running{s, address, &logged, stop}
}

// ask sends a request and returns its status and body.
func ask(t *testing.T, method, address string, body io.Reader, headers ...string) (int, string, http.Header) {
	t.Helper()
	r, err := http.NewRequest(method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(b), answer.Header
}

// TestAnswers requests all existing addresses, and some that do not exist.
func TestAnswers(t *testing.T) {
	s := start(t, "", "")
	for _, c := range []struct {
		path   string
		status int
		kind   string
		has    string
	}{
		{"", 200, "text/html; charset=utf-8", "Evening"},
		{"session?routine=evening", 200, "text/html; charset=utf-8", "Evening &lt;calm&gt;"},
		{"session?routine=nothing", 422, "text/plain; charset=utf-8", "there is no routine nothing\n"},
		{"session?routine=own-123", 400, "text/plain; charset=utf-8", "the server no longer has this routine"},
		{"session?routine=evening&voice=broken", 500, "text/plain; charset=utf-8", "the session could not be made\n"},
		{"session?routine=" + strings.Repeat("x", 9999), 400, "text/plain; charset=utf-8", "too long"},
		{"total?routine=evening", 200, "application/json", `"total":"0:40"`},
		{"total?routine=nothing", 200, "application/json", `"message":"there is no routine nothing"`},
		{"sound.wav?routine=evening", 200, "audio/wav", "RIFF"},
		{"sound.flac?routine=evening", 200, "audio/flac", "fLaC"},
		{"encoded.flac?routine=evening", 200, "application/octet-stream", "fLaC"},
		{"captions.vtt?routine=evening", 200, "text/vtt; charset=utf-8", "00:00:01.000 --> 00:00:03.000\nWelcome."},
		{"page.html?routine=evening", 200, "text/html; charset=utf-8", `id="sound"`},
		{"sheet.html?routine=evening", 200, "text/html; charset=utf-8", "Round &amp; arch."},
		{"manifest.webmanifest", 200, "application/manifest+json", "standalone"},
		{"icon.svg", 200, "image/svg+xml", "<svg"},
		{"icon-192.png", 200, "image/png", "PNG"},
		{"worker.js", 200, "text/javascript; charset=utf-8", "caches"},
		{"feed.xml", 404, "", ""},
		{"files/..%2fserver.go", 404, "", ""},
		{"nothing", 404, "", ""},
	} {
		status, body, header := ask(t, "GET", s.address+c.path, nil)
		if status != c.status || !strings.Contains(body, c.has) || c.kind != "" && header.Get("Content-Type") != c.kind {
			t.Errorf("%.60s: %d %s %.120q", c.path, status, header.Get("Content-Type"), body)
		}
		if strings.Contains(body, "secret") || strings.Contains(body, "/home") {
			t.Errorf("%s tells of a file of this machine: %q", c.path, body)
		}
	}
}

// TestRanges: a range request returns that part of the sound, and a range past the end returns
// the size.
func TestRanges(t *testing.T) {
	s := start(t, "", "")
	_, whole, _ := ask(t, "GET", s.address+"sound.wav?routine=evening", nil)
	for _, c := range []struct {
		given      string
		status     int
		from, to   int
		rangeField string
	}{
		{"bytes=0-0", 206, 0, 1, ""}, {"bytes=100000-300000", 206, 100000, 300001, ""}, {"bytes=-5000", 206, len(whole) - 5000, len(whole), ""},
		{"bytes=7000000-", 206, 7000000, len(whole), ""}, {"bytes=999999999-", 416, 0, 0, fmt.Sprintf("bytes */%d", len(whole))},
		{"bytes=0-1,5-9", 200, 0, len(whole), ""}, {"lines=1-2", 416, 0, 0, ""},
	} {
		status, body, header := ask(t, "GET", s.address+"sound.wav?routine=evening", nil, "Range", c.given)
		if status != c.status || status < 300 && body != whole[c.from:c.to] || c.rangeField != "" && header.Get("Content-Range") != c.rangeField {
			t.Errorf("%s: %d, %d bytes, %s", c.given, status, len(body), header.Get("Content-Range"))
		}
	}
}

// TestStrangers: the server answers only its own pages and people, and only below the secret
// path.
func TestStrangers(t *testing.T) {
	s := start(t, "", "abc")
	home := strings.TrimSuffix(s.address, "abc/")
	own := strings.TrimSuffix(home, "/")
	for _, c := range []struct {
		address string
		headers []string
		status  int
	}{
		{s.address, nil, 200}, {home, nil, 404}, {home + "abd/", nil, 404}, {home + "abc", nil, 301}, {home + "sound.wav", nil, 404},
		{s.address, []string{"Host", "evil.example"}, 403}, {s.address, []string{"Host", "127.0.0.1.evil.example:80"}, 403}, {s.address, []string{"Host", "LOCALHOST:1"}, 200},
		{s.address, []string{"Origin", "http://evil.example"}, 403}, {s.address, []string{"Origin", "null"}, 403}, {s.address, []string{"Origin", own}, 200},
		{s.address, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}, 403}, {s.address, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, 200},
	} {
		if status, body, _ := ask(t, "GET", c.address, nil, c.headers...); status != c.status {
			t.Errorf("%s %q: %d, not %d: %.80q", c.address, c.headers, status, c.status, body)
		}
	}
	if a, b := NewToken(), NewToken(); a == b || len(a) < 26 {
		t.Errorf("the tokens %q and %q", a, b)
	}
}

// TestCheck: the mistakes of a routine have positions, and a correct routine can be played.
func TestCheck(t *testing.T) {
	s := start(t, "", "")
	status, body, _ := ask(t, "POST", s.address+"check", strings.NewReader("title: x\n"))
	if status != 200 || !strings.Contains(body, `"line":3,"column":7,"message":"the key naem is not known"`) {
		t.Errorf("%d %s", status, body)
	}
	_, body, _ = ask(t, "POST", s.address+"check", strings.NewReader("title: good\n"))
	_, after, _ := strings.Cut(body, `"routine":"`)
	name, _, _ := strings.Cut(after, `"`)
	if status, body, _ := ask(t, "GET", s.address+"session?routine="+name, nil); status != 200 {
		t.Errorf("%s: %d %s", name, status, body)
	}
	for _, size := range []int{mostBody + 1, 3 * mostBody} {
		if status, _, _ := ask(t, "POST", s.address+"check", strings.NewReader(strings.Repeat("x", size))); status != 413 {
			t.Errorf("a body of %d bytes: %d", size, status)
		}
	}
	if status, _, _ := ask(t, "POST", s.address+"session", nil); status != 405 {
		t.Errorf("another method: %d", status)
	}
}

// TestFeed: exactly the sessions in the folder are episodes, with their text files.
func TestFeed(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"evening-stretch.mp3": "ID3 sound", "evening-stretch.vtt": "WEBVTT", "evening-stretch.json": `{"version":"1.2.0","chapters":[]}`,
		"Übung & Ruhe.flac": "fLaC sound", ".hidden.mp3": "x", "notes.doc": "x", "page.html": "<script>",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(folder, "link.mp3")); err != nil {
		t.Log(err)
	}
	s := start(t, folder, "tok")
	status, body, header := ask(t, "GET", s.address+"feed.xml", nil)
	if status != 200 || !strings.HasPrefix(header.Get("Content-Type"), "application/rss+xml") {
		t.Fatal(status, header)
	}
	var feed struct {
		Items []struct {
			Title     string `xml:"title"`
			GUID      string `xml:"guid"`
			PubDate   string `xml:"pubDate"`
			Enclosure struct {
				URL    string `xml:"url,attr"`
				Length int64  `xml:"length,attr"`
				Type   string `xml:"type,attr"`
			} `xml:"enclosure"`
			Transcript []struct {
				URL string `xml:"url,attr"`
			} `xml:"https://podcastindex.org/namespace/1.0 transcript"`
			Chapters struct {
				URL string `xml:"url,attr"`
			} `xml:"https://podcastindex.org/namespace/1.0 chapters"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal([]byte(body), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Items) != 2 {
		t.Fatalf("%d episodes: %s", len(feed.Items), body)
	}
	for _, it := range feed.Items {
		status, sound, header := ask(t, "GET", it.Enclosure.URL, nil)
		if status != 200 || int64(len(sound)) != it.Enclosure.Length || header.Get("Content-Type") != it.Enclosure.Type {
			t.Errorf("%s: %d, %d bytes, %s", it.Enclosure.URL, status, len(sound), header.Get("Content-Type"))
		}
		if _, err := time.Parse(time.RFC1123Z, it.PubDate); err != nil || it.GUID == "" {
			t.Errorf("%q %q: %v", it.PubDate, it.GUID, err)
		}
		if it.Title == "Evening stretch" && (len(it.Transcript) != 1 || !strings.HasSuffix(it.Chapters.URL, "/files/evening-stretch.json")) {
			t.Errorf("%+v", it)
		}
	}
	for _, name := range []string{".hidden.mp3", "notes.doc", "link.mp3", "nothing.mp3", "..%2fserver.go", "%2e%2e", "a%00b.mp3", "."} {
		if status, body, _ := ask(t, "GET", s.address+"files/"+name, nil); status != 404 && status != 307 && status != 301 && status != 400 {
			t.Errorf("%s: %d %q", name, status, body)
		}
	}
}

// TestListeners: many listeners can connect at once, and no goroutines are left afterwards.
func TestListeners(t *testing.T) {
	before := runtime.NumGoroutine()
	s := start(t, "", "")
	var crowd sync.WaitGroup
	statuses := make(chan int, 50)
	for i := range 50 {
		crowd.Go(func() {
			kind := []string{"sound.wav", "sound.flac"}[i%2]
			client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
			r, _ := http.NewRequest("GET", s.address+kind+"?routine=evening", nil)
			r.Header.Set("Range", fmt.Sprintf("bytes=%d-", i*100000))
			answer, err := client.Do(r)
			if err != nil {
				t.Error(err)
				return
			}
			defer answer.Body.Close()
			if n, err := io.Copy(io.Discard, answer.Body); err != nil || n < 2_000_000 {
				t.Errorf("%d bytes: %v", n, err)
			}
			statuses <- answer.StatusCode
		})
	}
	crowd.Wait()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapInuse > 200<<20 {
		t.Errorf("%d MB are in use", m.HeapInuse>>20)
	}
	for range 50 {
		if status := <-statuses; status != 206 {
			t.Errorf("a listener got %d", status)
		}
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	settle(t, before)
}

// settle waits until the number of goroutines is back to its earlier value.
func settle(t *testing.T, before int) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, and %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}
