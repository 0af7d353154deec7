package page

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"respite/script"
	"respite/script/caption"
)

// served are the extra head elements of a server's pages.
const served = template.HTML(`<link rel="manifest" href="manifest.webmanifest"><link rel="icon" href="icon.svg">
`)

// recording returns the session for a request and a file type as in [Choice]. After an error,
// it answers the request and returns ok = false.
func (s *Server) recording(w http.ResponseWriter, r *http.Request, kind string) (*Recording, Choice, bool) {
	c, err := s.choiceOf(r.URL.Query())
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return nil, c, false
	}
	c.Kind = kind
	rec, err := s.sessions.get(r.Context(), c.Kind+"?"+c.query(), c)
	if err != nil {
		s.failWith(w, err)
		return nil, c, false
	}
	return rec, c, true
}

// failWith tells the client about mistakes in its choice. For internal errors, it reports only
// that one occurred.
func (s *Server) failWith(w http.ResponseWriter, err error) {
	var m Mistakes
	switch {
	case errors.As(err, &m):
		fail(w, http.StatusUnprocessableEntity, m.Error())
	case errors.Is(err, errBusy):
		w.Header().Set("Retry-After", "5")
		fail(w, http.StatusServiceUnavailable, err.Error())
	case errors.Is(err, context.Canceled):
		fail(w, http.StatusServiceUnavailable, "the request was given up")
	default:
		s.Log.Print(err)
		fail(w, http.StatusInternalServerError, "the session could not be made")
	}
}

// serveSession serves the page that plays a session from this server.
func (s *Server) serveSession(w http.ResponseWriter, r *http.Request) {
	rec, c, ok := s.recording(w, r, "")
	if !ok {
		return
	}
	q, words := c.query(), wordsOf(rec.Language)
	file := fileName(c.Routine, rec.Timeline)
	links := []Link{
		{Name: words["back"], URL: "./"}, {Name: words["sheet"], URL: "sheet.html?" + q},
		{Name: "WAV", URL: "sound.wav?" + q, File: file + ".wav"}, {Name: "FLAC", URL: "encoded.flac?" + q, File: file + ".flac"},
	}
	for _, kind := range s.Studio.Kinds() {
		if kind == ".mp3" {
			links = append(links, Link{"MP3", "encoded.mp3?" + q, file + ".mp3"})
		}
	}
	links = append(links, Link{"WebVTT", "captions.vtt?" + q, file + ".vtt"}, Link{"HTML", "page.html?" + q, file + ".html"})
	var b bytes.Buffer
	if err := rec.writePlayer(&b, Sound{Type: "audio/wav", URL: "sound.wav?" + q}, served, links); err != nil {
		s.failWith(w, err)
		return
	}
	write(w, "text/html; charset=utf-8", b.Bytes())
}

// fileName returns the base name for the downloads of a session.
func fileName(routine string, t *script.Timeline) string {
	if t.Routine != "" {
		return t.Routine
	}
	return routine
}

// serveSound serves a session as a file that supports range requests.
func (s *Server) serveSound(kind string, open func(*Recording) *stream) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		leave, ok := enter(w, s.listeners)
		if !ok {
			return
		}
		defer leave()
		rec, c, ok := s.recording(w, r, "")
		if !ok {
			return
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "private, max-age=3600")
		w.Header().Set("ETag", fmt.Sprintf("%q", hashOf(kind + c.query())[len("'sha256-"):][:22]))
		if strings.Contains(r.Header.Get("Range"), ",") {
			r.Header.Del("Range") // only one range at a time
		}
		http.ServeContent(newSlowWriter(w), r, "", time.Time{}, open(rec))
	}
}

// serveEncoded serves a session in a compressed format. It encodes the session for each
// request.
func (s *Server) serveEncoded(kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.make(w, r, "application/octet-stream", kind, func(w io.Writer, rec *Recording) error { return s.Studio.Encode(r.Context(), w, kind, rec) })
	}
}

