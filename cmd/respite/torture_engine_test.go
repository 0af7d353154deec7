//go:build linux

package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"respite/cmd/respite/cli"
)

// engines tests programs and servers that misbehave.
type engines struct {
	*torture
	routine string
	server  *httptest.Server
	other   *httptest.Server // must not receive a key
	mode    atomic.Pointer[badServer]
	stolen  atomic.Int64
	left    string // files in the temporary folder
}

// A badEngine is a shell script. It reads the text from standard input and gets the name of
// the output file as $1.
type badEngine struct{ name, program string }

var badEngines = []badEngine{
	{"hangs", "sleep 1000"},
	{"hangs and ignores signals", "trap '' INT TERM HUP; sleep 1000; sleep 1000"},
	{"leaves a child that hangs", "setsid sleep 1000 & flite -t 'hello there' -o $1"},
	{"floods standard output", "cat /dev/zero"},
	{"floods standard error", "cat /dev/zero >&2"},
	{"floods its file", "head -c 100000000 /dev/zero >$1"},
	{"says nothing", "exit 0"},
	{"fails", "echo no voice today >&2; exit 3"},
	{"fails at length", "yes 'a long complaint \033[31m' | head -c 1000000 >&2; exit 3"},
	{"dies", "kill -9 $$"},
	{"writes an empty file", ": >$1"},
	{"writes text", "cat >$1"},
	{"writes noise", "head -c 100000 /dev/urandom >$1"},
	{"cuts its file", "flite -t 'a line that is not too short' -o $1.x; head -c 9000 $1.x >$1; rm $1.x"},
	{"writes a header alone", "flite -t hello -o $1.x; head -c 44 $1.x >$1; rm $1.x"},
	{"makes a folder", "mkdir $1"},
	{"makes a pipe", "mkfifo $1"},
	{"makes a link to a device", "ln -s /dev/zero $1"},
}

// A badServer answers a request.
type badServer struct {
	name  string
	serve http.HandlerFunc
}

const engineKey = "sk-torture/7+Y="

func newEngines(x *torture) rounder {
	e := &engines{torture: x, routine: sessionsOf(x).path(routineName(0))}
	e.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // otherwise the end of the connection is not noticed
		e.mode.Load().serve(w, r)
	}))
	e.other = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Header.Get("Authorization"), engineKey) {
			e.stolen.Add(1)
		}
	}))
	x.t.Cleanup(e.server.Close)
	x.t.Cleanup(e.other.Close)
	return e
}

// badServers are the ways in which a server can fail.
func (e *engines) badServers() []badServer {
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code); fmt.Fprint(w, body) }
	}
	redirect := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, e.other.URL, code) }
	}
	return []badServer{
		{"hangs", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
		{"drips", drip},
		{"floods", flood},
		{"floods its header", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 1<<20)) }},
		{"drops", drop("")},
		{"drops in the middle", drop("HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nContent-Length: 100000\r\n\r\nRIFF")},
		{"is no server", drop("SSH-2.0-OpenSSH_9.2\r\n")},
		{"sends text", status(200, "<html>welcome</html>")},
		{"sends nothing", status(200, "")},
		{"redirects 302", redirect(302)},
		{"redirects 307", redirect(307)},
		{"fails", status(500, "out of order")},
		{"is busy", status(429, "later")},
		{"refuses", status(401, "the key "+engineKey+" or "+url.QueryEscape(engineKey)+" is \x1b[31mwrong")},
	}
}

func drip(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		fmt.Fprint(w, "R")
		_ = http.NewResponseController(w).Flush()
		time.Sleep(100 * time.Millisecond)
	}
}

func flood(w http.ResponseWriter, r *http.Request) {
	for b := make([]byte, 1<<16); r.Context().Err() == nil; {
		if _, err := w.Write(b); err != nil {
			return
		}
	}
}

// drop sends a part of an answer and closes the connection.
func drop(first string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if c, _, err := http.NewResponseController(w).Hijack(); err == nil {
			fmt.Fprint(c, first)
			c.Close()
		}
	}
}

func (e *engines) round() {
	os.RemoveAll(e.path("cold"))
	if e.oneIn(2) {
		e.program(one(e.torture, badEngines))
	} else {
		e.serve(one(e.torture, e.badServers()))
	}
}

func (e *engines) program(bad badEngine) {
	script := e.write([]byte("#!/bin/sh\n"+bad.program+"\n"), "engine.sh")
	e.must(os.Chmod(script, 0o777))
	e.speaks("an engine that "+bad.name, "RESPITE_TTS=command:"+script+" {out}")
}

func (e *engines) serve(bad badServer) {
	e.mode.Store(&bad)
	e.speaks("a server that "+bad.name, "RESPITE_TTS=openai", "RESPITE_TTS_VOICE=anna", "RESPITE_TTS_URL="+e.server.URL+"/v1", "RESPITE_TTS_KEY="+engineKey)
	e.server.CloseClientConnections()
	if e.stolen.Swap(0) > 0 {
		e.fault(wrongCodes, "%s: it got the key", bad.name)
	}
}

// speaks renders with an engine, and interrupts it if it takes long. Then there must be no
// file, and no process of the engine.
func (e *engines) speaks(what string, env ...string) {
	file := e.path("out", "engine.wav")
	mark := fmt.Sprintf("RESPITE_MARK=%d", e.random.Uint64())
	v := e.start(append(env, mark, "XDG_CACHE_HOME="+e.path("cold")), "render", e.routine, "-o", file)
	v.after(time.Second + e.moment(4*time.Second))
	_ = v.cmd.Process.Signal(one(e.torture, []syscall.Signal{syscall.SIGINT, syscall.SIGTERM})) // it may have ended already
	code, text := v.end(), v.said.String()
	if code == -1 { // it was not ready to receive signals yet
		e.counts["rounds that ended before an engine was asked"]++
		return
	}
	e.counts["rounds with "+what]++
	switch _, err := os.Stat(file); {
	case err == nil && code != cli.ExitDone, !saysWhy(code, text), code == cli.ExitUsage:
		e.fault(wrongCodes, "%d with %s: %v, %s", code, what, err, text)
	case err == nil:
		e.fault(wrongSound, "%s: its sound was taken", what)
	case strings.Contains(text, "torture/7") || strings.Contains(text, url.QueryEscape(engineKey)) || strings.Contains(text, "\x1b"):
		e.fault(wrongCodes, "with %s: %q", what, text)
	}
	os.Remove(file)
	e.findRunning(what, mark)
	e.findLeft("tmp", e.stays, fmt.Sprintf("%s, exit %d, saying %q", what, code, text))
}

// stays tells whether a name also existed after the previous round. On a busy machine a run
// may not have enough time to clean up after an interrupt; the next run does it.
func (e *engines) stays(name string) bool {
	if e.left == name {
		return true
	}
	e.left = name
	return false
}

// findRunning finds processes with a mark in their environment.
func (e *engines) findRunning(what, mark string) {
	time.Sleep(100 * time.Millisecond) // killed processes need a moment to end
	for _, pid := range processesWith(mark) {
		e.fault(filesLeft, "%s: process %d runs on", what, pid)
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
}
