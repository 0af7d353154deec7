package main

import (
	"cmp"
	"context"
	"io"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/interrupt"
	"respite/cmd/respite/output"
)

// streams are the standard input and outputs of a command.
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

// run runs the program for these arguments and returns the exit code.
func run(ctx context.Context, args []string, std streams) int {
	running := false // once a command runs, its errors are not usage errors
	out := &output.Kept{W: std.out}
	if !clean.IsTerminal(std.out) {
		std.out = out
	}
	root := newRoot(std)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		running = true // a mistake in the settings file is not a usage error
		return applySettings(cmd)
	}
	root.SetArgs(args)
	err := interrupt.Obey(ctx, func() error {
		cmd, err := root.ExecuteContextC(ctx)
		if err != nil && !running {
			err = wrongUsage(cmd, err)
		}
		return cmp.Or(withOrigin(cmd, helpWith(cmd, err)), out.Err)
	})
	return report(std.err, err)
}

func newRoot(std streams) *cobra.Command {
	cobra.EnableCommandSorting = false
	cobra.AddTemplateFunc("flagGroups", flagGroups)
	root := &cobra.Command{
		Use:   "respite",
		Short: "voice-guided stretching and breathing sessions",
		Long: `respite turns a routine of stretches, holds and breaths into a voice-guided
audio session, made to be followed with closed eyes.`,
		Example: `  respite play
  respite render -o back-relief.mp3`,
		DisableSuggestions: true,
		Version:            version(),
		SilenceErrors:      true,
		SilenceUsage:       true,
	}
	onlyCommands(root)
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.SetUsageTemplate(helpTemplate)
	root.SetVersionTemplate("respite {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.Flags().BoolP("version", "v", false, "print the version")
	root.SetHelpCommand(newHelp(root, std))
	root.AddCommand(newPlay(std), newRender(std), newShow(std), newCheck(std), newPreview(std), newNew(std), newList(std), newVoice(std), newServe(std), newBatch(std),
		newMeasure(std), newConfig(std), newVersion(std), newMan())
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		cmd.DisableFlagsInUseLine = true
		if cmd.Name() == "completion" {
			onlyCommands(cmd)
			cmd.Short, cmd.Long = "print the completion script of a shell", ""
			cmd.Example = "  respite completion bash >~/.local/share/bash-completion/completions/respite\n  respite completion fish >~/.config/fish/completions/respite.fish"
		}
	}
	return root
}
