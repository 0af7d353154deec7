package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"respite/samples"
)

const secret = "sk-very-secret"

// wavOf is a take as a server sends it.
func wavOf(seconds float64) []byte {
	clip := samples.Clip{Rate: 24000}
	for _, v := range speech(24000, seconds, 0.3, 1) {
		clip.Samples = append(clip.Samples, int16(max(-1, min(v, 1))*32767))
	}
	return clip.WAV()
}

// serve is an engine at a server that answers as told, with how often it was asked.
func serve(t *testing.T, answer func(n int64, w http.ResponseWriter, r *http.Request)) (*Server, *atomic.Int64) {
	t.Helper()
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answer(asked.Add(1), w, r) }))
	t.Cleanup(s.Close)
	e, err := NewEngine("openai", Settings{URL: s.URL + "/v1/", Model: "m", Voice: "v", Key: secret})
	if err != nil {
		t.Fatal(err)
	}
	server := e.(*Server)
	server.first = time.Millisecond
	return server, &asked
}

func TestServerSpeaks(t *testing.T) {
	s, _ := serve(t, func(_ int64, w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		err := json.NewDecoder(r.Body).Decode(&body)
		if err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/audio/speech" || r.Header.Get("Authorization") != "Bearer "+secret ||
			body["input"] != "Hello." || body["model"] != "m" || body["voice"] != "v" || body["response_format"] != "wav" {
			t.Errorf("asked for %v %v %v (%v)", r.Method, r.URL, body, err)
		}
		wav := wavOf(1)
		copy(wav[40:], "\xff\xff\xff\xff") // a server that streams knows no size
		w.Header().Set("Content-Type", "audio/wav")
		w.Write(wav)
	})
	if take, rate, err := s.Speak(t.Context(), "Hello."); err != nil || rate != 24000 || len(take) < rate {
		t.Errorf("%d samples at %d Hz, error %v", len(take), rate, err)
	}
	if strings.Contains(s.String(), secret) {
		t.Error("the key is in the name")
	}
}

// What may pass is tried again.
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
		{"401", func(w http.ResponseWriter) { http.Error(w, "bad key "+secret, http.StatusUnauthorized) }, `answered 401 Unauthorized, saying "bad key …"`, 1},
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
		}, "what 127.0.0.1:", 1},
	} {
		s, asked := serve(t, func(_ int64, w http.ResponseWriter, _ *http.Request) { c.answer(w) })
		_, _, err := s.Speak(t.Context(), "Hello.")
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one line with %q", c.name, err, c.want)
		}
		if asked.Load() != c.asked {
			t.Errorf("%s: asked %d times, want %d", c.name, asked.Load(), c.asked)
		}
	}
}

// A slow server is given up when the time is over, between attempts as well.
func TestServerIsStopped(t *testing.T) {
	stop := errors.New("enough")
	for name, answer := range map[string]func(http.ResponseWriter, *http.Request){
		"slow":    func(_ http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body); <-r.Context().Done() },
		"waiting": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Retry-After", "20"); w.WriteHeader(503) },
	} {
		s, _ := serve(t, func(_ int64, w http.ResponseWriter, r *http.Request) { answer(w, r) })
		ctx, cancel := contextWithTimeout(t, 50*time.Millisecond, stop)
		if _, _, err := s.Speak(ctx, "Hello."); !errors.Is(err, stop) {
			t.Errorf("%s: error %v, want the context's cause", name, err)
		}
		cancel()
	}
}

func TestRetryAfter(t *testing.T) {
	for header, want := range map[string]time.Duration{
		"": 0, "2": 2 * time.Second, "-1": 0, "soon": 0, "Sun, 06 Nov 1994 08:49:40 GMT": 3 * time.Second,
	} {
		h := http.Header{"Retry-After": {header}, "Date": {"Sun, 06 Nov 1994 08:49:37 GMT"}}
		if got := retryAfter(h); got != want {
			t.Errorf("%q: %v, want %v", header, got, want)
		}
	}
}
