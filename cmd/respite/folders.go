package main

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// The folders of the user's own files, as the system has them (on Linux, the XDG
// Base Directory Specification 0.8). Each is empty for a user without a home.

// voicesDir is the folder of the user's own voices.
func voicesDir() string { return userPath(xdg.DataHome, "XDG_DATA_HOME", "voices") }

// stockDir is the folder of the user's own stock phrases.
func stockDir() string { return userPath(xdg.DataHome, "XDG_DATA_HOME", stockFolder) }

// configFile is the user's settings file.
func configFile() string { return userPath(xdg.ConfigHome, "XDG_CONFIG_HOME", "config.yaml") }

// cacheDir is the folder of what engines spoke. Without one nothing is kept.
func cacheDir() string { return userPath(xdg.CacheHome, "XDG_CACHE_HOME", "lines") }

// userPath is a place in respite's own folder below base, which variable may have set.
func userPath(base, variable, name string) string {
	if _, err := os.UserHomeDir(); err != nil && os.Getenv(variable) == "" {
		return ""
	}
	return filepath.Join(base, "respite", name)
}
