//go:build linux

package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"

	"respite/audio"
	"respite/audio/wav"
)

// mutants tests files with random changes. respite must accept them or reject them properly.
type mutants struct {
	*torture
	kinds    []mutantKind
	routine  string // rendered with mutated sound
	routines []string
}

// A mutantKind is a type of file to mutate.
type mutantKind struct {
	name string
	seed []byte
	try  func(file string) (args []string) // returns arguments that read the mutant
	file string                            // path of the mutant
}

func newMutants(x *torture) rounder {
	m := &mutants{torture: x, routine: sessionsOf(x).path(routineName(0))}
	m.routines, _ = filepath.Glob("../../script/routines/*/*.yaml")
	measure := func(file string) []string { return []string{"measure", file} }
	ambience := func(file string) []string {
		return []string{"render", m.routine, "-o", m.path("out", "mutant.wav"), "--ambience", file}
	}
	take := func(file string) []string {
		return []string{"voice", "import", file, "--name", m.path("mutant voice"), "--routine", m.routine, "--line", "1"}
	}
	sound := m.sound()
	for kind, b := range map[string][]byte{".wav": sound, ".flac": m.converted(sound, "flac", "-s", "-5", "-c", "-"), ".mp3": m.converted(sound, "lame", "--quiet", "-", "-")} {
		for name, try := range map[string]func(string) []string{"measure": measure, "ambience": ambience, "take": take} {
			m.kinds = append(m.kinds, mutantKind{kind + " files as " + name, b, try, m.path("mutant" + kind)})
		}
	}
	return m.addVoice()
}

// addVoice adds the files of a voice to the mutated files.
func (m *mutants) addVoice() *mutants {
	voice := m.path("mutated voice")
	m.must(os.CopyFS(voice, os.DirFS(newVoices(m.torture).old)))
	try := func(string) []string {
		return []string{"render", m.routine, "-o", m.path("out", "mutant.wav"), "--voice", voice}
	}
	for name, pattern := range map[string]string{"manifests of voices": "manifest.json", "lines of voices": "*[!n]"} {
		files, _ := filepath.Glob(filepath.Join(voice, pattern))
		b, err := os.ReadFile(files[0])
		m.must(err)
		m.kinds = append(m.kinds, mutantKind{name, b, try, files[0]})
	}
	return m
}

// sound returns one second of sound.
func (m *mutants) sound() []byte {
	c := audio.Clip{Rate: 22050, Samples: make([]int16, 22050)}
	for i := range c.Samples {
		c.Samples[i] = int16(m.random.IntN(2000) + i%100*200)
	}
	return wav.EncodeClip(c)
}

func (m *mutants) converted(b []byte, program string, args ...string) []byte {
	cmd := exec.Command(program, args...)
	cmd.Stdin = bytes.NewReader(b)
	out, err := cmd.Output()
	m.must(err)
	return out
}

// round reads one mutant: a routine in half of the rounds, otherwise sound.
func (m *mutants) round() {
	k := one(m.torture, m.kinds)
	if m.oneIn(3) {
		k = m.aRoutine()
	}
	mutant := mutated(m.random, k.seed)
	m.must(os.WriteFile(k.file, mutant, 0o666))
	v := m.start([]string{"RESPITE_TTS=", "RESPITE_VOICE="}, k.try(k.file)...)
	code, text := v.end(), v.said.String()
	m.counts["mutated "+k.name]++
	if !saysWhy(code, text) {
		kept := filepath.Join(os.TempDir(), "respite-mutant-"+filepath.Base(k.file))
		_ = os.WriteFile(kept, mutant, 0o666)
		m.fault(wrongCodes, "%d of %q with %s, saying %q", code, v.cmd.Args, kept, text)
	}
	m.must(os.WriteFile(k.file, k.seed, 0o666)) // restores the file, so that the voice has only one mutant
	os.RemoveAll(m.path("mutant voice"))
}

func (m *mutants) aRoutine() mutantKind {
	b, err := os.ReadFile(one(m.torture, m.routines))
	m.must(err)
	return mutantKind{"routines", b, func(file string) []string { return []string{"check", file} }, m.path("mutant.yaml")}
}

// pieces are inserted into files.
var pieces = []string{"0", "-", "99999999999h", "{", "[", ": ", "\t", "\x00", "{}", "1e308", "\xff\xff\xff\xff", "\xff\xff\xff\x7f", "\x80"}

// mutated returns a file with up to eight changes: flipped bytes, and removed, repeated or
// moved bytes and lines.
func mutated(random *rand.Rand, file []byte) []byte {
	b := bytes.Clone(file)
	for range 1 + random.IntN(8) {
		if random.IntN(3) == 0 {
			b = mutatedLines(random, b)
		} else {
			b = mutatedBytes(random, b)
		}
		if len(b) == 0 {
			b = []byte("x")
		}
	}
	return b
}

// mutatedBytes changes, inserts or removes bytes. In half of the cases, it does so near the
// start, where formats have their sizes.
func mutatedBytes(random *rand.Rand, b []byte) []byte {
	among := len(b)
	if random.IntN(2) == 0 {
		among = min(among, 100)
	}
	at := random.IntN(among)
	piece := []byte(pieces[random.IntN(len(pieces))])
	switch random.IntN(4) {
	case 0:
		b[at] ^= 1 << random.IntN(8)
	case 1:
		b = append(b[:at:at], append(piece, b[at:]...)...)
	case 2:
		copy(b[at:], piece)
	case 3:
		b = append(b[:at:at], b[min(len(b), at+1+random.IntN(1000)):]...)
	}
	return b
}

func mutatedLines(random *rand.Rand, b []byte) []byte {
	lines := bytes.SplitAfter(b, []byte("\n"))
	i, j := random.IntN(len(lines)), random.IntN(len(lines))
	switch random.IntN(4) {
	case 0:
		lines[i] = nil
	case 1:
		lines[i] = append(bytes.Clone(lines[i]), lines[i]...)
	case 2:
		lines[i], lines[j] = lines[j], lines[i]
	case 3:
		lines = lines[:max(1, i)]
	}
	return bytes.Join(lines, nil)
}
