package record

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A Server is an engine that is a server with the call POST /audio/speech of
// OpenAI's API, asked for WAV.
type Server struct {
	url, model, voice, key string
	first                  time.Duration // pause before the second attempt; it doubles
}

const (
	attempts    = 4
	longestWait = 30 * time.Second // that a server may ask for between attempts
)

// openAI is a server at the URL, OpenAI's own if there is none.
func openAI(s Settings) (Engine, error) {
	at := cmp.Or(s.URL, "https://api.openai.com/v1")
	u, err := url.Parse(at)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%q is not the address of a server, such as http://localhost:8880/v1", hidePassword(at))
	}
	if !strings.HasSuffix(u.Path, "/audio/speech") {
		u = u.JoinPath("audio", "speech")
	}
	return &Server{u.String(), cmp.Or(s.Model, "tts-1"), cmp.Or(s.Voice, "alloy"), s.Key, time.Second}, nil
}

// Speak is [Engine]'s. What may pass (a connection that breaks, too many requests, a
// server's own failure, an answer that breaks off) is tried four times.
func (s *Server) Speak(ctx context.Context, text string) (take []float32, rate int, err error) {
	pause := s.first
	for attempt := 1; ; attempt++ {
		take, rate, err = s.try(ctx, text)
		var busy *busyError
		if err == nil || ctx.Err() != nil || attempt == attempts || !errors.As(err, &busy) {
			return take, rate, cmp.Or(context.Cause(ctx), err)
		}
		select {
		case <-time.After(min(max(pause, busy.wait), longestWait)):
			pause *= 2
		case <-ctx.Done():
			return nil, 0, context.Cause(ctx)
		}
	}
}

func (s *Server) String() string {
	return fmt.Sprintf("openai at %s, model %s, voice %s", hidePassword(s.url), s.model, s.voice)
}

// A busyError is a failure that may pass.
type busyError struct {
	error
	wait time.Duration // that the server asks for
}

// try asks once.
func (s *Server) try(ctx context.Context, text string) ([]float32, int, error) {
	body, err := json.Marshal(map[string]any{
		"model": s.model, "voice": s.voice, "input": text, "response_format": "wav", "speed": 0.85,
	})
	if err != nil {
		return nil, 0, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(body))
	if err != nil {
		return nil, 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	if s.key != "" {
		request.Header.Set("Authorization", "Bearer "+s.key)
	}
	answer, err := http.DefaultClient.Do(request)
	if errors.Is(err, syscall.ECONNREFUSED) {
		return nil, 0, s.failed(err) // nobody is there
	}
	if err != nil {
		return nil, 0, &busyError{error: s.failed(err)}
	}
	defer answer.Body.Close()
	sound, err := io.ReadAll(io.LimitReader(answer.Body, mostSound))
	switch {
	case answer.StatusCode == http.StatusTooManyRequests, answer.StatusCode >= 500:
		return nil, 0, &busyError{s.refused(answer.Status, sound), retryAfter(answer.Header)}
	case answer.StatusCode != http.StatusOK:
		return nil, 0, s.refused(answer.Status, sound)
	case err != nil:
		return nil, 0, &busyError{error: s.failed(fmt.Errorf("its answer broke off: %w", err))}
	case isText(answer.Header):
		return nil, 0, s.refused("no sound", sound)
	}
	return s.decode(sound)
}

// decode reads the sound of an answer.
func (s *Server) decode(sound []byte) ([]float32, int, error) {
	f, err := os.CreateTemp("", "respite-*.wav")
	if err != nil {
		return nil, 0, err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(sized(sound))
	if err = cmp.Or(err, f.Close()); err != nil {
		return nil, 0, err
	}
	return readLine(f.Name(), s.host())
}

// failed is an error of the connection; what Go says of it holds the address
// once more, with a password that it may have.
func (s *Server) failed(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return fmt.Errorf("%s: %s", s.host(), s.clean(err.Error()))
}

// refused is an answer that is no sound.
func (s *Server) refused(status string, body []byte) error {
	return fmt.Errorf("%s answered %s%s", s.host(), status, quoted(s.clean(string(body[:min(len(body), 1000)]))))
}

// clean hides the key where a server quotes it.
func (s *Server) clean(text string) string {
	if s.key == "" {
		return text
	}
	return strings.ReplaceAll(text, s.key, "…")
}

func (s *Server) host() string {
	u, _ := url.Parse(s.url) // it was parsed before
	return u.Host
}

// retryAfter is how long a server asks to wait, in seconds or until a date (RFC 9110, section 10.2.3).
func retryAfter(h http.Header) time.Duration {
	if seconds, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil {
		return time.Duration(max(0, min(seconds, 3600)) * float64(time.Second))
	}
	date, err1 := http.ParseTime(h.Get("Retry-After"))
	now, err2 := http.ParseTime(h.Get("Date")) // the server's own clock
	if err1 != nil || err2 != nil {
		return 0
	}
	return date.Sub(now)
}

// isText tells an answer that cannot be sound.
func isText(h http.Header) bool {
	kind, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	return strings.HasPrefix(kind, "text/") || kind == "application/json"
}

// hidePassword is an address without the name and password that it may hold.
func hidePassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the address"
	}
	u.User, u.RawQuery = nil, ""
	return u.String()
}
