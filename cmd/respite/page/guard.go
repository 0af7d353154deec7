package page

import (
	"crypto/rand"
	"crypto/subtle"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// NewToken returns a secret part for addresses, with 130 random bits.
func NewToken() string { return strings.ToLower(rand.Text()) }

// guard rejects requests from pages of other sites, such as DNS rebinding and cross-site
// requests. It accepts requests from pages of this server, and addresses that a person opens.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		switch {
		case !s.isOwn(r.Host):
			fail(w, http.StatusForbidden, "this server does not go by that name")
		case !sameOrigin(r):
			fail(w, http.StatusForbidden, "this server answers only its own pages")
		case r.ContentLength > mostBody:
			drain(r)
			fail(w, http.StatusRequestEntityTooLarge, "the request is too large")
		default:
			s.enterToken(w, r, next)
		}
	})
}

// drain reads the rest of a body that is too large, up to a limit. If the server closed the
// connection at once, the client would see a reset instead of the answer.
func drain(r *http.Request) {
	_, _ = io.CopyN(io.Discard, r.Body, 8*mostBody) // errors do not matter here
}

// enterToken removes the token from the path, or answers not found.
func (s *Server) enterToken(w http.ResponseWriter, r *http.Request, next http.Handler) {
	if s.Token == "" {
		next.ServeHTTP(w, r)
		return
	}
	first, rest, found := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if subtle.ConstantTimeCompare([]byte(first), []byte(s.Token)) != 1 {
		fail(w, http.StatusNotFound, "there is nothing at this address")
		return
	}
	if !found {
		http.Redirect(w, r, "/"+s.Token+"/", http.StatusMovedPermanently)
		return
	}
	inside := r.Clone(r.Context())
	inside.URL = &url.URL{Path: "/" + rest, RawQuery: r.URL.RawQuery}
	next.ServeHTTP(w, inside)
}

// isOwn tells whether a Host header names this server.
func (s *Server) isOwn(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	return slices.ContainsFunc(s.Hosts, func(own string) bool { return strings.EqualFold(own, name) })
}

// sameOrigin tells whether a request comes from our own pages or from a person who typed the
// address.
func sameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err == nil && u.Host == r.Host
	}
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Method == http.MethodGet
	}
	return true
}

// A slowWriter applies a separate time limit to each write. So an answer may take hours, but a
// client that stops reading is dropped after one limit.
type slowWriter struct {
	http.ResponseWriter
	control *http.ResponseController
}

func newSlowWriter(w http.ResponseWriter) *slowWriter {
	return &slowWriter{w, http.NewResponseController(w)}
}

func (p *slowWriter) Write(b []byte) (int, error) {
	_ = p.control.SetWriteDeadline(time.Now().Add(idle)) // not every writer supports deadlines
	return p.ResponseWriter.Write(b)
}
