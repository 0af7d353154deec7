package routine

import (
	"strings"
	"testing"
	"time"

	"respite/script"
)

// A routine that was built by hand is checked as a file is: the limits themselves are
// allowed, and what is beyond them is a mistake.
func TestValidate(t *testing.T) {
	const s = time.Second
	pauses := func(n int) (list []Stretch) {
		for range n {
			list = append(list, Stretch{Motion: Pause, Pause: s})
		}
		return list
	}
	text := func(n int) []Line { return []Line{{Text: strings.Repeat("é", n)}} }
	for _, c := range []struct {
		change func(r *Routine)
		want   string // empty for a valid routine
	}{
		{func(r *Routine) {}, ""},
		{func(r *Routine) { r.Title = "" }, "the routine has no title"},
		{func(r *Routine) { r.Language = "a b" }, `"a b" is not a language`},
		{func(r *Routine) { r.Breath.In = 500 * time.Millisecond }, "breath: in is 0.5s"},
		{func(r *Routine) { r.Breath.In = 0 }, "breath: in is 0s"},
		{func(r *Routine) { r.Breath.Out = 20*s + 1 }, "breath: out is"},
		{func(r *Routine) { r.Breath.Sip = s / 4 }, "breath: sip is"},
		{func(r *Routine) { r.Breath = Breath{In: s, Out: 20 * s, Hold: s / 2, Rest: s / 2} }, ""},
		{func(r *Routine) { r.Stretches = nil }, "0 stretches: 1 to 500"},
		{func(r *Routine) { r.Stretches = pauses(500) }, ""},
		{func(r *Routine) { r.Stretches = pauses(501) }, "501 stretches: 1 to 500"},

		{func(r *Routine) { r.Opening = []Line{{}} }, "opening: an empty line"},
		{func(r *Routine) { r.BriefOpening = []Line{{}} }, "opening: an empty line"},
		{func(r *Routine) { r.Closing = []Line{{Right: "a", Left: "b"}} }, "closing: right and left need sides"},
		{func(r *Routine) { r.BriefClosing = []Line{{Right: "a"}} }, "closing: a line for one side needs one for the other"},
		{func(r *Routine) { r.Closing = []Line{{Left: "a"}} }, "closing: a line for one side needs one for the other"},
		{func(r *Routine) { r.Closing = []Line{{Text: "a", Left: "b"}} }, "closing: a line for both sides cannot have other texts"},
		{func(r *Routine) { r.Closing = []Line{{Text: "a", Right: "b"}} }, "closing: a line for both sides cannot have other texts"},
		{func(r *Routine) { r.Closing = text(300) }, ""},
		{func(r *Routine) { r.Closing = text(301) }, "the text is too long for one line"},

		{func(r *Routine) { r.Stretches[1].Dose.Time[1] = 11 * time.Minute }, "is out of range: a rest is 5s to 10m"},
		{func(r *Routine) { r.Stretches[3].Say = nil }, "say has no line"},
		{func(r *Routine) { r.Stretches[4].Pause = s }, ""},
		{func(r *Routine) { r.Stretches[4].Pause = s - 1 }, "a pause is 1s to"},
		{func(r *Routine) { r.Stretches[4].Pause = longestEntryPause }, ""},
		{func(r *Routine) { r.Stretches[4].Pause = longestEntryPause + 1 }, "a pause is 1s to"},
		{func(r *Routine) { r.Stretches[5].File = "" }, "sound has no file"},
		{func(r *Routine) { r.Stretches[5].Motion = "dance" }, `"dance" is not a motion`},

		{func(r *Routine) { r.Stretches[0].Name = "" }, "a stretch has no name"},
		{func(r *Routine) { r.Stretches[2].Name = "tWIST" }, `a second stretch named "tWIST"`},
		{func(r *Routine) { r.Stretches[2].Sides = []script.Side{script.Right} }, "Still: sides are right and left, or left and right"},
		{func(r *Routine) { r.Stretches[2].Sides = nil }, "Still: tips: right and left need sides"},
		{func(r *Routine) { r.Stretches[0].Dose.Breaths = [2]int{5, 5} }, "5 breaths cannot be shared equally"}, // one enters, one leaves
		{func(r *Routine) { r.Stretches[2].From = "moon" }, `Still: unknown position "moon"`},
		{func(r *Routine) { r.Stretches[2].To = "moon" }, `Still: unknown position "moon"`},
		{func(r *Routine) { r.Stretches[2].Settle = 20 * s }, ""},
		{func(r *Routine) { r.Stretches[2].Settle = 20*s + 1 }, "Still: settle is 1s to 20s"},
		{func(r *Routine) { r.Stretches[2].Settle = -1 }, "Still: settle is 1s to 20s"},
		{func(r *Routine) { r.Stretches[0].Retain = Retention{Empty: 180 * s, Full: 180 * s} }, ""},
		{func(r *Routine) { r.Stretches[0].Retain = Retention{Empty: 180 * s, Full: 180*s + 1} }, "Twist: the breath is held for 1s to 3m"},
		{func(r *Routine) { r.Stretches[0].Retain.Empty = -1 }, "Twist: the breath is held for 1s to 3m"},
		{func(r *Routine) { r.Stretches[0].Retain.Full = -1 }, "Twist: the breath is held for 1s to 3m"},
		{func(r *Routine) { r.Stretches[0].Tips = []Line{{Right: "a", Left: "b"}} }, "Twist: tips: right and left need sides"},
		{func(r *Routine) { r.Stretches[2].Retain.Full = s }, "Still: inhale, exhale, rehearse and retain are for a flow"},
		{func(r *Routine) { r.Stretches[2].Flow.Inhale.Text = "a" }, "Still: inhale, exhale, rehearse and retain are for a flow"},
		{func(r *Routine) { r.Stretches[2].Rehearse.Exhale.Text = "a" }, "Still: inhale, exhale, rehearse and retain are for a flow"},

		{func(r *Routine) { r.Stretches[2].Dose.Breaths = [2]int{5, 5} }, "a dose is either a time, or a number"},
		{func(r *Routine) { r.Stretches[0].Dose.Reps = [2]int{5, 6} }, "a dose is either a time, or a number"},
		{func(r *Routine) { r.Stretches[2].Dose.Time = [2]time.Duration{60 * s, 59 * s} }, "is reversed"},
		{func(r *Routine) { r.Stretches[0].Dose.Breaths = [2]int{7, 6} }, "is reversed"},
		{func(r *Routine) { r.Stretches[2].Dose.Sets = -1 }, "at most 50 sets"},
		{func(r *Routine) { r.Stretches[6].Dose.Each = -1 }, "a repetition takes 2s to 1m"},
	} {
		r := fullRoutine()
		c.change(r)
		err := r.Validate()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
