package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"respite/script/caption"
)

func newShow(std streams) *cobra.Command {
	var s session
	var asJSON bool
	var drawn pictured
	cmd := &cobra.Command{
		Use:   "show [ROUTINE]",
		Short: "print a session's timeline",
		Long: `Show prints what is heard when. ROUTINE is a built-in routine, a file, or - for
standard input; back-relief when left out. It also draws: --chart a strip for
the terminal, --svg -o FILE a picture, --sheet -o FILE a page for the fridge.`,
		Example: "  respite show --level deep --skip Cobra",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := drawn.check(routineArg(args)); err != nil {
				return err
			}
			if drawn.sheet {
				return s.showSheet(routineArg(args), drawn, std)
			}
			t, voice, err := s.timeline(routineArg(args), std)
			if err != nil {
				return err
			}
			if drawn.wanted() {
				src, err := s.sound(t, voice)
				if err != nil {
					return err
				}
				return drawn.draw(s.chart(t, src), std)
			}
			if asJSON {
				enc := json.NewEncoder(std.out)
				enc.SetEscapeHTML(false)
				enc.SetIndent("", "  ")
				return enc.Encode(t)
			}
			return caption.Text(std.out, t)
		},
	}
	s.addFlags(cmd)
	s.addSoundFlags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON, times in seconds")
	drawn.addFlags(cmd)
	return cmd
}
