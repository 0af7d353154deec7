package record

import (
	"context"
	"fmt"
	"math"
	"sync"

	"respite/samples"
	"respite/samples/record/internal/quantile"
	"respite/samples/record/mastering"
)

// A Reference speaks lines, so that the sound of readings can be compared with them.
type Reference interface {
	// Say returns the sound of a line, at samples.VoiceRate and full scale 1.
	Say(ctx context.Context, text string) ([]float32, error)
}

// The parameters of the comparison. "Typical" means the median of all readings. A likeness is
// a log-likelihood ratio, and the lead of a line is its likeness minus that of its neighbours.
const (
	neighbours = 4    // lines before and after a line that it is compared with
	rounds     = 2    // rounds of learning the transformation
	folds      = 4    // parts of the list for cross-validation: a line is compared with what the other parts taught
	leastOwn   = 0.05 // least likeness of a reading to its line, relative to the typical one
	leastMore  = 0.35 // least lead of a reading's line, relative to the typical one
	clearly    = 0.02 // a part of a reading must exceed the likeness of the whole by this share of the typical lead
	hardly     = 0.05 // if the whole reading is too long, a part may fall short of it by this share of the typical lead
	another    = 0.15 // another line must exceed the own line by this share of the typical lead to cause a doubt
	tooLong    = 1.25 // times the typical length
)

// Compare finds readings that sound more like another line nearby than like their own, or like
// no line. Such lines were swapped, left out, read twice or started twice. The readings are in
// the order of the list. Compare returns a doubt for each reading, which is empty if the sound
// fits, or nil if there are too few readings to learn from. If progress is not nil, it is
// called after each step with the numbers of finished and of all steps, by one goroutine at a
// time.
func Compare(ctx context.Context, readings []Reading, reference Reference, progress func(done, all int)) ([]string, error) {
	l, err := newLikeness(ctx, readings, reference, progress)
	if err != nil {
		return nil, err
	}
	for range rounds {
		if !l.learn() {
			return nil, nil
		}
		if err := l.score(ctx); err != nil {
			return nil, err
		}
	}
	return l.doubts(ctx)
}

// A likeness holds how well each reading matches the lines around it.
type likeness struct {
	readings  []Reading
	own, said [][][]float64 // frames of each reading, and of its line by the reference

	same    [folds]*canonical
	lines   [folds][][]variate // frames of said, transformed by each of same
	nearest []alignment        // best match of each reading
	scores  [][2*neighbours + 1]float64

	lock     sync.Mutex
	steps    int // number of finished steps
	progress func(done, all int)
}

// each runs a step for each reading on all cores, and reports the progress.
func (l *likeness) each(ctx context.Context, step func(ctx context.Context, i int) error) error {
	const passes = 3 + rounds // number of calls of each
	n := len(l.readings)
	return each(ctx, 0, n, func(ctx context.Context, i int) error {
		if err := step(ctx, i); err != nil || l.progress == nil {
			return err
		}
		l.lock.Lock()
		defer l.lock.Unlock()
		l.steps++
		l.progress(l.steps, passes*n)
		return nil
	})
}

// An alignment is a line that a reading may be, and the pairs of frames that correspond.
type alignment struct {
	line int
	way  [][2]int
}

// newLikeness computes the frames. As a first guess, it selects the most similar of the lines
// next to each reading.
func newLikeness(ctx context.Context, readings []Reading, reference Reference, progress func(done, all int)) (*likeness, error) {
	n := len(readings)
	l := &likeness{readings: readings, progress: progress, nearest: make([]alignment, n), scores: make([][2*neighbours + 1]float64, n)}
	all, own, said := make([][]spectrum, n), make([][]spectrum, n), make([][]spectrum, n)
	err := l.each(ctx, func(ctx context.Context, i int) error {
		x, err := reference.Say(ctx, readings[i].Text)
		if err != nil {
			return lineError(readings[i].Text, err)
		}
		_, said[i] = spokenSpectra(x)
		all[i], own[i] = spokenSpectra(readings[i].Take.Sound())
		return nil
	})
	if err != nil {
		return nil, err
	}
	ownFloor, saidFloor := floors(quietSpectrum(all), meanSpectrum(own), meanSpectrum(said))
	l.own, l.said = stackedLines(cepstraOver(own, ownFloor)), stackedLines(cepstraOver(said, saidFloor))
	return l, l.each(ctx, func(_ context.Context, i int) error {
		l.nearest[i] = l.begin(i)
		return nil
	})
}

