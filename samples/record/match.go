package record

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"respite/samples/record/internal/quantile"
)

// A Match is the position of a line in a take.
type Match struct {
	Text     string
	From, To float64 // seconds; both 0 if it was not found
	Doubt    string  // why this may be wrong; empty if everything fits
}

// The costs of a match, as negative log-likelihoods.
const (
	missingCost  = 12.0 // a line that was not read
	leftoverCost = 9.0  // a sound that belongs to no line
	lengthSpread = 0.25 // spread of the logarithm of a line's length around the expected length
	pauseSpread  = 0.25 // spread of the logarithm of a pause around the pause between lines
	mostParts    = 15   // most sounds in one line
)

// Match finds the lines in a take that was read in their order, with a pause after each. It
// assumes that the longest pauses separate lines and that the pace is constant, and finds the
// most likely division of the take by dynamic programming. If a line does not fit these
// assumptions, its match has a doubt. The leftovers are the sounds that belong to no line.
func (t *Take) Match(ctx context.Context, texts []string) (matches, leftovers []Match, err error) {
	sounds := t.sounds()
	switch {
	case len(sounds) == 0:
		return nil, nil, fmt.Errorf("it contains no speech")
	case len(sounds) > 20*len(texts)+100:
		return nil, nil, fmt.Errorf("it has %d sounds for %d lines: too much noise, or the wrong list", len(sounds), len(texts))
	}
	m := newMatcher(sounds, texts)
	way, err := m.best(ctx)
	if err == nil {
		m.pace = m.paceOf(way) // again, without the leftovers
		way, err = m.best(ctx)
	}
	if err != nil {
		return nil, nil, err
	}
	return m.matches(way), m.leftovers(way), nil
}

// A matcher compares the ways to assign the sounds of a take to lines.
type matcher struct {
	sounds []span
	texts  []string
	weight []float64 // expected length of each line
	pace   float64   // seconds for a weight of 1
	border float64   // seconds: a longer pause ends a line
}

// A sequence is the range of sounds [first, last) of one line.
type sequence struct{ first, last int }

func (r sequence) isEmpty() bool { return r.first == r.last }

func newMatcher(sounds []span, texts []string) *matcher {
	m := &matcher{sounds: sounds, texts: texts}
	total, spoken := 0.0, 0.0
	for _, text := range texts {
		m.weight = append(m.weight, weight(text))
		total += weight(text)
	}
	for _, s := range sounds {
		spoken += s.seconds()
	}
	m.pace = spoken / total
	m.border = m.borderPause()
	return m
}

// weight returns the expected length of a text in letters. It includes a constant for the
// start and the end of a line.
func weight(text string) float64 {
	letters := 4
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters++
		}
	}
	return float64(letters)
}

// borderPause returns the length that separates pauses between lines from pauses within a
// line. It lies at the largest step in the sorted lengths, near the position given by the
// number of lines.
func (m *matcher) borderPause() float64 {
	pauses := []float64{shortestPause}
	for j := 1; j < len(m.sounds); j++ {
		pauses = append(pauses, m.pause(j))
	}
	slices.Sort(pauses)
	slices.Reverse(pauses)
	borders := len(m.texts) - 1
	far := max(3, borders/5)
	border, steepest := shortestPause, math.Inf(-1)
	for k := max(1, borders-far); k <= min(borders+far, len(pauses)-1); k++ {
		fall := math.Log(pauses[k-1]/pauses[k]) - 0.05*math.Abs(float64(k-borders))
		if fall > steepest {
			border, steepest = math.Sqrt(pauses[k-1]*pauses[k]), fall
		}
	}
	return border
}

// pause returns the pause before sound j in seconds.
func (m *matcher) pause(j int) float64 { return m.sounds[j].from - m.sounds[j-1].to }

// best returns the most likely assignment: the sounds of each line.
func (m *matcher) best(ctx context.Context) ([]sequence, error) {
	lines, sounds := len(m.texts), len(m.sounds)
	type step struct {
		cost float64
		from sequence // sounds of the last step
		line bool
	}
	table := make([][]step, lines+1)
	for i := range table {
		table[i] = make([]step, sounds+1)
		for j := range table[i] {
			table[i][j].cost = math.Inf(1)
		}
	}
	table[0][0].cost = 0
	better := func(i, j int, s step) {
		if s.cost < table[i][j].cost {
			table[i][j] = s
		}
	}
	for i := range table {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		for j, at := range table[i] {
			if i < lines {
				better(i+1, j, step{at.cost + missingCost, sequence{j, j}, true})
			}
			if j < sounds {
				better(i, j+1, step{at.cost + leftoverCost, sequence{j, j + 1}, false})
			}
			for k := j + 1; i < lines && k <= min(j+mostParts, sounds); k++ {
				better(i+1, k, step{at.cost + m.cost(i, sequence{j, k}), sequence{j, k}, true})
			}
		}
	}
	way := make([]sequence, lines)
	for i, j := lines, sounds; i > 0 || j > 0; {
		s := table[i][j]
		j = s.from.first
		if s.line {
			i--
			way[i] = s.from
		}
	}
	return way, nil
}

