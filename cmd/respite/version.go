package main

import (
	"encoding/json"
	"runtime"

	"github.com/spf13/cobra"

	"respite/audio/play"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
)

// release is the version from git; the Makefile sets it.
var release string

func newVersion(std cli.Streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "print the version",
		Example: `  respite version
  respite version --json`,
		Args: cli.Takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON {
				return json.NewEncoder(std.Out).Encode(map[string]string{
					"version": cli.Version(), "go": runtime.Version(), "os": runtime.GOOS, "arch": runtime.GOARCH, "sound": play.Backends,
				})
			}
			_, err := clean.Fprintf(std.Out, "respite %s, %s, %s/%s, sound through %s\n",
				cli.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, play.Backends)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}
