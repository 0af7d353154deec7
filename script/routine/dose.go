package routine

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"respite/script/internal/notation"
)

// A Dose is how much of a stretch to do: a range of times, of breaths or of
// repetitions, exactly one of which is set. A single value has two equal ends. Sets
// repeat it.
type Dose struct {
	Time    [2]time.Duration // lowest and highest
	Breaths [2]int
	Reps    [2]int
	Each    time.Duration // of a repetition; 0: one breath each
	Sets    int           // number of sets; 0 and 1: one
	Rest    time.Duration // between two sets
	Pos     Pos
}

// Count returns the range of breaths or repetitions; zero for a dose in time.
func (d Dose) Count() [2]int {
	if d.Reps[1] > 0 {
		return d.Reps
	}
	return d.Breaths
}

// Times returns the number of sets.
func (d Dose) Times() int { return max(d.Sets, 1) }

// IsSame reports whether two doses are equal, apart from their positions.
func (d Dose) IsSame(other Dose) bool {
	d.Pos, d.Sets, other.Pos, other.Sets = Pos{}, d.Times(), Pos{}, other.Times()
	return d == other
}

// Bounds of doses.
const (
	shortestDose, longestDose = 5 * time.Second, 4 * time.Hour
	longestRest               = 10 * time.Minute
	mostBreaths, mostRests    = 2000, 60
	shortestRep, longestRep   = 2 * time.Second, time.Minute
	mostSets                  = 50
	shortestSetRest           = 3 * time.Second
)

// doseForm matches a dose: sets, an amount with the length of a repetition, and the
// rest between sets.
var doseForm = regexp.MustCompile(`^(?:(\d+) ?x )?([^,x]+?)(?: of (\S+))?(?:, ?rest (\S+))?$`)

// countForm matches a number of breaths or repetitions, or a range.
var countForm = regexp.MustCompile(`^(\d+)(?:\.\.(\d+))? (breath|rep)s?$`)

// parseDose parses a dose of a motion.
func parseDose(text string, m Motion) (Dose, error) {
	d, ok := readDose(text)
	if !ok {
		return Dose{}, errors.New(explainDose(text, m))
	}
	if d.Time[0] > d.Time[1] || d.Count()[0] > d.Count()[1] {
		for _, ends := range []*[2]int{&d.Breaths, &d.Reps} {
			ends[0], ends[1] = ends[1], ends[0]
		}
		d.Time[0], d.Time[1] = d.Time[1], d.Time[0]
		return Dose{}, fmt.Errorf("%s is reversed: write %s", notation.Short(text), d)
	}
	return d, d.check(m, notation.Short(text))
}

// readDose parses the syntax alone.
func readDose(text string) (d Dose, ok bool) {
	m := doseForm.FindStringSubmatch(text)
	if m == nil {
		return d, false
	}
	sets, amount, each, rest := m[1], m[2], m[3], m[4]
	ok = d.readAmount(amount)
	if sets != "" {
		d.Sets = notation.Number(sets)
		ok = ok && d.Sets > 0
	}
	if each != "" {
		var read bool
		d.Each, read = notation.ReadTime(each)
		ok = ok && read && d.Each > 0 && d.Reps[1] > 0
	}
	if rest != "" {
		var read bool
		d.Rest, read = notation.ReadTime(rest)
		ok = ok && read && d.Rest > 0 && d.Sets > 1
	}
	return d, ok
}

// readAmount parses a time, a count, or a range of either.
func (d *Dose) readAmount(text string) bool {
	if m := countForm.FindStringSubmatch(text); m != nil {
		count := [2]int{notation.Number(m[1]), notation.Number(m[1])}
		if m[2] != "" {
			count[1] = notation.Number(m[2])
		}
		if m[3] == "rep" {
			d.Reps = count
		} else {
			d.Breaths = count
		}
		return true
	}
	low, high, isRange := strings.Cut(text, "..")
	if !isRange {
		high = low
	}
	var lowOK, highOK bool
	d.Time[0], lowOK = notation.ReadTime(low)
	d.Time[1], highOK = notation.ReadTime(high)
	return lowOK && highOK
}

