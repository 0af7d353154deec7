package main

import (
	"os"
	"path/filepath"
)

// cacheDir is the folder of what engines spoke; empty where the user has none
// for caches, and then nothing is kept.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "respite", "lines")
}
