package voice

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"respite/audio"
	"respite/audio/tooltest"
	"respite/audio/wav"
	"respite/cmd/respite/cli"
	"respite/samples"
	"respite/samples/record"
	"respite/samples/record/speech"
)

// The trial of takes: engines and bundled voices read lists of lines in rooms with noise and
// hum, half of them with a mistake. RESPITE_TRIAL=FROM-TO selects takes; 0-200 is all of them.
const shortTrial = "0-8"

// mostDoubted limits the share of doubted lines in correct takes.
const mostDoubted = 0.02

// A take with a mistake is never accepted silently, and few lines of a correct take are
// doubted.
func TestTrialOfTakes(t *testing.T) {
	tooltest.Slow(t)
	var first, last int
	if _, err := fmt.Sscanf(cmp.Or(os.Getenv("RESPITE_TRIAL"), shortTrial), "%d-%d", &first, &last); err != nil {
		t.Fatal(err)
	}
	readers := newReaders(t)
	lists := trialLists(t)
	silent, lines, doubted, missed := 0, 0, 0, 0
	for i := 2 * first; i < 2*last; i++ {
		rng := rand.New(rand.NewPCG(uint64(i), 14))
		reader := readers[(i/2)%len(readers)]
		list := lists[reader.language][rng.IntN(len(lists[reader.language]))]
		from := rng.IntN(len(list.lines) - 19)
		list.lines = list.lines[from : from+20+rng.IntN(len(list.lines)-from-19)]
		mistake := ""
		read := trialReading{rng: rng, list: list.lines, strays: reader.strays(list.lines)}
		read.right()
		if i%2 == 1 {
			mistake = mistakes[(i/2)%len(mistakes)].name
			mistakes[(i/2)%len(mistakes)].make(&read)
		}
		room := newRoom(rng)
		take := reader.record(t, read, room)
		reference := another(readers, reader, i/2%3 == 2)
		matches := judge(t, take, list, reference)
		if err := os.Remove(take.file); err != nil {
			t.Fatal(err)
		}
		about := fmt.Sprintf("take %d, %d lines, %s, %s, %v, against %s", i, len(list.lines), reader.name, cmp.Or(mistake, "right"), room, reference.name)
		wrong := take.wrong(matches)
		count := 0
		for k, m := range matches {
			if m.Doubt != "" {
				count++
				if mistake == "" {
					t.Logf("%s: doubted %q: %s", about, m.Text, m.Doubt)
				}
			} else if wrong[k] != "" {
				missed++
				t.Logf("%s: accepted %q: %s", about, m.Text, wrong[k])
			}
		}
		if mistake == "" {
			lines, doubted = lines+len(list.lines), doubted+count
			continue
		}
		if count == 0 {
			silent++
			t.Errorf("%s: accepted silently", about)
		}
		if os.Getenv("RESPITE_TRIAL") != "" {
			t.Logf("%s: %d doubts", about, count)
		}
	}
	t.Logf("%d wrong takes: %d accepted silently; wrong lines without a doubt of their own: %d", last-first, silent, missed)
	t.Logf("%d right takes: %d of %d lines doubted, %.2f %%", last-first, doubted, lines, 100*float64(doubted)/float64(lines))
	const chance = 3 // tolerance in lines for a short trial
	if float64(doubted) > mostDoubted*float64(lines)+chance {
		t.Errorf("more than %.0f %% of the right lines are doubted", 100*mostDoubted)
	}
}

// judge matches and compares the lines of a take like voice import, but never compares a voice
// with itself.
func judge(t *testing.T, take trialTake, list recordingList, reference record.Reference) []record.Match {
	t.Helper()
	heard, err := record.OpenTake(t.Context(), take.file)
	if err != nil {
		t.Fatal(err)
	}
	matches, leftovers, err := heard.Match(t.Context(), list.lines)
	if err != nil {
		t.Fatal(err)
	}
	readings := heard.Readings(matches)
	doubts, err := record.Compare(t.Context(), readings, reference, nil)
	if err != nil {
		t.Fatal(err)
	}
	takeDoubts(matches, readings, doubts)
	return withLeftovers(matches, leftovers)
}

// another returns the reference for a reader: a bundled voice or, if requested, an engine.
func another(readers []*trialReader, reader *trialReader, engine bool) *trialReader {
	for _, r := range readers {
		if r.language == reader.language && r != reader && (engine && reader.engine != "espeak-ng" && r.engine == "espeak-ng" || !engine && r.engine == "") {
			return r
		}
	}
	if engine {
		return another(readers, reader, false)
	}
	return readers[slices.IndexFunc(readers, func(r *trialReader) bool { return r.language == reader.language && r != reader })]
}

// trialLists returns lists of lines by language.
func trialLists(t *testing.T) map[string][]recordingList {
	t.Helper()
	lists := map[string][]recordingList{}
	for _, c := range [][2]string{{"en", "back-relief"}, {"en", "desk-break"}, {"de", "back-relief"}} {
		list, err := (&listFlags{language: c[0]}).read(t.Context(), c[1:], cli.Streams{})
		if err != nil {
			t.Fatal(err)
		}
		lists[c[0]] = append(lists[c[0]], list)
	}
	return lists
}

