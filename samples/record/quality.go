package record

import (
	"fmt"
	"math"
	"strings"

	"respite/samples"
	"respite/samples/record/internal/quantile"
	"respite/samples/record/mastering"
)

// A Quality describes the recording of a line.
type Quality struct {
	Seconds float64
	Level   float64 // LUFS, before mastering
	Noise   float64 // dB, level of the quietest 10 ms relative to the loud ones; -Inf for silence
	Clipped int     // number of places where the recording was clipped
	Pace    float64 // words a minute
}

// Quality measures a line. text is what is said in it.
func (t *Take) Quality(text string) Quality {
	x := t.Sound()
	q := Quality{Seconds: t.Seconds(), Clipped: len(t.clipped), Level: mastering.RepeatedLoudness(x), Noise: math.Inf(-1)}
	if loud := mastering.Levels(x); len(loud) > 0 {
		q.Noise = 20 * math.Log10(quantile.Of(loud, mastering.Quietest)/quantile.Of(loud, 0.9))
		from, to := mastering.Words(x)
		q.Pace = float64(len(strings.Fields(text))) * 60 * samples.VoiceRate / float64(max(to-from, 1))
	}
	return q
}

// Faults returns the problems that a listener would notice, as texts.
func (q Quality) Faults(text string) (faults []string) {
	fault := func(format string, a ...any) { faults = append(faults, fmt.Sprintf(format, a...)) }
	if q.Clipped > 0 {
		fault("too loud: clipped in %d places", q.Clipped)
	}
	if q.Level < -45 {
		fault("very quiet: %.0f LUFS", q.Level)
	}
	if q.Noise > -30 {
		fault("noisy: noise only %.0f dB under the voice", -q.Noise)
	}
	if words := len(strings.Fields(text)); words >= 8 && (q.Pace < 80 || q.Pace > 170) {
		fault("%.0f words a minute, 110 to 130 are calm", q.Pace)
	}
	return faults
}
