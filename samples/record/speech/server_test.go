package speech

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/tooltest"
	"respite/audio/wav"
	"respite/samples/record/internal/testsound"
	"respite/samples/record/speech/process"
)

const testKey = "sk-very-secret"

// wavOf encodes a take as a server would.
func wavOf(seconds float64) []byte {
	clip := audio.Clip{Rate: 24000}
	for _, v := range testsound.Speech(24000, seconds, 0.3, 1) {
		clip.Samples = append(clip.Samples, int16(max(-1, min(v, 1))*32767))
	}
	return wav.EncodeClip(clip)
}

// serve returns an engine for a test server with given answers, and a counter of its requests.
func serve(t *testing.T, answer func(n int64, w http.ResponseWriter, r *http.Request)) (*server, *atomic.Int64) {
	t.Helper()
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answer(asked.Add(1), w, r) }))
	t.Cleanup(s.Close)
	e, err := New("openai", Settings{URL: s.URL + "/v1/", Model: "m", Voice: "v", Key: testKey})
	if err != nil {
		t.Fatal(err)
	}
	server := e.(*server)
	server.first = time.Millisecond
	return server, &asked
}

func TestServerSpeaks(t *testing.T) {
	s, _ := serve(t, func(_ int64, w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		err := json.NewDecoder(r.Body).Decode(&body)
		if err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/audio/speech" || r.Header.Get("Authorization") != "Bearer "+testKey ||
			body["input"] != "Hello." || body["model"] != "m" || body["voice"] != "v" || body["response_format"] != "wav" {
			t.Errorf("asked for %v %v %v (%v)", r.Method, r.URL, body, err)
		}
		wav := wavOf(1)
		copy(wav[40:], "\xff\xff\xff\xff") // a streaming server does not know the size
		w.Header().Set("Content-Type", "audio/wav")
		w.Write(wav)
	})
	if take, rate, err := s.Speak(t.Context(), "Hello."); err != nil || rate != 24000 || len(take) < rate {
		t.Errorf("%d samples at %d Hz, error %v", len(take), rate, err)
	}
	if strings.Contains(s.String(), testKey) {
		t.Error("the key is in the name")
	}
}

// Temporary failures are repeated.
func TestServerIsTriedAgain(t *testing.T) {
	for name, fail := range map[string]func(http.ResponseWriter){
		"500": func(w http.ResponseWriter) { http.Error(w, "oops", 500) },
		"429": func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "0.001")
			http.Error(w, "slow down", http.StatusTooManyRequests)
		},
		"cut": func(w http.ResponseWriter) { w.Header().Set("Content-Length", "90000"); w.Write(wavOf(1)[:5000]) },
		"no connection": func(w http.ResponseWriter) {
			c, _, _ := w.(http.Hijacker).Hijack()
			c.Close()
		},
	} {
		s, asked := serve(t, func(n int64, w http.ResponseWriter, _ *http.Request) {
			if n < 3 {
				fail(w)
				return
			}
			w.Write(wavOf(1))
		})
		if _, _, err := s.Speak(t.Context(), "Hello."); err != nil || asked.Load() != 3 {
			t.Errorf("%s: asked %d times, error %v", name, asked.Load(), err)
		}
	}
}

func TestServerFails(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(http.ResponseWriter)
		want   string
		asked  int64
	}{
		{"500", func(w http.ResponseWriter) { http.Error(w, "my\nfault", 500) }, `answered 500 Internal Server Error, saying "my fault"`, attempts},
		{"401", func(w http.ResponseWriter) { http.Error(w, "bad key "+testKey, http.StatusUnauthorized) }, `answered 401 Unauthorized, saying "bad key …"`, 1},
		{"its own words", func(w http.ResponseWriter) {
			c, _, _ := w.(http.Hijacker).Hijack()
			fmt.Fprintf(c, "HTTP/1.1 403 Your key is %s\x1b[31m\r\nContent-Length: 0\r\n\r\n", testKey)
			c.Close()
		}, "answered 403 Forbidden", 1},
		{"busy for long", func(w http.ResponseWriter) { w.Header().Set("Retry-After", "90"); w.WriteHeader(429) },
			"answered 429 Too Many Requests; it asks to wait 1m30s", 1},
		{"flood", func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "audio/wav")
			for range process.MostOutput>>16 + 1 {
				w.Write(make([]byte, 1<<16))
			}
		}, "wrote more than 32 MB", 1},
		{"page", func(w http.ResponseWriter) { fmt.Fprint(w, "<html>hello</html>") }, `answered no sound, saying "<html>hello</html>"`, 1},
		{"rubbish", func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "audio/wav")
			fmt.Fprint(w, "hello, I am no sound")
		}, "not a WAV, FLAC or MP3 file", 1},
		{"empty", func(w http.ResponseWriter) {}, "is empty", 1},
		{"half", func(w http.ResponseWriter) {
			b := wavOf(1)
			copy(b[36:], "junk")
			w.Header().Set("Content-Type", "audio/wav")
			w.Write(b)
		}, "the sound from 127.0.0.1:", 1},
	} {
		s, asked := serve(t, func(_ int64, w http.ResponseWriter, _ *http.Request) { c.answer(w) })
		_, _, err := s.Speak(t.Context(), "Hello.")
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), testKey) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one line with %q", c.name, err, c.want)
		}
		if asked.Load() != c.asked {
			t.Errorf("%s: asked %d times, want %d", c.name, asked.Load(), c.asked)
		}
	}
}

