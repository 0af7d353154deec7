// Package voice holds the commands for the user's own voices: which lines to read, recording and
// importing them, checking a voice, and the engines.
package voice

import (
	"github.com/spf13/cobra"

	"respite/cmd/respite/cli"
)

// New returns the command voice with its subcommands.
func New(std cli.Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "voice",
		Short: "your own voices, and engines",
		Long: `Record your own voice line by line, or print the lines, record them with a pause
after each, and import the recording. Then use it with --voice NAME.

With --tts ENGINE, an engine speaks the lines that a voice lacks; with --voice
tts it speaks all lines. respite voice engines lists them. Their settings are

  --tts-voice NAME     the engine's name of the voice
  --tts-model NAME     the model; for piper the file of a voice
  --tts-url URL        the server; its key comes from RESPITE_TTS_KEY
  --tts-speed FACTOR   relative to a calm pace, 115 words a minute
  --tts-jobs N         lines at a time; 2 for a server
  --tts-check NAME     a recogniser that checks the words of each line

respite measures every line. It repeats a line once at another speed if it has
less than 95 or more than 135 words a minute, and up to three times if it is
silent, cut off or recognised as other words. A recogniser is whisper, vosk,
pocketsphinx (English), auto for the first that is installed, or a command such
as "whisper-cli -m ggml-base.bin -f {in} -nt -np". It takes seconds for a line.

Your own servers, which have their own names for voices and models:

  Kokoro-FastAPI  --tts openai --tts-url http://localhost:8880/v1
  speaches        --tts openai --tts-url http://localhost:8000/v1
  supertonic      --tts openai --tts-url http://localhost:7788/v1
  piper           --tts piper --tts-url http://localhost:5000

Other programs are a command, without a shell. {text} is the line and {out} the
sound file; without them, standard input and output are used. For instance

  Coqui           --tts 'command:tts --text {text} --out_path {out}'
  Google          --tts 'command:gtts-cli --lang en --file - --output {out}'
  Festival        --tts 'command:text2wave -o {out}'
  elsewhere       --tts 'command:ssh HOST espeak-ng -s 94 --stdin --stdout'`,
		Example: "  respite voice lines my-routine.yaml --page >read-this.html\n  respite voice import take.wav --name anna --routine my-routine.yaml",
	}
	cli.OnlyCommands(cmd)
	cmd.AddCommand(newLines(std), newImport(std), newRecord(std), newCheck(std), newEngines(std), newCache(std))
	for _, c := range cmd.Commands() {
		c.DisableFlagsInUseLine = true
		c.Flags().SortFlags = false
	}
	return cmd
}