// A trialReader reads lines: an engine with a voice, or a bundled voice.
type trialReader struct {
	language, engine, name string
	say                    func(text string) ([]float32, error)

	mu   sync.Mutex
	said map[string][]float32 // at samples.VoiceRate
}

func newReaders(t *testing.T) (readers []*trialReader) {
	t.Helper()
	for _, words := range []string{
		"en espeak-ng en-us", "en flite slt", "en pico2wave en-GB", "en finn", "de greta", "en espeak-ng en-gb-scotland+f3", "en flite rms",
		"de espeak-ng de", "en pico2wave en-US", "en ada", "en flite awb", "de pico2wave de-DE",
	} {
		w := strings.Fields(words)
		r := &trialReader{language: w[0], name: strings.Join(w[1:], " "), said: map[string][]float32{}}
		if len(w) == 2 {
			v, err := samples.OpenVoice(w[1])
			if err != nil {
				t.Fatal(err)
			}
			r.say = func(text string) ([]float32, error) { return record.VoiceReference(v).Say(t.Context(), text) }
		} else {
			tooltest.Need(t, w[1])
			e, err := speech.New(w[1], speech.Settings{Language: w[0], Voice: w[2]})
			if err != nil {
				t.Fatal(err)
			}
			r.engine = w[1]
			r.say = func(text string) ([]float32, error) { return record.EngineReference(e).Say(t.Context(), text) }
		}
		readers = append(readers, r)
	}
	return readers
}

// Say implements record.Reference.
func (r *trialReader) Say(_ context.Context, text string) ([]float32, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if x, ok := r.said[text]; ok {
		return x, nil
	}
	x, err := r.say(text)
	r.said[text] = x
	return x, err
}

