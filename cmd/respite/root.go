package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"respite/cmd/respite/batch"
	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/interrupt"
	"respite/cmd/respite/output"
	"respite/cmd/respite/render"
	"respite/cmd/respite/settings"
	"respite/cmd/respite/value"
	"respite/cmd/respite/voice"
)

// run runs the program for these arguments and returns the exit code.
func run(ctx context.Context, args []string, std cli.Streams) int {
	running := false // once a command runs, its errors are not usage errors
	out := &output.Kept{W: std.Out}
	if !clean.IsTerminal(std.Out) {
		std.Out = out
	}
	root := newRoot(std)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		running = true // a mistake in the settings file is not a usage error
		return settings.Apply(cmd)
	}
	root.SetArgs(args)
	err := interrupt.Obey(ctx, func() error {
		cmd, err := root.ExecuteContextC(ctx)
		if err != nil && !running {
			err = wrongUsage(cmd, err)
		}
		return cmp.Or(settings.WithOrigin(cmd, cli.HelpWith(cmd, err)), out.Err)
	})
	return cli.Report(std.Err, err)
}

func newRoot(std cli.Streams) *cobra.Command {
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
		Version:            cli.Version(),
		SilenceErrors:      true,
		SilenceUsage:       true,
	}
	cli.OnlyCommands(root)
	root.SetIn(std.In)
	root.SetOut(std.Out)
	root.SetErr(std.Err)
	root.SetUsageTemplate(helpTemplate)
	root.SetVersionTemplate("respite {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.Flags().BoolP("version", "v", false, "print the version")
	root.SetHelpCommand(newHelp(root, std))
	root.AddCommand(newPlay(std), render.New(std), newShow(std), newCheck(std), newPreview(std), newNew(std), newList(std), voice.New(std), newServe(std), batch.New(std),
		newMeasure(std), newConfig(std), newVersion(std), newMan())
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		cmd.DisableFlagsInUseLine = true
		if cmd.Name() == "completion" {
			cli.OnlyCommands(cmd)
			cmd.Short, cmd.Long = "print the completion script of a shell", ""
			cmd.Example = "  respite completion bash >~/.local/share/bash-completion/completions/respite\n  respite completion fish >~/.config/fish/completions/respite.fish"
		}
	}
	return root
}

// flagError converts an error of the flag parser to our own text.
func flagError(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	var unknown *pflag.NotExistError
	var needs *pflag.ValueRequiredError
	switch {
	case errors.As(err, &invalid):
		return fmt.Errorf("--%s: %w", invalid.GetFlag().Name, value.Plain(invalid.Unwrap()))
	case errors.As(err, &unknown):
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		name := unknown.GetSpecifiedName()
		dashes := "--"
		if len(name) == 1 {
			dashes = "-"
		}
		if n := cli.Near(name, names); n != "" {
			return fmt.Errorf("unknown flag %s%s: did you mean --%s?", dashes, name, n)
		}
		return fmt.Errorf("unknown flag %s%s", dashes, name)
	case errors.As(err, &needs):
		return fmt.Errorf("--%s needs a value", needs.GetFlag().Name)
	}
	return err
}

// wrongUsage adds a reference to the help to an error of the command line.
func wrongUsage(cmd *cobra.Command, err error) error {
	path := strings.TrimSpace("help" + strings.TrimPrefix(cmd.CommandPath(), "respite"))
	return hint.Usage(err, "respite "+path+" shows what there is")
}
