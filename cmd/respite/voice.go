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
--voice tts all; respite voice engines lists them. Its settings are

  --tts-voice NAME     the engine's own name of a voice
  --tts-model NAME     its model; for piper the file of a voice
  --tts-url URL        the server; its key comes from RESPITE_TTS_KEY
  --tts-speed FACTOR   of the calm pace, 115 words a minute
  --tts-jobs N         lines at a time; two for a server
  --tts-check NAME     a recogniser that listens to each line

Every line is measured: at less than 95 or more than 135 words a minute it is
said once more at another speed, and silent or cut off up to three times. A
recogniser is whisper, vosk, pocketsphinx (English), auto for the first that is
there, or a command such as "whisper-cli -m ggml-base.bin -f {in} -nt -np". It
takes seconds a line; what it hears as other words is said up to three times.

Servers of your own, with the names that they have for voices and models:

  Kokoro-FastAPI  --tts openai --tts-url http://localhost:8880/v1
  speaches        --tts openai --tts-url http://localhost:8000/v1
  supertonic      --tts openai --tts-url http://localhost:7788/v1
  piper           --tts piper --tts-url http://localhost:5000

Other programs are a command: no shell is used; {text} is the line and {out} the
file of its sound, or else they are standard input and output. For instance

  Coqui           --tts 'command:tts --text {text} --out_path {out}'
  Google          --tts 'command:gtts-cli --lang en --file - --output {out}'
  Festival        --tts 'command:text2wave -o {out}'
  elsewhere       --tts 'command:ssh HOST espeak-ng -s 94 --stdin --stdout'`,
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
