package speech

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
	"strconv"
	"strings"
	"syscall"
	"time"

	"respite/samples/record/speech/container"
	"respite/samples/record/speech/process"
)

// ErrNoServer is the error of a server that is not running.
var ErrNoServer = errors.New("the connection is refused: no server runs there")

// A server is an engine that is asked over HTTP, with POST. How the question of a
// server looks is up to its dialect.
type server struct {
	dialect
	url    string
	key    secret
	client *http.Client
	first  time.Duration // pause before the second attempt; it doubles
	limit  time.Duration // of one attempt; lineLimit where it is 0
}

// A dialect is how a kind of server is asked for a line.
type dialect struct {
	name     string                               // of the engine
	settings string                               // for a person and for the cache
	header   func(h http.Header, key string)      // nil where no key is sent
	body     func(text string, speed float64) any // becomes JSON
	speed    float64
	pcm      int    // Hz of raw PCM, where that is what it sends
	query    string // of the address
}

// newServer returns the engine of a server that is asked by a call, a path below its address.
func newServer(s Settings, address, call string, d dialect) (Engine, error) {
	u, err := serverAddress(address, call)
	if err != nil {
		return nil, err
	}
	u.RawQuery = cmp.Or(d.query, u.RawQuery)
	return &server{dialect: d, url: u.String(), key: secret(s.Key), client: newClient(u.Scheme), first: time.Second}, nil
}

const (
	attempts    = 4
	longestWait = time.Minute // that a server may ask for between two attempts
)

// Speak is [Engine]'s. What may pass (a connection that breaks, too many requests, a
// server's own failure, an answer that breaks off) is tried four times. A wait that
// the server asks for is kept; it counts to no time limit.
func (s *server) Speak(ctx context.Context, text string) (take []float32, rate int, err error) {
	pause := s.first
	for attempt := 1; ; attempt++ {
		take, rate, err = s.try(ctx, text)
		var busy *busyError
		switch {
		case err == nil, attempt == attempts, !errors.As(err, &busy):
			return take, rate, err
		case busy.wait > longestWait:
			return nil, 0, fmt.Errorf("%w; it asks to be left alone for %v", err, busy.wait.Round(time.Second))
		}
		select {
		case <-time.After(max(pause, busy.wait)):
			pause *= 2
		case <-ctx.Done():
			return nil, 0, context.Cause(ctx)
		}
	}
}

func (s *server) String() string {
	return fmt.Sprintf("%s at %s, %s", s.name, hidePassword(s.url), s.settings)
}

// Identity is [Engine]'s. What a server does with the same question cannot be known.
func (s *server) Identity() string {
	return joined(s.name, hidePassword(s.url), s.settings, fmt.Sprint(s.speed))
}

// AtSpeed is [Paced]'s. Servers take 0.25 to 4 times the usual speed.
func (s *server) AtSpeed(factor float64) Engine {
	t := *s
	t.speed = max(0.25, min(s.speed*factor, 4))
	return &t
}

// Jobs is how many lines a server is asked for at a time, where nothing else is said.
func (s *server) Jobs() int { return 2 }

// A busyError is a failure that may pass.
type busyError struct {
	error
	wait time.Duration // that the server asks for
}

// try asks once.
func (s *server) try(ctx context.Context, text string) ([]float32, int, error) {
	ctx, stop := process.WithLimit(ctx, s.limit)
	defer stop()
	request, err := s.request(ctx, text)
	if err != nil {
		return nil, 0, err
	}
	answer, err := s.client.Do(request)
	switch {
	case ctx.Err() != nil:
		return nil, 0, context.Cause(ctx)
	case errors.Is(err, syscall.ECONNREFUSED):
		return nil, 0, fmt.Errorf("%s: %w", s.host(), ErrNoServer)
	case errors.Is(err, errNotLoopback):
		return nil, 0, s.failed(err)
	case err != nil:
		return nil, 0, &busyError{error: s.failed(err)}
	}
	defer answer.Body.Close()
	take, rate, err := s.read(ctx, answer)
	if ctx.Err() != nil {
		return nil, 0, context.Cause(ctx)
	}
	return take, rate, err
}

