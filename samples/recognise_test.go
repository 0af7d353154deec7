package samples_test

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"respite/audio"
	"respite/audio/resample"
	"respite/audio/tooltest"
	"respite/audio/wav"
	"respite/samples"
)

// The smallest share of the lines that a recogniser that knows only these lines must
// recognise.
const recognised = 0.95

// model is the folder of the model in Debian's pocketsphinx-en-us.
const model = "/usr/share/pocketsphinx/model/en-us"

// pronunciations are the words that the CMU dictionary lacks, in its phones.
var pronunciations = map[string]string{
	"tailbone": "T EY L B OW N",
}

// The recordings are intelligible: a recogniser finds each line among all lines of the
// voice. Make test takes a few of them, and make check all.
func TestVoicesAreUnderstood(t *testing.T) {
	needPocketsphinx(t)
	for _, voice := range samples.Voices() {
		dir, m := manifest(t, voice)
		if m.Language != "en" {
			continue // the recogniser knows English only
		}
		t.Run(voice, func(t *testing.T) {
			t.Parallel()
			lines := eachTake(m.Lines)
			all := make([]string, len(lines))
			for i, l := range lines {
				all[i] = words(l.Text)
			}
			lines = some(lines, 64)
			heard := recognise(t, dir, lines, all)
			wrong := 0
			for i, l := range lines {
				if want := words(l.Text); heard[i] != want {
					wrong++
					t.Logf("%q was heard as %q", want, heard[i])
				}
			}
			if share := 1 - float64(wrong)/float64(len(lines)); share < recognised {
				t.Errorf("%d of %d lines were misheard", wrong, len(lines))
			}
		})
	}
}

// some returns all lines in make check, and one of each number of lines otherwise.
func some(lines []samples.Line, each int) (few []samples.Line) {
	if tooltest.Thorough() {
		return lines
	}
	for i := 0; i < len(lines); i += each {
		few = append(few, lines[i])
	}
	return few
}

// recognise returns the recognised text of each line. The phrases are its grammar.
func recognise(t *testing.T, dir string, lines []samples.Line, phrases []string) []string {
	tmp := t.TempDir()
	to16k := resample.New[int16](samples.VoiceRate, 16000)
	var names []string
	for i, l := range lines {
		name := fmt.Sprintf("%04d", i)
		names = append(names, name)
		writeWAV(t, filepath.Join(tmp, name+".wav"), to16k, clip(t, filepath.Join(dir, l.File)))
	}
	slices.Sort(phrases)
	grammar := "#JSGF V1.0;\ngrammar lines;\npublic <line> = " + strings.Join(slices.Compact(phrases), " | ") + ";\n"
	writeText(t, filepath.Join(tmp, "lines.gram"), grammar)
	writeText(t, filepath.Join(tmp, "names"), strings.Join(names, "\n")+"\n")
	writeText(t, filepath.Join(tmp, "dict"), dictionary(t, phrases))

	out, err := exec.Command("pocketsphinx_batch", "-hmm", filepath.Join(model, "en-us"),
		"-dict", filepath.Join(tmp, "dict"), "-jsgf", filepath.Join(tmp, "lines.gram"),
		"-ctl", filepath.Join(tmp, "names"), "-cepdir", tmp, "-cepext", ".wav", "-adcin", "yes", "-adchdr", "44",
		"-beam", "1e-60", "-wbeam", "1e-40", "-pbeam", "1e-60", // narrower beams lose the right line
		"-hyp", filepath.Join(tmp, "heard")).CombinedOutput()
	if err != nil {
		t.Fatalf("pocketsphinx_batch: %v: %s", err, out[max(0, len(out)-1000):])
	}
	return readHeard(t, filepath.Join(tmp, "heard"), len(lines))
}

// readHeard reads the recogniser's output: on each line the words, then the name and a
// score.
func readHeard(t *testing.T, file string, n int) []string {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	score := regexp.MustCompile(`\s*\(\d+ -?\d+\)$`)
	var heard []string
	for line := range strings.Lines(string(b)) {
		heard = append(heard, score.ReplaceAllString(strings.TrimRight(line, "\n"), ""))
	}
	if len(heard) != n {
		t.Fatalf("%d lines were heard of %d", len(heard), n)
	}
	return heard
}

// dictionary returns the pronunciations of the phrases' words in the recogniser's
// format.
func dictionary(t *testing.T, phrases []string) string {
	missing := map[string]bool{}
	for _, p := range phrases {
		for _, w := range strings.Fields(p) {
			missing[w] = true
		}
	}
	f, err := os.Open(filepath.Join(model, "cmudict-en-us.dict"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	wanted := maps.Clone(missing)
	var dict strings.Builder
	for s := bufio.NewScanner(f); s.Scan(); {
		entry, _, _ := strings.Cut(s.Text(), " ")
		word, _, _ := strings.Cut(entry, "(") // "a(2)" is another pronunciation of "a"
		if wanted[word] {
			fmt.Fprintln(&dict, s.Text())
			delete(missing, word)
		}
	}
	for w := range missing {
		if pronunciations[w] == "" {
			t.Errorf("the recogniser does not know %q: add how it is pronounced", w)
		}
		fmt.Fprintln(&dict, w, pronunciations[w])
	}
	return dict.String()
}

// words returns a line in the recogniser's notation: lower case, without punctuation.
func words(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && r != '\''
	}), " ")
}

func writeWAV(t *testing.T, file string, r *resample.Resampler[int16], c audio.Clip) {
	const silence = 3200 // 0.2 s on both sides, which the recogniser needs
	x := make([]float32, r.Len(len(c.Samples))+2*silence)
	r.Render(x, c.Samples, -silence)
	out := audio.Clip{Rate: 16000, Samples: make([]int16, len(x))}
	for i, v := range x {
		out.Samples[i] = int16(max(-1, min(v, 1)) * 32767)
	}
	writeText(t, file, string(wav.EncodeClip(out)))
}

func writeText(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// needPocketsphinx skips the test when the recogniser or its model is not installed.
func needPocketsphinx(t *testing.T) {
	t.Helper()
	tooltest.Need(t, "pocketsphinx_batch")
	if _, err := os.Stat(model); err != nil {
		tooltest.Missing(t, "pocketsphinx-en-us")
	}
}