// check returns an error for a dose that a motion does not allow; text is the dose as
// written.
func (d Dose) check(m Motion, written string) error {
	most, longest, what := mostBreaths, longestDose, "a "+string(m)
	if m == Rest {
		most, longest = mostRests, longestRest
	}
	inTime, count := d.Time != [2]time.Duration{}, d.Count()
	switch {
	case inTime && count != [2]int{}, d.Breaths[1] > 0 && d.Reps[1] > 0:
		return errors.New("a dose is either a time, or a number of breaths or repetitions")
	case d.Time[0] > d.Time[1] || count[0] > count[1]:
		return fmt.Errorf("%s is reversed", d)
	case inTime && (d.Time[0] < shortestDose || d.Time[1] > longest), !inTime && (count[0] < 1 || count[1] > most):
		return fmt.Errorf("%s is out of range: %s is %s to %s, or 1 to %d breaths", written, what,
			notation.Time(shortestDose), notation.Time(longest), most)
	case d.Reps[1] > 0 && m != Flow:
		return fmt.Errorf("%s: repetitions are for a flow: in %s write a time, breaths, or sets such as 3 x 20s, rest 10s", d, what)
	case d.Each != 0 && (d.Each < shortestRep || d.Each > longestRep):
		return fmt.Errorf("%s: a repetition takes %s to %s", d, notation.Time(shortestRep), notation.Time(longestRep))
	case m == Rest && (d.Sets > 1 || d.Rest > 0):
		return fmt.Errorf("%s: a rest cannot have sets", d)
	case d.Sets > mostSets || d.Sets < 0:
		return fmt.Errorf("%s: at most %d sets", d, mostSets)
	case d.Rest != 0 && (d.Rest < shortestSetRest || d.Rest > longestRest):
		return fmt.Errorf("%s: the rest between two sets is %s to %s", d, notation.Time(shortestSetRest), notation.Time(longestRest))
	}
	return nil
}

// explainDose returns the reason why text is not a dose, and what to write instead.
func explainDose(text string, m Motion) string {
	low, high, isRange := strings.Cut(text, "..")
	instead := notation.Tidy(text)
	_, tidied := readDose(instead)
	switch {
	case notation.IsNumber(text):
		return fmt.Sprintf("%s has no unit: write %ss or %s breaths", text, text, text)
	case isRange && notation.IsNumber(low) && notation.IsNumber(high):
		return fmt.Sprintf("%s has no unit: write %ss..%ss or %s breaths", text, low, high, text)
	case tidied:
		return fmt.Sprintf("%s is not a dose: write %s", notation.Quote(text), instead)
	case m == Flow:
		return fmt.Sprintf("%s is not a dose: write it like 1m, 8 breaths, 5..10 breaths, 10 reps or 2 x 5 breaths, rest 10s", notation.Quote(text))
	}
	return fmt.Sprintf("%s is not a dose: write it like 45s, 30s..1m, 8 breaths, 5..10 breaths or 3 x 20s, rest 10s", notation.Quote(text))
}

// String formats a dose as routines write it.
func (d Dose) String() string {
	text := rangeText(notation.Time(d.Time[0]), notation.Time(d.Time[1]))
	if d.Breaths[1] > 0 {
		text = rangeText(fmt.Sprint(d.Breaths[0]), fmt.Sprint(d.Breaths[1])) + notation.Plural(d.Breaths[1], " breath")
	}
	if d.Reps[1] > 0 {
		text = rangeText(fmt.Sprint(d.Reps[0]), fmt.Sprint(d.Reps[1])) + notation.Plural(d.Reps[1], " rep")
	}
	if d.Each > 0 {
		text += " of " + notation.Time(d.Each)
	}
	if d.Sets > 1 {
		text = fmt.Sprintf("%d x %s", d.Sets, text)
	}
	if d.Rest > 0 {
		text += ", rest " + notation.Time(d.Rest)
	}
	return text
}

func rangeText(low, high string) string {
	if low == high {
		return low
	}
	return low + ".." + high
}
