package voice

import (
	"errors"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/samples/record"
)

func newCache(std cli.Streams) *cobra.Command {
	var clear bool
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "show or clear the lines that engines spoke",
		Long: `Cache shows the number, the size and the folder of the cached lines of engines.
Each line is spoken only once; above 256 MB, the oldest lines are removed.`,
		Example: "  respite voice cache\n  respite voice cache --clear",
		Args:    cli.Takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			dir := folders.Cache()
			if dir == "" {
				return hint.With(errors.New("there is no home folder to keep lines in"), "set XDG_CACHE_HOME")
			}
			cache := record.NewCache(dir)
			if clear {
				if err := cache.Clear(); err != nil {
					return hint.Plain(err)
				}
			}
			lines, bytes, err := cache.Size()
			if err != nil {
				return hint.Plain(err)
			}
			_, err = clean.Fprintf(std.Out, "%s, %.1f MB in %s\n", cli.Counted(lines, "line"), float64(bytes)/1e6, dir)
			return err
		},
	}
	cmd.Flags().BoolVar(&clear, "clear", false, "remove them all")
	return cmd
}