// A slow server is given up at the time limit, also between attempts.
func TestServerIsStopped(t *testing.T) {
	stop := errors.New("enough")
	for name, answer := range map[string]func(http.ResponseWriter, *http.Request){
		"slow":    func(_ http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body); <-r.Context().Done() },
		"waiting": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Retry-After", "20"); w.WriteHeader(503) },
	} {
		s, _ := serve(t, func(_ int64, w http.ResponseWriter, r *http.Request) { answer(w, r) })
		ctx, cancel := context.WithTimeoutCause(t.Context(), 50*time.Millisecond, stop)
		if _, _, err := s.Speak(ctx, "Hello."); !errors.Is(err, stop) {
			t.Errorf("%s: error %v, want the context's cause", name, err)
		}
		cancel()
	}
}

func TestRetryAfter(t *testing.T) {
	for header, want := range map[string]time.Duration{
		"": 0, "2": 2 * time.Second, "120": 2 * time.Minute, "-1": 0, "soon": 0, "Sun, 06 Nov 1994 08:49:40 GMT": 3 * time.Second,
	} {
		h := http.Header{"Retry-After": {header}, "Date": {"Sun, 06 Nov 1994 08:49:37 GMT"}}
		if got := retryAfter(h); got != want {
			t.Errorf("%q: %v, want %v", header, got, want)
		}
	}
}

// A redirect is not followed, because it would send the key and the line to another server.
func TestServerFollowsNoRedirect(t *testing.T) {
	var elsewhere atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		elsewhere.Add(1)
		w.Write(wavOf(1))
	}))
	t.Cleanup(other.Close)
	for _, status := range []int{301, 302, 303, 307, 308} {
		s, _ := serve(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", other.URL)
			w.WriteHeader(status)
		})
		_, _, err := s.Speak(t.Context(), "Hello.")
		if err == nil || !strings.Contains(err.Error(), "a redirect to "+other.URL+", which is not followed") || elsewhere.Load() > 0 {
			t.Errorf("%d: error %v, the other server was asked %d times", status, err, elsewhere.Load())
		}
	}
}

// An error never shows the key, whatever its encoding.
func TestServerCannotShowTheKey(t *testing.T) {
	percent := ""
	for _, c := range []byte(testKey) {
		percent += fmt.Sprintf("%%%02x", c)
	}
	for _, said := range []string{
		testKey, strings.ToUpper(testKey), percent, url.QueryEscape("/" + testKey), testKey[:len(testKey)-2] + "**", strings.Join(strings.Split(testKey, ""), " "),
		base64.StdEncoding.EncodeToString([]byte(testKey)), base64.URLEncoding.EncodeToString([]byte("Bearer " + testKey)),
		"token=" + base64.RawStdEncoding.EncodeToString([]byte("x:"+testKey)), hex.EncodeToString([]byte(testKey)),
		base64.StdEncoding.EncodeToString([]byte(percent)), strings.ReplaceAll(testKey, "s", "&#115;"), strings.ReplaceAll(testKey, "s", "\\u0073"),
	} {
		s, _ := serve(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "no: "+said+" .", http.StatusUnauthorized)
		})
		_, _, err := s.Speak(t.Context(), "Hello.")
		if err == nil || strings.Contains(err.Error(), said) || !strings.Contains(err.Error(), withheld) && !strings.Contains(err.Error(), "…") {
			t.Errorf("%s: error %v", said, err)
		}
	}
	if s := fmt.Sprintf("%v %+v %#v", secret(testKey), secret(testKey), secret(testKey)); strings.Contains(s, testKey) {
		t.Errorf("the key prints as %s", s)
	}
}

// A server that hangs or sends slowly delays a line only until its time limit.
func TestServerIsGivenATimeForEachAttempt(t *testing.T) {
	for name, answer := range map[string]func(http.ResponseWriter, *http.Request){
		"hangs": func(_ http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body); <-r.Context().Done() },
		"drips": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				w.Write([]byte{0})
				w.(http.Flusher).Flush()
				time.Sleep(time.Millisecond)
			}
		},
	} {
		s, asked := serve(t, func(_ int64, w http.ResponseWriter, r *http.Request) { answer(w, r) })
		s.limit = 50 * time.Millisecond
		if _, _, err := s.Speak(t.Context(), "Hello."); err == nil || err.Error() != "no answer within 50ms" || asked.Load() != 1 {
			t.Errorf("%s: asked %d times, error %v", name, asked.Load(), err)
		}
	}
}

