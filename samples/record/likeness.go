package record

import (
	"context"
	"math"
	"sync"

	"respite/samples/record/mastering"
)

// A Reference speaks lines, so that the sound of readings can be compared with them.
type Reference interface {
	// Say returns the sound of a line, at samples.VoiceRate and full scale 1.
	Say(ctx context.Context, text string) ([]float32, error)
}

// The parameters of the comparison.
const (
	neighbours = 4 // lines before and after a line that it is compared with
	rounds     = 2 // rounds of learning the transformation
	folds      = 4 // parts of the list for cross-validation: a line is compared with what the other parts taught
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

// A likeness holds how well each reading matches the lines around it, as log-likelihood ratios.
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
