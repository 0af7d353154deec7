package voice

import (
	"bufio"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"respite/cmd/respite/cli"
	"respite/samples"
	"respite/samples/record"
)

// A reader is a microphone with a person who reads.
type reader struct {
	says   [][]float32 // sound of each reading; silence afterwards
	played int
}

func (r *reader) Listen(_ context.Context, hear func([]float32) (bool, error)) error {
	const second = samples.VoiceRate
	sound := make([]float32, second/2)
	if len(r.says) > 0 {
		sound = append(sound, r.says[0]...)
		r.says = r.says[1:]
	}
	sound = append(sound, make([]float32, 30*second)...)
	for block := range slices.Chunk(sound, 1000) {
		if over, err := hear(block); over || err != nil {
			return err
		}
	}
	return errors.New("it never ended")
}

func (r *reader) Play(_ context.Context, sound []float32) error { r.played++; return nil }
func (r *reader) Close()                                        {}

// someLines returns lines of the default voice with their sound.
func someLines(t *testing.T, n int) (lines []string, sounds [][]float32) {
	t.Helper()
	v, err := samples.OpenVoice(samples.DefaultVoice)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range v.Manifest().Lines[:n] {
		clip, _, err := v.Say(l.Text, 0)
		if err != nil {
			t.Fatal(err)
		}
		x := make([]float32, len(clip.Samples))
		for i, s := range clip.Samples {
			x[i] = float32(s) / 32768
		}
		lines, sounds = append(lines, l.Text), append(sounds, x)
	}
	return lines, sounds
}

// Lines can be kept, repeated, played and left out. Kept lines are stored, and the next run
// continues.
func TestVoiceRecord(t *testing.T) {
	lines, sounds := someLines(t, 4)
	dir := filepath.Join(t.TempDir(), "anna")
	session := func(answers string, says ...[]float32) (*reader, string, error) {
		mic := &reader{says: says}
		var out strings.Builder
		r := recorder{mic: mic, dir: dir, im: takeImport{name: dir}, list: recordingList{language: "en", lines: lines},
			std: cli.Streams{Out: &out, Err: os.Stderr}, answers: bufio.NewScanner(strings.NewReader(answers))}
		err := r.run(t.Context())
		return mic, out.String(), err
	}
	mic, said, err := session("\nr\np\n\nq\n", sounds[0], sounds[0], sounds[1], sounds[2])
	if err != nil || mic.played != 1 || !strings.Contains(said, "lines added: 2; 2 of 4 are missing") {
		t.Fatalf("played %d times, error %v:\n%s", mic.played, err, said)
	}
	_, said, err = session("\n\n", sounds[2], sounds[3])
	if err != nil || !strings.Contains(said, "3 of 4") || strings.Contains(said, "1 of 4") || !strings.Contains(said, "all 4 are there") {
		t.Errorf("error %v:\n%s", err, said)
	}
	v, err := samples.OpenVoice(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range lines {
		clip, _, err := v.Say(line, 0)
		if want := float64(len(sounds[i])) / samples.VoiceRate; err != nil || clip.Length().Seconds() < want-0.3 || clip.Length().Seconds() > want+0.3 {
			t.Errorf("%q lasts %v, want %.2f s: error %v", line, clip.Length(), want, err)
		}
	}
}

func TestVoiceRecordOfNobody(t *testing.T) {
	r := recorder{mic: &reader{}, dir: filepath.Join(t.TempDir(), "x"), list: recordingList{lines: []string{"A line."}},
		std: cli.Streams{Out: new(strings.Builder)}, answers: bufio.NewScanner(strings.NewReader(""))}
	if err := r.run(t.Context()); !errors.Is(err, record.ErrNobodySpeaks) {
		t.Errorf("error %v", err)
	}
}
