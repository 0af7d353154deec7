package cli

import (
	"cmp"
	"runtime/debug"
)

// Release is the version from git, which a build sets; empty otherwise.
var Release string

// Version returns Release or, if it is empty, the version that the Go toolchain recorded.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return cmp.Or(Release, info.Main.Version)
	}
	return cmp.Or(Release, "(devel)")
}