// spokenSpectra returns all spectra of a reading, and those between the first and the last
// word.
func spokenSpectra(x []float32) (all, spoken []spectrum) {
	from, to := mastering.Words(x)
	all = spectra(x)
	first, last := min(from/cepstrumStep, len(all)), min(to/cepstrumStep, len(all))
	return all, all[first:max(first, last)]
}

// floors returns noise floors for both, with which the reference is as noisy as the readings.
func floors(noise, own, said spectrum) (ownFloor, saidFloor spectrum) {
	const least, most = 1e-3, 0.3 // share of the mean power
	for b := range noise {
		share := min(max(noise[b]/max(own[b], 1e-12), least), most)
		ownFloor[b], saidFloor[b] = share*own[b], 2*share*said[b]
	}
	return ownFloor, saidFloor
}

func stackedLines(lines [][]cepstrum) [][][]float64 {
	out := make([][][]float64, len(lines))
	for i, line := range lines {
		out[i] = stacked(line)
	}
	return out
}

// begin returns the most similar line before anything was learned.
func (l *likeness) begin(i int) (nearest alignment) {
	least := math.Inf(1)
	for j := max(0, i-1); j <= min(len(l.said)-1, i+1); j++ {
		distance, way := warp(len(l.own[i]), len(l.said[j]), func(a, b int) float64 {
			sum, x, y := 0.0, l.own[i][a][coefficients:4*coefficients], l.said[j][b][coefficients:]
			for d, v := range x {
				sum += (v - y[d]) * (v - y[d])
			}
			return math.Sqrt(sum)
		})
		if distance < least {
			least, nearest = distance, alignment{j, way}
		}
	}
	return nearest
}

// learn computes the transformation for each part of the list from the other parts.
func (l *likeness) learn() bool {
	var parts [folds]*moment
	for f := range parts {
		parts[f] = newMoment()
	}
	for i, a := range l.nearest {
		parts[i%folds].add(l.own[i], l.said[a.line], a.way)
	}
	for f := range parts {
		rest := newMoment()
		for g, m := range parts {
			if g != f {
				rest.join(m)
			}
		}
		c, ok := rest.canonical()
		if !ok {
			return false
		}
		l.same[f], l.lines[f] = c, make([][]variate, len(l.said))
		for j, frames := range l.said {
			l.lines[f][j] = c.reference(frames)
		}
	}
	return true
}

// score compares each reading with the lines around it, on all cores.
func (l *likeness) score(ctx context.Context) error {
	return l.each(ctx, func(ctx context.Context, i int) error {
		reading, best := l.same[i%folds].reader(l.own[i]), math.Inf(-1)
		for k := range l.scores[i] {
			l.scores[i][k] = math.Inf(-1)
			j := i + k - neighbours
			if j < 0 || j >= len(l.said) {
				continue
			}
			score, way := l.same[i%folds].likelihood(reading, l.lines[i%folds][j])
			l.scores[i][k] = score
			if score > best {
				best, l.nearest[i] = score, alignment{j, way}
			}
		}
		return context.Cause(ctx)
	})
}

// at returns the likeness of a reading to a line.
func (l *likeness) at(reading, line int) float64 { return l.scores[reading][line-reading+neighbours] }

// around returns the lines near a reading that have a different text.
func (l *likeness) around(i int) (lines []int) {
	for j := max(0, i-neighbours); j <= min(len(l.readings)-1, i+neighbours); j++ {
		if l.readings[j].Text != l.readings[i].Text {
			lines = append(lines, j)
		}
	}
	return lines
}

