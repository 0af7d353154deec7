package speech

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"respite/samples/record/speech/process"
)

// joined combines texts into one. Different lists give different results.
func joined(parts ...string) string {
	b, _ := json.Marshal(parts) // strings can always be encoded
	return string(b)
}

// Identity implements [Engine]. It covers the program, its version, its words, and files among
// the words, such as scripts and models, each with its path, size and time.
func (p Program) Identity() string {
	path, err := exec.LookPath(p.Words[0])
	if err != nil {
		path = p.Words[0]
	}
	parts := []string{p.Name, fileIdentity(path), fmt.Sprint(p.pcm)}
	for _, w := range append(p.Words[1:len(p.Words):len(p.Words)], p.Env...) {
		parts = append(parts, w, fileIdentity(w))
	}
	if p.version != nil {
		c := process.Command{Words: append([]string{p.Words[0]}, p.version...)}
		said, complaint, _ := c.Run(context.Background()) // without an answer, only the file is used
		parts = append(parts, string(said), complaint)
	}
	return joined(parts...)
}

// fileIdentity describes the path, size and time of a file; empty if it does not exist.
func fileIdentity(name string) string {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	if abs, err := filepath.Abs(name); err == nil {
		name = abs
	}
	return joined(name, fmt.Sprint(info.Size()), fmt.Sprint(info.ModTime().UnixNano()))
}
