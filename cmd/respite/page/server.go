package page

import (
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"os"
	"respite/cmd/respite/recent"
	"time"

	"golang.org/x/net/netutil"
)

// The limits of a server.
const (
	mostConnections = 256
	mostListeners   = 64 // concurrent streams of sound
	mostMade        = 4  // sessions that are made concurrently
	mostEncoded     = 2  // files that are encoded concurrently
	mostBody        = 512 << 10
	mostHeader      = 16 << 10
	idle            = time.Minute // time limit for one write to a slow reader
	farewell        = 2 * time.Second
)

// A Server serves sessions to browsers on the same machine or network. It is read-only: data
// from the network is never written to a file, and starts no program except the encoders.
type Server struct {
	Studio Studio
	Folder string   // folder of session files for the feed; empty for none
	Token  string   // first part of every path; empty for none
	Hosts  []string // host names of the server, without ports
	Log    *log.Logger

	root      *os.Root
	sessions  *sessionCache
	routines  *recent.Values[[]byte] // texts that listeners sent, by ownName
	listeners chan struct{}
	encoders  chan struct{}
}

// Serve answers on l until ctx ends, and then gives running answers a short time to finish.
// When it returns, all of its goroutines have ended.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h, err := s.Handler()
	if err != nil {
		return err
	}
	defer s.close()
	server := &http.Server{
		Handler: h, ErrorLog: s.Log, MaxHeaderBytes: mostHeader,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: idle, IdleTimeout: idle,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		<-ctx.Done()
		soon, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
		defer cancel()
		if server.Shutdown(soon) != nil {
			server.Close()
		}
	}()
	err = server.Serve(netutil.LimitListener(l, mostConnections))
	if errors.Is(err, http.ErrServerClosed) {
		<-ended
		return nil
	}
	return err
}

// Handler returns the server as an HTTP handler, for tests and other servers.
func (s *Server) Handler() (http.Handler, error) {
	if s.Folder != "" {
		root, err := os.OpenRoot(s.Folder)
		if err != nil {
			return nil, err
		}
		s.root = root
	}
	s.sessions, s.routines = newSessionCache(s.Studio, mostMade), recent.New[[]byte](keptOwn)
	s.listeners, s.encoders = make(chan struct{}, mostListeners), make(chan struct{}, mostEncoded)
	return s.guard(s.routes()), nil
}

func (s *Server) close() {
	if s.root != nil {
		s.root.Close()
	}
}

func (s *Server) routes() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /{$}", s.serveIndex)
	m.HandleFunc("GET /session", s.serveSession)
	m.HandleFunc("GET /total", s.serveTotal)
	m.HandleFunc("POST /check", s.serveCheck)
	m.HandleFunc("GET /sound.wav", s.serveSound("audio/wav", newWAV))
	m.HandleFunc("GET /sound.flac", s.serveSound("audio/flac", newFLAC))
	m.HandleFunc("GET /page.html", s.servePage)
	m.HandleFunc("GET /sheet.html", s.serveSheet)
	m.HandleFunc("GET /captions.vtt", s.serveCaptions)
	for _, kind := range s.Studio.Kinds() {
		m.HandleFunc("GET /encoded"+kind, s.serveEncoded(kind))
	}
	m.HandleFunc("GET /manifest.webmanifest", serveManifest)
	m.HandleFunc("GET /icon.svg", serveIconSVG)
	m.HandleFunc("GET /icon-192.png", serveIconPNG(192))
	m.HandleFunc("GET /icon-512.png", serveIconPNG(512))
	m.HandleFunc("GET /worker.js", serveWorker)
	if s.root != nil {
		m.HandleFunc("GET /feed.xml", s.serveFeed)
		m.HandleFunc("GET /files/{name}", s.serveFile)
	}
	return m
}

// enter takes a place without waiting. If there is none, it answers that the server is busy.
func enter(w http.ResponseWriter, places chan struct{}) (leave func(), ok bool) {
	select {
	case places <- struct{}{}:
		return func() { <-places }, true
	default:
		w.Header().Set("Retry-After", "5")
		fail(w, http.StatusServiceUnavailable, errBusy.Error())
		return nil, false
	}
}
