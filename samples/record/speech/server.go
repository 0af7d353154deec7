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

// ErrNoServer means that no server runs at the address.
var ErrNoServer = errors.New("connection refused: no server is running there")

// A server is an engine that is requested over HTTP with POST. Its dialect determines the
// request.
type server struct {
	dialect
	url    string
	key    secret
	client *http.Client
	first  time.Duration // pause before the second attempt; later pauses double
	limit  time.Duration // time limit for one attempt; 0 means the one for a line
}

// A dialect describes the requests of one kind of server.
type dialect struct {
	name     string                               // name of the engine
	settings string                               // description for people and the cache
	header   func(h http.Header, key string)      // nil if no key is sent
	body     func(text string, speed float64) any // encoded as JSON
	speed    float64
	pcm      int    // Hz, if the server sends raw PCM
	query    string // query of the address
}

// newServer returns the engine of a server. call is the path of the request below the address.
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
	longestWait = time.Minute // longest pause that a server may request
)

// Speak implements [Engine]. It makes up to four attempts after temporary failures: a broken
// connection, too many requests, an internal error of the server, or an incomplete answer. It
// waits as long as the server requests; the wait does not count towards the time limit.
func (s *server) Speak(ctx context.Context, text string) (take []float32, rate int, err error) {
	pause := s.first
	for attempt := 1; ; attempt++ {
		take, rate, err = s.try(ctx, text)
		var busy *busyError
		switch {
		case err == nil, attempt == attempts, !errors.As(err, &busy):
			return take, rate, err
		case busy.wait > longestWait:
			return nil, 0, fmt.Errorf("%w; it asks to wait %v", err, busy.wait.Round(time.Second))
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

// Identity implements [Engine]. It covers only the request, because the version of a server is
// unknown.
func (s *server) Identity() string {
	return joined(s.name, hidePassword(s.url), s.settings, fmt.Sprint(s.speed))
}

// AtSpeed implements [Paced]. Servers support 0.25 to 4 times the default speed.
func (s *server) AtSpeed(factor float64) Engine {
	t := *s
	t.speed = max(0.25, min(s.speed*factor, 4))
	return &t
}

// Jobs returns the default number of concurrent requests.
func (s *server) Jobs() int { return 2 }

// A busyError is a temporary failure.
type busyError struct {
	error
	wait time.Duration // pause that the server requests
}

// try makes one request.
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

// request builds the request for a line.
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

// read reads an answer. It limits the size to what a line needs.
func (s *server) read(ctx context.Context, answer *http.Response) ([]float32, int, error) {
	status := answer.StatusCode
	if status != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(answer.Body, process.MostComplaint)) // on an error, the status is enough
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
		return nil, 0, &busyError{error: s.failed(fmt.Errorf("its answer was cut off: %w", err))}
	case isText(answer.Header) && container.Of(body.Kept) == "": // piper's server calls its sound text/html
		return nil, 0, s.refused("no sound", body.Kept)
	}
	return container.Decode(ctx, body.Kept, s.host(), cmp.Or(pcmRate(answer.Header), s.pcm))
}

// failed converts an error of the connection. It removes the repeated address, which may
// contain a password.
func (s *server) failed(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return fmt.Errorf("%s: %s", s.host(), s.key.hiddenIn(err.Error()))
}

// refused returns the error for an answer without sound.
func (s *server) refused(status string, body []byte) error {
	const most = 1000 // bytes
	said := s.key.hiddenIn(string(body))
	return fmt.Errorf("%s answered %s%s", s.host(), status, process.Quoted(said[:min(len(said), most)]))
}

func (s *server) host() string {
	u, _ := url.Parse(s.url) // it was parsed before
	return u.Host
}

// statusText returns the standard name of a status. The server's own text is not shown.
func statusText(status int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status)))
}

// redirect returns the error for a redirect. respite does not follow it, because that would
// send the key to the new address.
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

// retryAfter returns how long a server asks to wait, in seconds or until a date (RFC 9110,
// section 10.2.3).
func retryAfter(h http.Header) time.Duration {
	if seconds, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil {
		return time.Duration(max(0, min(seconds, 86400)) * float64(time.Second))
	}
	date, err1 := http.ParseTime(h.Get("Retry-After"))
	now, err2 := http.ParseTime(h.Get("Date")) // by the server's clock
	if err1 != nil || err2 != nil {
		return 0
	}
	return max(0, date.Sub(now))
}

// pcmRate returns the rate in Hz that an answer declares for raw PCM, as "audio/pcm;
// rate=24000" or "audio/L16; rate=24000" (RFC 2586); 0 if there is none.
func pcmRate(h http.Header) int {
	kind, parameters, _ := mime.ParseMediaType(h.Get("Content-Type"))
	rate, err := strconv.Atoi(parameters["rate"])
	if kind != "audio/pcm" && kind != "audio/l16" || err != nil || rate < 8000 || rate > 192000 {
		return 0
	}
	return rate
}

// isText tells whether an answer is text and cannot be sound.
func isText(h http.Header) bool {
	kind, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	return strings.HasPrefix(kind, "text/") || kind == "application/json"
}
