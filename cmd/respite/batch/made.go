package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/render"
	"respite/cmd/respite/session"
)

// madeOf returns a checksum of everything that a track is made from: the program, the flags,
// the plan's fields in its lines, the engine, and the content of every input file.
func (m *trackMaker) madeOf(row Row, cmd *cobra.Command, f *render.Flags, s checkedSession) (string, error) {
	parts := append([]string{m.sums.program(), routineOf(row), row.Output}, values(cmd)...)
	for _, field := range s.fields {
		parts = append(parts, field, row.Fields[field])
	}
	for _, in := range slices.Concat(f.Inputs(routineOf(row)), s.named) {
		sum, err := m.sums.of(in.Name)
		if err != nil {
			return "", err
		}
		parts = append(parts, in.What, sum)
	}
	return Sum(append(parts, s.engine)...), nil
}

// contentSums caches the checksums of files and folders, so that each is read only once.
type contentSums struct {
	program func() string
	files   *memo[string]
	engines *memo[string]
}

func newContentSums() *contentSums {
	return &contentSums{program: sync.OnceValue(programSum), files: newMemo[string](10_000), engines: newMemo[string](100)}
}

// programSum identifies the version of respite. A build whose version may have other code is
// identified by a checksum of its executable.
func programSum() string {
	if v := cli.Version(); !strings.Contains(v, "devel") && !strings.Contains(v, "dirty") {
		return cli.Version()
	}
	name, err := os.Executable()
	if err != nil {
		return cli.Version()
	}
	sum, err := contentSum(name)
	if err != nil {
		return cli.Version()
	}
	return sum
}

// of returns the checksum of a file, or of all files in a folder and their names.
func (c *contentSums) of(name string) (string, error) {
	return c.files.get(name, func() (string, error) { return contentSum(name) })
}

// engine returns the identity of an engine. Some engines run a program to find it.
func (c *contentSums) engine(s *sharedSpeech, t *session.TTS, language string) (string, error) {
	return c.engines.get(s.key(t, language), func() (string, error) { return s.identity(t, language) })
}

// contentSum returns the checksum of a file, or of all files in a folder and their names. A
// missing file also has a checksum, because the name may mean something to an engine.
func contentSum(name string) (string, error) {
	if !folders.IsFolder(name) {
		return fileSum(name)
	}
	var parts []string
	err := filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		sum, err := fileSum(path)
		parts = append(parts, strings.TrimPrefix(path, name), sum)
		return err
	})
	return Sum(parts...), hint.Plain(err)
}

func fileSum(name string) (string, error) {
	sum, err := SumFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "none", nil
	}
	return sum, hint.Plain(err)
}