// more returns the lead of a reading's line: its likeness minus the mean likeness of the lines
// around it.
func (l *likeness) more(i int) float64 {
	around, sum := l.around(i), 0.0
	if len(around) == 0 || math.IsInf(l.at(i, i), 0) {
		return 0
	}
	for _, j := range around {
		sum += max(l.at(i, j), -1e3)
	}
	return l.at(i, i) - sum/float64(len(around))
}

// A usual holds the medians of all readings.
type usual struct {
	own, more float64 // likeness to the own line, and its lead
	pace      float64 // frames per frame of the reference
}

func (l *likeness) usual() usual {
	var own, more, pace []float64
	for i := range l.readings {
		own, more = append(own, l.at(i, i)), append(more, l.more(i))
		pace = append(pace, l.pace(i, len(l.own[i])))
	}
	return usual{quantile.Median(own), quantile.Median(more), quantile.Median(pace)}
}

// pace returns the number of frames of a reading per frame of the reference.
func (l *likeness) pace(line, frames int) float64 {
	return float64(frames) / float64(max(len(l.said[line]), 1))
}

// doubts returns the doubt about each reading.
func (l *likeness) doubts(ctx context.Context) ([]string, error) {
	n, usual := len(l.readings), l.usual()
	doubts := make([]string, n)
	for i := range n {
		doubts[i] = l.doubt(i, usual)
	}
	for i := range n - 1 {
		if j := i + 1; l.at(i, j)+l.at(j, i) > l.at(i, i)+l.at(j, j) {
			doubts[i], doubts[j] = l.soundsLike(j), l.soundsLike(i)
		}
	}
	return doubts, l.each(ctx, func(ctx context.Context, i int) error {
		if doubts[i] == "" && l.hasMore(i, usual) {
			doubts[i] = "there is more in it than its text"
		}
		return context.Cause(ctx)
	})
}

func (l *likeness) soundsLike(line int) string {
	return fmt.Sprintf("it sounds more like %q", l.readings[line].Text)
}

// doubt returns the doubt about a single reading.
func (l *likeness) doubt(i int, u usual) string {
	if j := l.nearest[i].line; l.at(i, j) > l.at(i, i)+another*u.more && l.readings[i].Text != l.readings[j].Text {
		return l.soundsLike(j)
	}
	if l.at(i, i) < leastOwn*u.own || l.more(i) < leastMore*u.more {
		return "it does not sound like its text"
	}
	return ""
}

// hasMore tells whether something was said before or after the line. It compares the parts of
// the reading before and after each pause with the line. If a part matches clearly better than
// the whole reading, the rest does not belong to the line. If the whole reading is too long, a
// slightly worse match is enough.
func (l *likeness) hasMore(i int, u usual) bool {
	frames, c := l.own[i], l.same[i%folds]
	off := func(frames int) float64 { return math.Abs(math.Log(l.pace(i, frames) / u.pace)) }
	for _, at := range l.pauses(i) {
		for _, part := range [][][]float64{frames[:at], frames[at:]} {
			least := l.at(i, i) + clearly*u.more
			if l.pace(i, len(frames)) > tooLong*u.pace && off(len(part)) < off(len(frames)) {
				least = l.at(i, i) - hardly*u.more
			}
			if score, _ := c.likelihood(c.reader(part), l.lines[i%folds][i]); score > least {
				return true
			}
		}
	}
	return false
}

// pauses returns the frames in the middle of a reading's pauses.
func (l *likeness) pauses(i int) (at []int) {
	take := l.readings[i].Take
	from, _ := mastering.Words(take.Sound())
	sounds := take.sounds()
	for k := 1; k < len(sounds); k++ {
		middle := (sounds[k-1].to + sounds[k].from) / 2
		if frame := (int(middle*samples.VoiceRate) - from) / cepstrumStep; frame > 0 && frame < len(l.own[i]) {
			at = append(at, frame)
		}
	}
	return at
}
