package record

import (
	"context"
	"fmt"
	"math"

	"respite/samples"
	"respite/samples/record/internal/quantile"
	"respite/samples/record/mastering"
)

// The thresholds of a doubt. "Typical" means the median of all readings. The lead of a line is
// its likeness minus that of its neighbours.
const (
	leastOwn  = 0.05 // least likeness of a reading to its line, relative to the typical one
	leastLead = 0.35 // least lead of a reading's line, relative to the typical one
	clearly   = 0.02 // a part of a reading must exceed the likeness of the whole by this share of the typical lead
	hardly    = 0.05 // if the whole reading is too long, a part may fall short of it by this share of the typical lead
	another   = 0.15 // another line must exceed the own line by this share of the typical lead to cause a doubt
	tooLong   = 1.25 // times the typical length
)

// around returns the lines near a reading that have a different text.
func (l *likeness) around(i int) (lines []int) {
	for j := max(0, i-neighbours); j <= min(len(l.readings)-1, i+neighbours); j++ {
		if l.readings[j].Text != l.readings[i].Text {
			lines = append(lines, j)
		}
	}
	return lines
}

// lead returns the lead of a reading's line: its likeness minus the mean likeness of the lines
// around it.
func (l *likeness) lead(i int) float64 {
	around, sum := l.around(i), 0.0
	if len(around) == 0 || math.IsInf(l.at(i, i), 0) {
		return 0
	}
	for _, j := range around {
		sum += max(l.at(i, j), -1e3)
	}
	return l.at(i, i) - sum/float64(len(around))
}

// A typical holds the medians of all readings.
type typical struct {
	own, lead float64 // likeness to the own line, and its lead
	pace      float64 // frames per frame of the reference
}

func (l *likeness) typical() typical {
	var own, lead, pace []float64
	for i := range l.readings {
		own, lead = append(own, l.at(i, i)), append(lead, l.lead(i))
		pace = append(pace, l.pace(i, len(l.own[i])))
	}
	return typical{quantile.Median(own), quantile.Median(lead), quantile.Median(pace)}
}

// pace returns the number of frames of a reading per frame of the reference.
func (l *likeness) pace(line, frames int) float64 {
	return float64(frames) / float64(max(len(l.said[line]), 1))
}

// doubts returns the doubt about each reading.
func (l *likeness) doubts(ctx context.Context) ([]string, error) {
	n, typical := len(l.readings), l.typical()
	doubts := make([]string, n)
	for i := range n {
		doubts[i] = l.doubt(i, typical)
	}
	for i := range n - 1 {
		if j := i + 1; l.at(i, j)+l.at(j, i) > l.at(i, i)+l.at(j, j) {
			doubts[i], doubts[j] = l.soundsLike(j), l.soundsLike(i)
		}
	}
	return doubts, l.each(ctx, func(ctx context.Context, i int) error {
		if doubts[i] == "" && l.hasMore(i, typical) {
			doubts[i] = "there is more in it than its text"
		}
		return context.Cause(ctx)
	})
}

func (l *likeness) soundsLike(line int) string {
	return fmt.Sprintf("it sounds more like %q", l.readings[line].Text)
}

// doubt returns the doubt about a single reading.
func (l *likeness) doubt(i int, u typical) string {
	if j := l.nearest[i].line; l.at(i, j) > l.at(i, i)+another*u.lead && l.readings[i].Text != l.readings[j].Text {
		return l.soundsLike(j)
	}
	if l.at(i, i) < leastOwn*u.own || l.lead(i) < leastLead*u.lead {
		return "it does not sound like its text"
	}
	return ""
}

// hasMore tells whether something was said before or after the line. It compares the parts of
// the reading before and after each pause with the line. If a part matches clearly better than
// the whole reading, the rest does not belong to the line. If the whole reading is too long, a
// slightly worse match is enough.
func (l *likeness) hasMore(i int, u typical) bool {
	frames, c := l.own[i], l.same[i%folds]
	off := func(frames int) float64 { return math.Abs(math.Log(l.pace(i, frames) / u.pace)) }
	for _, at := range l.pauses(i) {
		for _, part := range [][][]float64{frames[:at], frames[at:]} {
			least := l.at(i, i) + clearly*u.lead
			if l.pace(i, len(frames)) > tooLong*u.pace && off(len(part)) < off(len(frames)) {
				least = l.at(i, i) - hardly*u.lead
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
