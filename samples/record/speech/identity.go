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

// joined is one text of several, such that other ones make another text.
func joined(parts ...string) string {
	b, _ := json.Marshal(parts) // strings never fail
	return string(b)
}

// Identity is [Engine]'s: the program that the command finds, its version, its words and the
// files among them, each with its place, size and time. A script and a model are such files.
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
		said, complaint, _ := c.Run(context.Background()) // without an answer the file has to do
		parts = append(parts, string(said), complaint)
	}
	return joined(parts...)
}

// fileIdentity is the place, size and time of a file; empty where there is no such file.
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
