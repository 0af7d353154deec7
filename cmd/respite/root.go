package main

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/hint"
)

// streams are what a command reads and writes besides files.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130 // 128 + SIGINT, as shells have it
)

// run is the whole program but for the process around it; it returns the exit code.
func run(ctx context.Context, args []string, std streams) int {
	running := false // once a command runs, its errors are no longer of usage
	root := newRoot(std)
	root.PersistentPreRun = func(*cobra.Command, []string) { running = true }
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !running {
		path := strings.TrimSpace("help" + strings.TrimPrefix(cmd.CommandPath(), "respite"))
		err = hint.Usage(err, "respite "+path+" shows what there is")
	}
	return report(std.err, err)
}

func newRoot(std streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "respite",
		Short: "voice-guided stretching and breathing sessions",
		Long: `respite turns a routine of stretches, holds and breaths into a voice-guided
audio session, made to be followed with closed eyes.`,
		Example:       "  respite render -o back-relief.wav",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpCommand(&cobra.Command{
		Use:   "help [COMMAND]",
		Short: "help for a command",
		RunE: func(cmd *cobra.Command, args []string) error {
			target, _, err := root.Find(args)
			if err != nil {
				return hint.Usage(err, "respite help shows what there is")
			}
			target.InitDefaultHelpFlag()
			return target.Help()
		},
	})
	root.AddCommand(newPlay(std), newRender(std), newBatch(std), newShow(std), newCheck(std), newList(std), newNew(std), newVoice(std), newMeasure(std), newServe(std), newVersion(std), newMan())
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		cmd.DisableFlagsInUseLine = true
		if cmd.Name() == "completion" {
			cmd.Short, cmd.Long = "print the completion script of a shell", ""
			cmd.Example = "  respite completion bash >~/.local/share/bash-completion/completions/respite"
		}
	}
	return root
}

// usageTemplate is the help of every command; what a person reads last is the example.
const usageTemplate = `Usage:
  {{.UseLine}}{{if .HasAvailableSubCommands}} COMMAND{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name 12}}{{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasExample}}

Example:
{{.Example}}{{end}}
`
