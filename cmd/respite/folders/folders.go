// Package folders returns the folders of the user's own files, and tells what a name stands for.
// The folders follow the conventions of the system (on Linux, the XDG Base Directory
// Specification 0.8). Each is empty for a user without a home folder.
package folders

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// Stock is the name of a folder of stock phrases, beside a routine or in the user's data
// folder. It holds one file for each language, named after it.
const Stock = "stock"

// Voices returns the folder of the user's own voices.
func Voices() string { return userPath(xdg.DataHome, "XDG_DATA_HOME", "voices") }

// StockPhrases returns the folder of the user's own stock phrases.
func StockPhrases() string { return userPath(xdg.DataHome, "XDG_DATA_HOME", Stock) }

// Config returns the name of the user's settings file.
func Config() string { return userPath(xdg.ConfigHome, "XDG_CONFIG_HOME", "config.yaml") }

// Cache returns the folder for the lines of engines. If it is empty, nothing is cached.
func Cache() string { return userPath(xdg.CacheHome, "XDG_CACHE_HOME", "lines") }

// userPath returns a path in respite's folder below base. The environment variable may have
// set base.
func userPath(base, variable, name string) string {
	if _, err := os.UserHomeDir(); err != nil && os.Getenv(variable) == "" {
		return ""
	}
	return filepath.Join(base, "respite", name)
}

// Kokoro returns the folder with the model of the engine kokoro.
func Kokoro() string {
	if dir := os.Getenv("RESPITE_KOKORO"); dir != "" {
		return dir
	}
	return filepath.Join(filepath.Dir(Voices()), "kokoro")
}
