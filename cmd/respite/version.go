package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"respite/audio/play"
)

// release is set by the Makefile, from git.
var release string

// version is the release or, without one, what the Go toolchain knows.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return cmp.Or(release, info.Main.Version)
	}
	return cmp.Or(release, "(devel)")
}

func newVersion(std streams) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "print the version",
		Args:  takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := fmt.Fprintf(std.out, "respite %s, %s, %s/%s, sound through %s\n",
				version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, play.Backend)
			return err
		},
	}
}
