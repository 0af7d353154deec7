package main

import (
	"github.com/spf13/cobra"
)

func newVoice(std streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "voice",
		Short: "voices of your own, and engines that speak",
		Long: `Your own voice: print what to record (lines), read it out with a pause after
every line, import the recording, then follow it with --voice NAME.

Any words: with --tts ENGINE an engine speaks the lines that a voice lacks, with
--voice tts all of them. Lines are kept for the next time. Its settings are
--tts-voice NAME, --tts-model NAME|FILE and --tts-url URL: a server with the
call /v1/audio/speech, for openai; its key comes from RESPITE_TTS_KEY.
An engine of your own is --tts "command:speak --to {out} {text}": no shell is
used; without {text} or {out} it gets standard input or output.`,
		Example: "  respite voice lines my-routine.yaml --page >read-this.html",
		Args:    noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
	}
	cmd.AddCommand(newVoiceLines(std), newVoiceImport(std), newVoiceRecord(std), newVoiceCheck(std), newVoiceEngines(std), newVoiceCache(std))
	for _, c := range cmd.Commands() {
		c.DisableFlagsInUseLine = true
		c.Flags().SortFlags = false
	}
	return cmd
}