// A refused connection fails at once.
func TestARefusedConnectionIsFinal(t *testing.T) {
	s, _ := serve(t, nil)
	gone := httptest.NewServer(nil)
	gone.Close()
	s.url, s.first = gone.URL, time.Hour
	ctx, cancel := context.WithTimeoutCause(t.Context(), 20*time.Second, errors.New("it was tried again"))
	defer cancel()
	if _, _, err := s.Speak(ctx, "Hello."); !errors.Is(err, ErrNoServer) {
		t.Errorf("error %v", err)
	}
}

// Without TLS, a name that resolves to another machine is rejected.
func TestOnlyThisMachineWithoutTLS(t *testing.T) {
	dial := loopbackOnly(&net.Dialer{Resolver: &net.Resolver{}})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c, err := dial(t.Context(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	addresses, _ := net.InterfaceAddrs()
	for _, a := range addresses {
		ip, _, _ := net.ParseCIDR(a.String())
		all, err := net.Listen("tcp", net.JoinHostPort(ip.String(), "0"))
		if err != nil || ip.IsLoopback() {
			continue
		}
		if _, err := dial(t.Context(), "tcp", all.Addr().String()); !errors.Is(err, errNotLoopback) {
			t.Errorf("%s: error %v", ip, err)
		}
		all.Close()
	}
}

// The sound of a server can have any supported container.
func TestServerContainers(t *testing.T) {
	pcm := wavOf(1)[44:]
	for _, c := range []struct {
		kind string
		body []byte
	}{
		{"audio/wav", withSize(wavOf(1), 0)}, {"audio/wav", withSize(wavOf(1), 0x7fffffff)}, {"audio/wav", withSize(wavOf(1), 0xffffffff)},
		{"text/html; charset=utf-8", wavOf(1)}, {"application/octet-stream", wavOf(1)}, {"", wavOf(1)},
		{"audio/pcm; rate=24000", pcm}, {"audio/pcm; rate=24000", append([]byte{0xff, 0xfb}, pcm...)}, {"audio/pcm; rate=22050", wavOf(1)}, {"audio/L16;rate=24000;channels=1", pcm},
		{"audio/ogg", encodedBy(t, "libopus", "ogg")}, {"audio/mpeg", encodedBy(t, "libmp3lame", "mp3")}, {"audio/flac", encodedBy(t, "flac", "flac")}, {"audio/aac", encodedBy(t, "aac", "adts")},
	} {
		if c.body == nil {
			continue
		}
		s, _ := serve(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", c.kind)
			w.Write(c.body)
		})
		take, rate, err := s.Speak(t.Context(), "Hello.")
		if err != nil || len(take) < rate || len(take) > 2*rate {
			t.Errorf("%s: %d samples at %d Hz, error %v", c.kind, len(take), rate, err)
		}
	}
}

// encodedBy encodes a take in another container with ffmpeg, if it is installed.
func encodedBy(t *testing.T, codec, format string) []byte {
	t.Helper()
	tooltest.Need(t, "ffmpeg")
	cmd := exec.Command("ffmpeg", "-v", "error", "-f", "wav", "-i", "pipe:0", "-c:a", codec, "-f", format, "pipe:1")
	cmd.Stdin = bytes.NewReader(wavOf(1))
	b, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// withSize sets the size of the sound in a WAV file.
func withSize(wav []byte, size uint32) []byte {
	binary.LittleEndian.PutUint32(wav[40:], size)
	return wav
}

// ElevenLabs has its own form of request.
func TestElevenLabs(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		err := json.NewDecoder(r.Body).Decode(&body)
		if err != nil || r.URL.String() != "/v1/text-to-speech/a%2Fb?output_format=pcm_24000" || r.Header.Get("Xi-Api-Key") != testKey ||
			body["text"] != "Hello." || r.Header.Get("Authorization") != "" {
			t.Errorf("asked for %v %v (%v)", r.URL, body, err)
		}
		w.Header().Set("Content-Type", "audio/pcm")
		w.Write(make([]byte, 48000))
	}))
	defer server.Close()
	e, err := New("elevenlabs", Settings{URL: server.URL + "/v1", Voice: "a/b", Key: testKey})
	if err != nil {
		t.Fatal(err)
	}
	if take, rate, err := e.Speak(t.Context(), "Hello."); err != nil || rate != 24000 || len(take) != rate {
		t.Errorf("%d samples at %d Hz, error %v", len(take), rate, err)
	}
}
