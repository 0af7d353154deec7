package page

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestHostile sends 2,000 malicious requests: paths, ranges, headers, bodies, and readers that
// stop reading. The server must answer or hang up, must not panic, and must be in its previous
// state afterwards.
func TestHostile(t *testing.T) {
	before := runtime.NumGoroutine()
	s := start(t, t.TempDir(), "")
	random := rand.New(rand.NewPCG(3, 4))
	requests := make([]string, 2000)
	for i := range requests {
		requests[i] = hostile(random)
	}
	host := strings.TrimSuffix(strings.TrimPrefix(s.address, "http://"), "/")
	var crowd sync.WaitGroup
	work := make(chan string)
	for range 16 {
		crowd.Go(func() {
			for r := range work {
				send(t, host, r)
			}
		})
	}
	for _, r := range requests {
		work <- r
	}
	close(work)
	crowd.Wait()
	if said := s.log.String(); strings.Contains(said, "panic") {
		t.Errorf("the server panicked:\n%.2000s", said)
	}
	if status, _, _ := ask(t, "GET", s.address+"total?routine=evening", nil); status != 200 {
		t.Errorf("afterwards the server answers %d", status)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	settle(t, before)
}

// send sends bytes, reads a part of the answer, and hangs up.
func send(t *testing.T, host, request string) {
	c, err := net.Dial("tcp", host)
	if err != nil {
		t.Error(err)
		return
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(300 * time.Millisecond))
	_, _ = io.WriteString(c, request) // the server may hang up first
	_, _ = io.CopyN(io.Discard, c, 2000)
}

var (
	hostilePaths = []string{
		"/", "/../../../../etc/passwd", "/..%2f..%2fetc/passwd", "/files/..%2f..%2fetc%2fpasswd", "/files/%2e%2e/%2e%2e/x.mp3", "/files/" + strings.Repeat("a", 5000),
		"/session?routine=" + strings.Repeat("%00", 300), "/session?" + strings.Repeat("only=a&", 3000), "/total?length=-1&routine=evening", "/total?routine=evening&length=99999999999h",
		"/sound.wav?routine=evening", "/sound.flac?routine=evening", "/page.html?routine=evening", "/encoded.exe", "/check", "//", "/%zz", "/session?routine=own-" + strings.Repeat("f", 32),
		"http://evil.example/", "*", "/sheet.html?routine=<script>", "/worker.js/../..", "/icon-192.png?x", "/feed.xml", "/\x00", "/sound.wav?routine=evening#" + strings.Repeat("é", 900),
	}
	hostileHeaders = []string{
		"Range: bytes=0-", "Range: bytes=" + strings.Repeat("0-1,", 2000) + "2-3", "Range: bytes=9223372036854775807-", "Range: bytes=-9223372036854775808", "Range: bytes=5-1",
		"If-Range: \"x\"", "If-None-Match: *", "Content-Length: -1", "Content-Length: 99999999999", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked, chunked", "Expect: 100-continue",
		"Origin: http://evil.example", "Host: second", "Accept-Language: " + strings.Repeat("x-y-z,", 1500), "Accept-Language: en-\xff", "Cookie: " + strings.Repeat("a", 20000), "Connection: upgrade\r\nUpgrade: websocket", "X: \x01",
		"Sec-Fetch-Site: cross-site", ": empty", "Content-Type: multipart/form-data; boundary=" + strings.Repeat("-", 200),
	}
	hostileMethods = []string{"GET", "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "CONNECT", "OPTIONS", "PRI", "get", strings.Repeat("A", 9000)}
	hostileBodies  = []string{"", "", "title: x\n", strings.Repeat("[", 60000), "zz\r\nnot a chunk\r\n", strings.Repeat("&a *a ", 9000), "\xff\xfe\x00"}
)

func hostile(random *rand.Rand) string {
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	request := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n", pick(hostileMethods), pick(hostilePaths))
	for range random.IntN(3) {
		request += pick(hostileHeaders) + "\r\n"
	}
	if random.IntN(8) == 0 {
		return request // and no more data
	}
	body := pick(hostileBodies)
	if random.IntN(2) == 0 {
		request += fmt.Sprintf("Content-Length: %d\r\n", len(body))
	}
	request += "Connection: close\r\n\r\n" + body
	if random.IntN(6) == 0 {
		at := random.IntN(len(request))
		request = request[:at] + string(rune(random.IntN(256))) + request[at:]
	}
	return request
}
