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

// A Reference says lines, so that readings can be compared with them by their sound.
type Reference interface {
	// Say returns how a line sounds, at samples.VoiceRate and full scale 1.
	Say(ctx context.Context, text string) ([]float32, error)
}

// The comparison of a reading with the lines around its own.
const (
	neighbours = 4    // lines before and after it that it might be
	rounds     = 2    // of learning what reader and reference have in common
	folds      = 4    // parts of the list: a line is judged by what was learned from the other parts
	leastOwn   = 0.05 // of what is usual: how much a reading is like its line
	leastMore  = 0.35 // of what is usual: how much more it is like its line than like others
	clearly    = 0.02 // of what is usual: how much more a part of a reading is like the line than all of it
	hardly     = 0.05 // of what is usual: how much less it may be where all of it lasts too long
	another    = 0.15 // of what is usual: how much more it must be like another line to be doubted for that alone
	tooLong    = 1.25 // times as long as usual
)

// Compare finds the readings that sound more like another line nearby than like their own, or like
// none: lines that were swapped, left out, read twice or begun twice. Readings are in the order of
// the list. It returns a doubt for each reading, empty where its sound speaks for it, or nil where
// there are too few of them to learn from. Progress is told how many of all steps are done, by
// one goroutine at a time; it may be nil.
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

// A likeness is how much each reading is like the lines around it.
type likeness struct {
	readings  []Reading
	own, said [][][]float64 // the frames of each reading, and of its line by the reference

	same    [folds]*canonical
	lines   [folds][][]variate // said, by each of same
	nearest []alignment        // of each reading
	scores  [][2*neighbours + 1]float64

	lock     sync.Mutex
	steps    int // that are done
	progress func(done, all int)
}

// each does a step for each reading, on all cores, and tells the progress.
func (l *likeness) each(ctx context.Context, step func(ctx context.Context, i int) error) error {
	const passes = 3 + rounds // over all readings: the calls of each
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

// An alignment is a line that a reading may be, and how their frames go together.
type alignment struct {
	line int
	way  [][2]int
}

// newLikeness measures the frames, and takes of the lines beside each reading the nearest one for a beginning.
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

// spokenSpectra are all spectra of a reading, and those of the words alone.
func spokenSpectra(x []float32) (all, spoken []spectrum) {
	from, to := mastering.Words(x)
	all = spectra(x)
	first, last := min(from/cepstrumStep, len(all)), min(to/cepstrumStep, len(all))
	return all, all[first:max(first, last)]
}

// floors are what is added to both so that the reference is as noisy as the readings.
func floors(noise, own, said spectrum) (ownFloor, saidFloor spectrum) {
	const least, most = 1e-3, 0.3 // of the mean power
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

// begin is the line that a reading is nearest to before anything was learned.
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

// learn finds what readings and reference have in common, for each part of the list from the other parts.
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

// at is how much a reading is like a line.
func (l *likeness) at(reading, line int) float64 { return l.scores[reading][line-reading+neighbours] }

// around are the lines that a reading might be besides its own.
func (l *likeness) around(i int) (lines []int) {
	for j := max(0, i-neighbours); j <= min(len(l.readings)-1, i+neighbours); j++ {
		if l.readings[j].Text != l.readings[i].Text {
			lines = append(lines, j)
		}
	}
	return lines
}

// more is how much more a reading is like its line than like those around it.
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

// A usual is the middle of what the readings have.
type usual struct {
	own, more float64 // how much they are like their lines, and how much more than like others
	pace      float64 // frames for one of the reference
}

func (l *likeness) usual() usual {
	var own, more, pace []float64
	for i := range l.readings {
		own, more = append(own, l.at(i, i)), append(more, l.more(i))
		pace = append(pace, l.pace(i, len(l.own[i])))
	}
	return usual{quantile.Median(own), quantile.Median(more), quantile.Median(pace)}
}

// pace is how many frames a reading has for one of the reference.
func (l *likeness) pace(line, frames int) float64 {
	return float64(frames) / float64(max(len(l.said[line]), 1))
}

// doubts are what speaks against each reading.
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

// doubt is what speaks against a reading by itself.
func (l *likeness) doubt(i int, u usual) string {
	if j := l.nearest[i].line; l.at(i, j) > l.at(i, i)+another*u.more && l.readings[i].Text != l.readings[j].Text {
		return l.soundsLike(j)
	}
	if l.at(i, i) < leastOwn*u.own || l.more(i) < leastMore*u.more {
		return "it does not sound like its text"
	}
	return ""
}

// hasMore tells that a part of a reading, from a pause or up to one, is more like its line than all of it:
// then something was said before the line or after it. Where all of it lasts too long for its line, less
// is enough.
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

// pauses are the frames of a reading in the middle of its pauses.
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
