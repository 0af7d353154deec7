package record

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"respite/audio/tooltest"
	"respite/samples"
	"respite/samples/record/internal/testsound"
	"respite/samples/record/mastering"
)

// englishVoices returns two bundled voices with some of the lines that both have: more in
// make check, because the cost of a comparison grows with their square.
func englishVoices(t *testing.T) (reader, reference *samples.Voice, lines []string) {
	t.Helper()
	each := 14
	if tooltest.Thorough() {
		each = 9
	}
	var voices []*samples.Voice
	for _, name := range samples.Voices() {
		v, err := samples.OpenVoice(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(v.Manifest().Language, "en") {
			voices = append(voices, v)
		}
	}
	if len(voices) < 2 {
		t.Skip("there are no two bundled voices of English")
	}
	for i, l := range voices[0].Manifest().Lines {
		if _, ok := voices[1].Length(l.Text); ok && i%each == 0 {
			lines = append(lines, l.Text)
		}
	}
	return voices[1], voices[0], lines
}

// Swapped lines, and pairs of a missing and a repeated line, are doubted; a correct take is
// not.
func TestCompare(t *testing.T) {
	reader, reference, lines := englishVoices(t)
	last := len(lines) - 1
	swapped := slices.Clone(lines)
	swapped[4], swapped[5] = swapped[5], swapped[4]
	twice := slices.Insert(slices.Delete(slices.Clone(lines), 3, 4), 8, lines[9])
	for name, c := range map[string]struct {
		read  []string
		wrong []int
	}{
		"right":              {lines, nil},
		"swapped":            {swapped, []int{4, 5}},
		"left out":           {slices.Insert(slices.Delete(slices.Clone(lines), 2, 3), last, lines[last]), []int{2, last - 1}},
		"another read twice": {twice, []int{3, 7}},
	} {
		var readings []Reading
		for i, text := range c.read {
			clip, _, err := reader.Say(text, 0)
			if err != nil {
				t.Fatal(err)
			}
			x, noise := mastering.Floats(clip.Samples), testsound.Hiss(len(clip.Samples), 1e-3, uint64(i))
			for k := range x {
				x[k] += noise[k]
			}
			readings = append(readings, Reading{lines[i], takeOf(x)})
		}
		var told []int
		doubts, err := Compare(t.Context(), readings, VoiceReference(reference), func(done, all int) { told = append(told, done, all) })
		if err != nil {
			t.Fatal(err)
		}
		if n := len(told) / 2; n == 0 || told[1] != n || told[2*n-2] != n || !slices.IsSorted(evenPlaces(told)) {
			t.Errorf("%s: the progress is told as %v", name, told)
		}
		for i, doubt := range doubts {
			if doubt != "" && c.read[i] == lines[i] && c.wrong == nil {
				t.Errorf("%s: %q is doubted: %s", name, lines[i], doubt)
			}
			if doubt == "" && slices.Contains(c.wrong, i) {
				t.Errorf("%s: %q was read where %q should be, and nothing is doubted", name, c.read[i], lines[i])
			}
		}
	}
}

// evenPlaces returns every second element, starting with the first.
func evenPlaces(numbers []int) (every []int) {
	for i := 0; i < len(numbers); i += 2 {
		every = append(every, numbers[i])
	}
	return every
}

func TestCompareEnds(t *testing.T) {
	reader, reference, lines := englishVoices(t)
	clip, _, err := reader.Say(lines[0], 0)
	if err != nil {
		t.Fatal(err)
	}
	readings := []Reading{{lines[0], takeOf(mastering.Floats(clip.Samples))}, {"No voice says this.", takeOf(mastering.Floats(clip.Samples))}}
	if _, err := Compare(t.Context(), readings, VoiceReference(reference), nil); err == nil || !strings.Contains(err.Error(), "No voice says this.") {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Compare(ctx, readings[:1], VoiceReference(reference), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: error %v", err)
	}
	silent := []Reading{{lines[0], takeOf(nil)}, {lines[1], takeOf(make([]float32, 100))}}
	if doubts, err := Compare(t.Context(), silent, VoiceReference(reference), nil); err != nil || len(doubts) != 0 {
		t.Errorf("silence: %q, error %v", doubts, err)
	}
}
