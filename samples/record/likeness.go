package record

import (
	"context"
	"fmt"
	"math"

	"respite/samples"
	"respite/samples/record/mastering"
)

// A Reference says lines, so that readings can be compared with them by their sound.
type Reference interface {
	// Say returns how a line sounds, at samples.VoiceRate and full scale 1.
	Say(ctx context.Context, text string) ([]float32, error)
}

// The comparison of a reading with the lines around its own.
const (
	neighbours = 4     // lines before and after it that it might be
	nearer     = 0.985 // of the distance to its own line: clearly more like the other
	shortFor   = 1.0   // s; a reading as short as that gives less to go by
	muchNearer = 0.95  // that takes the place of nearer for a short one
)

// Compare finds the readings that sound more like another line nearby than like their
// own: lines that were swapped, left out or read twice. Readings are in the order of the
// list. It returns a doubt for each reading, which is empty where there is none.
func Compare(ctx context.Context, readings []Reading, references []Reference) ([]string, error) {
	l := &likeness{n: len(readings)}
	if err := l.measure(ctx, readings, references); err != nil {
		return nil, err
	}
	doubts := make([]string, l.n)
	doubt := func(i, j int) {
		if doubts[i] == "" {
			doubts[i] = fmt.Sprintf("it sounds more like %q", readings[j].Text)
		}
	}
	for i := range l.n {
		for j := max(0, i-neighbours); j <= min(l.n-1, i+neighbours); j++ {
			if i == j || readings[i].Text == readings[j].Text {
				continue
			}
			if l.at(i, j) < l.clearly(i)*l.at(i, i) {
				doubt(i, j)
			}
			if l.at(i, j)+l.at(j, i) < l.at(i, i)+l.at(j, j) {
				doubt(i, j)
				doubt(j, i)
			}
		}
	}
	for _, shift := range []int{-1, 1} {
		for _, i := range l.shifted(shift) {
			doubt(i, i+shift)
		}
	}
	return doubts, nil
}

// A likeness is how far each reading is from the lines around it.
type likeness struct {
	n         int
	seconds   []float64 // of the words of each reading
	distances [][2*neighbours + 1]float64
}

func (l *likeness) at(reading, line int) float64 {
	return l.distances[reading][line-reading+neighbours]
}

// clearly returns the share of its distance to its own line under which the distance to
// another line alone makes a reading doubtful.
func (l *likeness) clearly(reading int) float64 {
	if l.seconds[reading] < shortFor {
		return muchNearer
	}
	return nearer
}

// measure compares all of them, on all cores. With several references it takes the mean.
func (l *likeness) measure(ctx context.Context, readings []Reading, references []Reference) error {
	l.distances, l.seconds = make([][2*neighbours + 1]float64, l.n), make([]float64, l.n)
	said := make([][][]cepstrum, len(references))
	for k, r := range references {
		said[k] = make([][]cepstrum, l.n)
		err := each(ctx, 0, l.n, func(ctx context.Context, i int) error {
			x, err := r.Say(ctx, readings[i].Text)
			if err != nil {
				return lineError(readings[i].Text, err)
			}
			said[k][i] = spokenCepstra(x)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return each(ctx, 0, l.n, func(ctx context.Context, i int) error {
		own := spokenCepstra(readings[i].Take.Sound())
		l.seconds[i] = float64(len(own)*cepstrumStep) / samples.VoiceRate
		for j := max(0, i-neighbours); j <= min(l.n-1, i+neighbours); j++ {
			for k := range references {
				l.distances[i][j-i+neighbours] += warped(own, said[k][j])
			}
		}
		return context.Cause(ctx)
	})
}

// spokenCepstra are the cepstra of the words alone.
func spokenCepstra(x []float32) []cepstrum {
	from, to := mastering.Words(x)
	return cepstra(x[from:to])
}

// shifted finds the longest run of readings that all sound more like the line beside
// their own. There is one where a line was left out and a later one was read twice, or
// the other way round, so that the number of readings is right.
func (l *likeness) shifted(by int) (run []int) {
	const least = 2 // readings
	sum, best, start, from, to := 0.0, 0.0, 0, 0, 0
	for i := range l.n {
		if i+by < 0 || i+by >= l.n {
			sum, start = 0, i+1
			continue
		}
		gain := 1 - l.at(i, i+by)/l.at(i, i)
		if math.IsNaN(gain) {
			gain = 0
		}
		if sum += gain; sum <= 0 {
			sum, start = 0, i+1
		}
		if sum > best && i+1-start >= least {
			best, from, to = sum, start, i+1
		}
	}
	for i := from; i < to; i++ {
		run = append(run, i)
	}
	return run
}
