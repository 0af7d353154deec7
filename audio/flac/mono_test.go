package flac

import (
	"bytes"
	"os/exec"
	"testing"

	"respite/audio/pcm"
	"respite/audio/tooltest"
)

// Another decoder finds the left channel in a file of one channel.
func TestAMonoFile(t *testing.T) {
	tooltest.Need(t, "flac")
	for _, format := range []pcm.Format{pcm.Int16, pcm.Int24} {
		src := loud{20000}
		file := flacOf(t, File{Rate: 48000, Format: format, Mono: true}, src)
		out, err := exec.Command("flac", "--decode", "--silent", "--warnings-as-errors", "--force-raw-format", "--endian=little", "--sign=signed", "--stdout", file).Output()
		both, n := pcmOf(format, src), format.SampleBytes()
		var left []byte
		for i := 0; i < len(both); i += 2 * n {
			left = append(left, both[i:i+n]...)
		}
		if err != nil || !bytes.Equal(out, left) {
			t.Errorf("%v: %d bytes that differ from the %d of the left channel, %v", format, len(out), len(left), err)
		}
	}
}