// cost returns the negative log-likelihood that these sounds are line i.
func (m *matcher) cost(i int, r sequence) float64 {
	off := math.Log(m.seconds(r)/(m.pace*m.weight[i])) / lengthSpread
	cost := off * off / 2
	for j := r.first + 1; j < r.last; j++ {
		cost += math.Log1p(math.Exp(math.Log(m.pause(j)/m.border) / pauseSpread))
	}
	if r.first > 0 {
		cost += math.Log1p(math.Exp(-math.Log(m.pause(r.first)/m.border) / pauseSpread))
	}
	return cost
}

// seconds returns the length of the sounds without the pauses.
func (m *matcher) seconds(r sequence) float64 {
	sum := 0.0
	for _, s := range m.sounds[r.first:r.last] {
		sum += s.seconds()
	}
	return sum
}

// paceOf returns the median pace of the lines.
func (m *matcher) paceOf(way []sequence) float64 {
	var paces []float64
	for i, r := range way {
		if !r.isEmpty() {
			paces = append(paces, m.seconds(r)/m.weight[i])
		}
	}
	if len(paces) == 0 {
		return m.pace
	}
	return quantile.Median(paces)
}

// matches converts an assignment to matches, with their times and doubts.
func (m *matcher) matches(way []sequence) []Match {
	found := make([]Match, len(way))
	for i, r := range way {
		found[i].Text = m.texts[i]
		if !r.isEmpty() {
			found[i].From, found[i].To = m.sounds[r.first].from, m.sounds[r.last-1].to
		}
		found[i].Doubt = strings.Join(m.doubts(i, r), ", ")
	}
	return found
}

// doubts returns the reasons why these sounds may not be line i.
func (m *matcher) doubts(i int, r sequence) (doubts []string) {
	if doubt := m.lengthDoubt(i, r); doubt != "" {
		doubts = append(doubts, doubt)
	}
	if r.isEmpty() {
		return doubts
	}
	if r.first > 0 && m.pause(r.first) < m.border {
		doubts = append(doubts, fmt.Sprintf("only %.1f s of pause before it", m.pause(r.first)))
	}
	for j := r.first + 1; j < r.last; j++ {
		if m.pause(j) > m.border {
			doubts = append(doubts, fmt.Sprintf("%.1f s of pause within it", m.pause(j)))
		}
	}
	return doubts
}

// lengthDoubt returns a doubt if line i is much longer or shorter than expected; otherwise it
// is empty.
func (m *matcher) lengthDoubt(i int, r sequence) string {
	const odd = 1.7 // ratio to the expected length
	if r.isEmpty() {
		return "not found"
	}
	switch times := m.seconds(r) / (m.pace * m.weight[i]); {
	case times > odd:
		return fmt.Sprintf("%.1f times as long as expected", times)
	case times < 1/odd:
		return fmt.Sprintf("only %.1f of the expected length", times)
	}
	return ""
}

// leftovers returns the sounds that belong to no line.
func (m *matcher) leftovers(way []sequence) []Match {
	taken := make([]bool, len(m.sounds))
	for _, r := range way {
		for j := r.first; j < r.last; j++ {
			taken[j] = true
		}
	}
	var left []Match
	for j, s := range m.sounds {
		if !taken[j] {
			left = append(left, Match{From: s.from, To: s.to, Doubt: "a sound that belongs to no line"})
		}
	}
	return left
}

// Lengths returns a match for each reading that was recorded separately. The match has a doubt
// if the reading cannot be its line, or if it is much longer or shorter than expected from the
// pace of the others.
func Lengths(readings []Reading) []Match {
	m := &matcher{}
	way := make([]sequence, len(readings))
	for i, r := range readings {
		sounds := r.Take.sounds()
		way[i] = sequence{len(m.sounds), len(m.sounds) + len(sounds)}
		m.texts, m.weight, m.sounds = append(m.texts, r.Text), append(m.weight, weight(r.Text)), append(m.sounds, sounds...)
	}
	m.pace = m.paceOf(way)
	found := make([]Match, len(readings))
	for i, r := range readings {
		doubt := r.Take.Doubt(r.Text)
		if len(readings) > 1 {
			doubt = cmp.Or(doubt, m.lengthDoubt(i, way[i]))
		}
		found[i] = Match{Text: r.Text, To: r.Take.Seconds(), Doubt: doubt}
	}
	return found
}