// servePage serves the session as one page that contains its sound.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	kind, mime := lossless, "audio/flac"
	if slices.Contains(s.Studio.Kinds(), ".mp3") {
		kind, mime = ".mp3", "audio/mpeg"
	}
	s.make(w, r, "text/html; charset=utf-8", kind, func(w io.Writer, rec *Recording) error {
		return rec.WritePlayer(w, Sound{Type: mime, Write: func(w io.Writer) error { return s.Studio.Encode(r.Context(), w, kind, rec) }})
	})
}

// lossless is the file type with exactly the samples that are played.
const lossless = ".flac"

// make answers with a complete file, and limits how many are made at the same time. kind is
// the type of its sound.
func (s *Server) make(w http.ResponseWriter, r *http.Request, mime, kind string, write func(io.Writer, *Recording) error) {
	if kind == lossless {
		kind = ""
	}
	rec, _, ok := s.recording(w, r, kind)
	if !ok {
		return
	}
	leave, ok := enter(w, s.encoders)
	if !ok {
		return
	}
	defer leave()
	w.Header().Set("Content-Type", mime)
	if err := write(newSlowWriter(w), rec); err != nil && r.Context().Err() == nil {
		s.Log.Print(err)
		panic(http.ErrAbortHandler) // the client must not mistake a part for the whole file
	}
}

func (s *Server) serveCaptions(w http.ResponseWriter, r *http.Request) {
	rec, _, ok := s.recording(w, r, "")
	if !ok {
		return
	}
	var b bytes.Buffer
	_ = caption.VTT(&b, rec.Timeline) // writing to a buffer cannot fail
	write(w, "text/vtt; charset=utf-8", b.Bytes())
}

func (s *Server) serveSheet(w http.ResponseWriter, r *http.Request) {
	c, err := s.choiceOf(r.URL.Query())
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	sheet, err := s.Studio.Sheet(r.Context(), c)
	if err != nil {
		s.failWith(w, err)
		return
	}
	var b bytes.Buffer
	if err := sheet.Write(&b); err != nil {
		s.failWith(w, err)
		return
	}
	write(w, "text/html; charset=utf-8", b.Bytes())
}

// A total summarises a choice on the first page before it is played.
type total struct {
	Routine  string   `json:"routine"`
	Total    string   `json:"total"`
	Seconds  float64  `json:"seconds"`
	Chapters []string `json:"chapters"`
	Mistakes Mistakes `json:"mistakes"`
}

func (s *Server) serveTotal(w http.ResponseWriter, r *http.Request) {
	c, err := s.choiceOf(r.URL.Query())
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	s.total(w, r, c)
}

// serveCheck checks a routine that a listener wrote, and keeps it in memory.
func (s *Server) serveCheck(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	if err != nil {
		drain(r)
		fail(w, http.StatusRequestEntityTooLarge, "the routine is too large")
		return
	}
	c, err := s.choiceOf(r.URL.Query())
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	c.Routine, c.Text, c.Only = ownName(text), text, nil
	s.routines.Keep(c.Routine, text)
	s.total(w, r, c)
}

// total answers with the length of a choice, or with its mistakes.
func (s *Server) total(w http.ResponseWriter, r *http.Request, c Choice) {
	answer := total{Routine: c.Routine, Chapters: []string{}, Mistakes: Mistakes{}}
	session, err := s.Studio.Plan(r.Context(), c)
	if err != nil && !errors.As(err, &answer.Mistakes) {
		s.failWith(w, err)
		return
	}
	if session.Timeline != nil {
		answer.Total, answer.Seconds = script.Clock(session.Timeline.Length), session.Timeline.Length.Seconds()
		for _, chapter := range session.Timeline.Chapters {
			answer.Chapters = append(answer.Chapters, chapter.Title)
		}
	}
	b, err := json.Marshal(answer)
	if err != nil {
		s.failWith(w, err)
		return
	}
	write(w, "application/json", b)
}

// write sends an answer that must not be cached.
func write(w http.ResponseWriter, kind string, b []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(b) // an error means that the client is gone
}

// fail answers with an error message in one line.
func fail(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, message)
}
