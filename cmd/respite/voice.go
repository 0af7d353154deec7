package main

import (
	"github.com/spf13/cobra"
)

func newVoice(std streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "voice",
		Short: "voices of your own, and engines that speak",
		Long: `Your own voice: record it line by line, or print the lines, read them out with
a pause after each, and import that. Then follow it with --voice NAME.

With --tts ENGINE an engine speaks the lines that a voice lacks, with
--voice tts all. Its settings are --tts-voice NAME, --tts-model NAME|FILE,
--tts-speed FACTOR, --tts-jobs N and --tts-url URL: a server with the call
/v1/audio/speech, for openai; its key comes from RESPITE_TTS_KEY. An engine of
your own is --tts "command:speak --to {out} {text}": no shell is used; without
{text} or {out} it gets standard input or output.`,
		Example: "  respite voice lines my-routine.yaml --page >read-this.html\n  respite voice import take.wav --name anna --routine my-routine.yaml",
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
