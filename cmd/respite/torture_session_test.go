//go:build linux

package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"time"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/output"
)

// sessions holds an old and a new session, and their expected files of each type.
type sessions struct {
	*torture
	whole map[string][2]sum
	longs map[string]time.Duration // time to write the file, by type
}

// A sum is the checksum of a file.
type sum struct {
	hash [sha256.Size]byte
	size int64
}

// sessionsOf writes the sessions once.
func sessionsOf(x *torture) *sessions {
	if x.sessions != nil {
		return x.sessions
	}
	s := &sessions{torture: x, whole: map[string][2]sum{}, longs: map[string]time.Duration{}}
	x.mkdir("ref")
	for i, hold := range []string{"1 breath", "2 breaths"} {
		x.write(fmt.Appendf(nil, "title: T%d\nstretches:\n  - {name: Cobra, hold: %s, settle: 1s}\n", i, hold), routineName(i))
	}
	x.sessions = s
	return s
}

// kind returns a random file type, and makes its expected files.
func (s *sessions) kind() string {
	kind := one(s.torture, append([]string{output.PageKind}, output.SoundKinds...))
	s.need(kind)
	return kind
}

// need makes the expected files of a type once.
func (s *sessions) need(kind string) {
	if _, ok := s.whole[kind]; !ok {
		s.make(kind, 0)
		s.make(kind, 1)
	}
}

// make writes an expected file.
func (s *sessions) make(kind string, i int) {
	start := time.Now()
	s.run("render", s.path(routineName(i)), "-o", s.reference(kind, i))
	s.longs[kind] = time.Since(start)
	is, err := sumOf(s.reference(kind, i))
	s.must(err)
	whole := s.whole[kind]
	whole[i] = is
	s.whole[kind] = whole
}

func routineName(i int) string { return fmt.Sprintf("r%d.yaml", i) }

func (s *sessions) reference(kind string, i int) string { return s.path("ref", fmt.Sprint(i, kind)) }

// put copies one of the sessions to a file.
func (s *sessions) put(file, kind string, i int) {
	b, err := os.ReadFile(s.reference(kind, i))
	s.must(err)
	s.must(os.WriteFile(file, b, 0o666))
}

// render starts to write the new session.
func (s *sessions) render(file string, env ...string) *victim {
	return s.start(env, "render", s.path(routineName(1)), "-o", file)
}

// checkFile reports a file that is neither the complete old one nor the complete new one.
func (s *sessions) checkFile(file, kind string, replaced bool, code int) {
	s.need(kind)
	is, err := sumOf(file)
	old, whole := s.whole[kind][0], s.whole[kind][1]
	switch {
	case err == nil && is == whole:
	case code == cli.ExitDone:
		s.fault(brokenFiles, "%s: exit 0, and %d of %d bytes (%v)", file, is.size, whole.size, err)
	case replaced && (err != nil || is != old):
		s.fault(brokenFiles, "%s: not the old one any more: %d bytes, %v", file, is.size, err)
	case !replaced && !os.IsNotExist(err):
		s.fault(brokenFiles, "%s: %d of %d bytes (%v)", file, is.size, whole.size, err)
	}
}

func sumOf(file string) (s sum, err error) {
	f, err := os.Open(file)
	if err != nil {
		return s, err
	}
	defer f.Close()
	h := sha256.New()
	s.size, err = io.Copy(h, f)
	h.Sum(s.hash[:0])
	return s, err
}
