// Package folders has the folders of the user's own files, as the system has them (on
// Linux, the XDG Base Directory Specification 0.8). Each is empty for a user without a
// home.
package folders

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// Stock is the name of a folder of files with stock phrases, beside a routine or among
// the user's data. Each is named after its language.
const Stock = "stock"

// Voices is the folder of the user's own voices.
func Voices() string { return userPath(xdg.DataHome, "XDG_DATA_HOME", "voices") }

// StockPhrases is the folder of the user's own stock phrases.
func StockPhrases() string { return userPath(xdg.DataHome, "XDG_DATA_HOME", Stock) }

// Config is the user's settings file.
func Config() string { return userPath(xdg.ConfigHome, "XDG_CONFIG_HOME", "config.yaml") }

// Cache is the folder of what engines spoke. Without one nothing is kept.
func Cache() string { return userPath(xdg.CacheHome, "XDG_CACHE_HOME", "lines") }

// userPath is a place in respite's own folder below base, which variable may have set.
func userPath(base, variable, name string) string {
	if _, err := os.UserHomeDir(); err != nil && os.Getenv(variable) == "" {
		return ""
	}
	return filepath.Join(base, "respite", name)
}

// Kokoro is the folder with the model of the engine kokoro.
func Kokoro() string {
	if dir := os.Getenv("RESPITE_KOKORO"); dir != "" {
		return dir
	}
	return filepath.Join(filepath.Dir(Voices()), "kokoro")
}