// request is the question for a line.
func (s *server) request(ctx context.Context, text string) (*http.Request, error) {
	body, err := json.Marshal(s.body(text, s.speed))
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(body))
	if err != nil {
		return nil, s.failed(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if s.key != "" && s.header != nil {
		s.header(request.Header, string(s.key))
	}
	return request, nil
}

// read reads an answer, of which no more is kept than the sound of a line needs.
func (s *server) read(ctx context.Context, answer *http.Response) ([]float32, int, error) {
	status := answer.StatusCode
	if status != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(answer.Body, process.MostComplaint)) // without it the status has to do
		err := s.refused(statusText(status)+s.redirect(answer), said)
		if status == http.StatusTooManyRequests || status >= 500 {
			err = &busyError{err, retryAfter(answer.Header)}
		}
		return nil, 0, err
	}
	body := &process.Bounded{Most: process.MostOutput, Full: process.ErrTooMuch}
	switch _, err := io.Copy(body, answer.Body); {
	case body.Overflowed:
		return nil, 0, fmt.Errorf("%s %w", s.host(), process.ErrTooMuch)
	case err != nil:
		return nil, 0, &busyError{error: s.failed(fmt.Errorf("its answer broke off: %w", err))}
	case isText(answer.Header) && container.Of(body.Kept) == "": // piper's server calls its sound text/html
		return nil, 0, s.refused("no sound", body.Kept)
	}
	return container.Decode(ctx, body.Kept, s.host(), cmp.Or(pcmRate(answer.Header), s.pcm))
}

// failed is an error of the connection. What package http says of it holds the address
// once more, with a password that it may have.
func (s *server) failed(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return fmt.Errorf("%s: %s", s.host(), s.key.hiddenIn(err.Error()))
}

// refused is an answer that is no sound.
func (s *server) refused(status string, body []byte) error {
	const most = 1000 // bytes
	said := s.key.hiddenIn(string(body))
	return fmt.Errorf("%s answered %s%s", s.host(), status, process.Quoted(said[:min(len(said), most)]))
}

func (s *server) host() string {
	u, _ := url.Parse(s.url) // it was parsed before
	return u.Host
}

// statusText names a status by its number: the server's own words for it are not shown.
func statusText(status int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status)))
}

// redirect says where an answer sends to, which is nowhere gone: the key would go there too.
func (s *server) redirect(answer *http.Response) string {
	if answer.StatusCode < 300 || answer.StatusCode >= 400 {
		return ""
	}
	to, err := answer.Location()
	if err != nil {
		return ", a redirect, which is not followed"
	}
	return ", a redirect to " + s.key.hiddenIn(hidePassword(to.String())) + ", which is not followed"
}

// retryAfter is how long a server asks to wait, in seconds or until a date (RFC 9110, section 10.2.3).
func retryAfter(h http.Header) time.Duration {
	if seconds, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil {
		return time.Duration(max(0, min(seconds, 86400)) * float64(time.Second))
	}
	date, err1 := http.ParseTime(h.Get("Retry-After"))
	now, err2 := http.ParseTime(h.Get("Date")) // the server's own clock
	if err1 != nil || err2 != nil {
		return 0
	}
	return max(0, date.Sub(now))
}

// pcmRate is the rate of raw PCM in Hz that an answer declares, as "audio/pcm; rate=24000"
// or "audio/L16; rate=24000" (RFC 2586); 0 where it declares none.
func pcmRate(h http.Header) int {
	kind, parameters, _ := mime.ParseMediaType(h.Get("Content-Type"))
	rate, err := strconv.Atoi(parameters["rate"])
	if kind != "audio/pcm" && kind != "audio/l16" || err != nil || rate < 8000 || rate > 192000 {
		return 0
	}
	return rate
}

// isText tells an answer that cannot be sound.
func isText(h http.Header) bool {
	kind, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	return strings.HasPrefix(kind, "text/") || kind == "application/json"
}