// sound returns a line as the reader speaks it.
func (r *trialReader) sound(t *testing.T, text string) []float32 {
	t.Helper()
	x, err := r.Say(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	audible := func(v float32) bool { return v > 0.01 || v < -0.01 }
	x = x[max(0, slices.IndexFunc(x, audible)):]
	for len(x) > 0 && !audible(x[len(x)-1]) {
		x = x[:len(x)-1]
	}
	return x
}

// A trialReading is the reading of a list, possibly with a mistake.
type trialReading struct {
	rng  *rand.Rand
	list []string
	read []utterance

	strays []string // sentences that are on no list
}

// An utterance is a spoken line, or the beginning of one.
type utterance struct {
	text     string
	part     float64 // share of the line before the reader stops; 1 is all
	from, to float64 // s, in the take
}

func (r *trialReading) right() {
	r.read = nil
	for _, text := range r.list {
		r.read = append(r.read, utterance{text: text, part: 1})
	}
}

// mistakes are typical mistakes of people.
var mistakes = []struct {
	name string
	make func(*trialReading)
}{
	{"neighbours swapped", func(r *trialReading) {
		i := r.rng.IntN(len(r.list) - 1)
		r.read[i], r.read[i+1] = r.read[i+1], r.read[i]
	}},
	{"one left out, another twice", (*trialReading).leaveOutAndRepeat},
	{"a stray sentence", func(r *trialReading) {
		r.insert(1+r.rng.IntN(len(r.list)), utterance{text: r.strays[r.rng.IntN(len(r.strays))], part: 1})
	}},
	{"five repeats", func(r *trialReading) {
		for range 5 {
			i := r.rng.IntN(len(r.read))
			r.insert(i+1, r.read[i])
		}
	}},
	{"restarts", func(r *trialReading) { r.restart(3) }},
	{"swapped and restarts", func(r *trialReading) {
		i := r.rng.IntN(len(r.list) - 1)
		r.read[i], r.read[i+1] = r.read[i+1], r.read[i]
		r.restart(2)
	}},
	{"left out", func(r *trialReading) {
		i := r.rng.IntN(len(r.read))
		r.read = slices.Delete(r.read, i, i+1)
	}},
	{"one left out, a stray sentence", func(r *trialReading) {
		i := r.rng.IntN(len(r.read))
		r.read = slices.Delete(r.read, i, i+1)
		r.insert(r.rng.IntN(len(r.read)), utterance{text: r.strays[r.rng.IntN(len(r.strays))], part: 1})
	}},
}

// strays returns lines that are not on a list. A bundled voice can only say its own lines.
func (r *trialReader) strays(list []string) (lines []string) {
	if r.engine != "" {
		return asides
	}
	v, _ := samples.OpenVoice(r.name) // it was opened before
	for _, l := range v.Manifest().Lines {
		if !slices.Contains(list, l.Text) && len(l.Text) > 12 {
			lines = append(lines, l.Text)
		}
	}
	return lines
}

// asides are sentences that are on no list.
var asides = []string{
	"Sorry, somebody was at the door.", "I will read that again.", "Can you close the window, please?", "Where was I?",
	"Just a moment.", "The next page is upside down.", "No, that was wrong.", "Did you hear the telephone ring in the kitchen?",
}

func (r *trialReading) insert(i int, u utterance) { r.read = slices.Insert(r.read, i, u) }

func (r *trialReading) leaveOutAndRepeat() {
	i := r.rng.IntN(len(r.read))
	r.read = slices.Delete(r.read, i, i+1)
	k := r.rng.IntN(len(r.read))
	r.insert(k+1, r.read[k])
}

func (r *trialReading) restart(n int) {
	for range n {
		i := r.rng.IntN(len(r.read))
		u := r.read[i]
		if len(u.text) > 15 && u.part == 1 {
			u.part = 0.25 + 0.4*r.rng.Float64()
			r.insert(i, u)
		}
	}
}

// A trialRoom describes the recording of a take.
type trialRoom struct {
	level       float64 // gain of the voice
	noise, hum  float64 // amplitudes
	mains       float64 // Hz
	pause, vary float64 // s between lines, and the range of its variation
}

func newRoom(rng *rand.Rand) trialRoom {
	r := trialRoom{level: 0.3 + 0.6*rng.Float64(), mains: 50, pause: 0.9 + 0.6*rng.Float64(), vary: 0.3 + 0.9*rng.Float64()}
	r.noise = r.level * math.Pow(10, -(35+25*rng.Float64())/20) * 0.3
	if rng.IntN(2) == 0 {
		r.hum = r.level * math.Pow(10, -(25+20*rng.Float64())/20) * 0.3
	}
	if rng.IntN(2) == 0 {
		r.mains = 60
	}
	return r
}

func (r trialRoom) String() string {
	hum := "no hum"
	if r.hum > 0 {
		hum = fmt.Sprintf("hum %.0f dB", 20*math.Log10(r.hum/r.level/0.3))
	}
	return fmt.Sprintf("noise %.0f dB, %s", 20*math.Log10(r.noise/r.level/0.3), hum)
}

// roomNoise returns half a minute of noise between white and brown, with an amplitude of about
// 1.
var roomNoise = sync.OnceValue(func() []float32 {
	rng, low := rand.New(rand.NewPCG(1, 1)), 0.0
	noise := make([]float32, 30*samples.VoiceRate)
	for i := range noise {
		white := rng.NormFloat64()
		low = 0.95*low + 0.3*white
		noise[i] = float32(0.5*white + 0.7*low)
	}
	return noise
})

// add adds room noise, and mains hum with overtones.
func (r trialRoom) add(x []float32, rng *rand.Rand) {
	noise, from := roomNoise(), rng.IntN(len(roomNoise()))
	hum := make([]float32, samples.VoiceRate) // whole periods
	for i := range hum {
		at := 2 * math.Pi * r.mains * float64(i) / samples.VoiceRate
		hum[i] = float32(r.hum * (math.Sin(at) + 0.5*math.Sin(2*at+1) + 0.3*math.Sin(3*at+2) + 0.15*math.Sin(5*at)))
	}
	for i := range x {
		x[i] = float32(r.level)*x[i] + float32(r.noise)*noise[(from+i)%len(noise)] + hum[i%len(hum)]
	}
}

// A trialTake is a file, with the content and the times of its utterances.
type trialTake struct {
	file string
	said []utterance
}

// record writes a reading to a file.
func (r *trialReader) record(t *testing.T, read trialReading, room trialRoom) trialTake {
	t.Helper()
	take := trialTake{file: filepath.Join(t.TempDir(), "take.wav")}
	x := make([]float32, samples.VoiceRate)
	for _, u := range read.read {
		sound := r.sound(t, u.text)
		sound = sound[:int(u.part*float64(len(sound)))]
		u.from = float64(len(x)) / samples.VoiceRate
		x = append(x, sound...)
		u.to = float64(len(x)) / samples.VoiceRate
		take.said = append(take.said, u)
		pause := room.pause + room.vary*read.rng.Float64()
		if u.part < 1 {
			pause = 0.3 + 0.7*read.rng.Float64()
		}
		x = append(x, make([]float32, int(pause*samples.VoiceRate))...)
	}
	room.add(x, read.rng)
	clip := audio.Clip{Rate: samples.VoiceRate, Samples: make([]int16, len(x))}
	for i, v := range x {
		clip.Samples[i] = int16(32767 * max(-1, min(v, 1)))
	}
	if err := os.WriteFile(take.file, wav.EncodeClip(clip), 0o666); err != nil {
		t.Fatal(err)
	}
	return take
}

// wrong returns what is wrong with each match; empty if it contains exactly its line.
func (take trialTake) wrong(matches []record.Match) []string {
	wrong := make([]string, len(matches))
	for i, m := range matches {
		if m.To == 0 || m.Text == "" {
			continue
		}
		whole := false
		var heard []string
		for _, u := range take.said {
			switch overlap := min(m.To, u.to) - max(m.From, u.from); {
			case overlap < 0.15:
			case u.text == m.Text && u.part == 1 && overlap > 0.7*(u.to-u.from) && !whole:
				whole = true
			default:
				heard = append(heard, u.text)
			}
		}
		if !whole || len(heard) > 0 {
			wrong[i] = fmt.Sprintf("heard %q, whole %v", heard, whole)
		}
	}
	return wrong
}
