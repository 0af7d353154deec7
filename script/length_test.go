package script

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestLengthSet(t *testing.T) {
	for text, want := range map[string]string{
		"10m": "", "1h30m": "", "90s": "", "10": "10 has no unit: write 10m", "25h": "25h is out of range: a session is 1s to 24h",
		"ten": `"ten" is not a time: write it like 8s, 2.5s or 1m30s`, "-5m": `"-5m" is not a time: write it like 8s, 2.5s or 1m30s`,
	} {
		var l Length
		err := l.Set(text)
		if got := fmt.Sprint(err); want != "" && got != want || want == "" && err != nil {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	if l := Length(90 * time.Minute); l.String() != "1h30m" || new(Length).String() != "" {
		t.Errorf("written as %s", &l)
	}
}

func TestRoundsSet(t *testing.T) {
	for text, ok := range map[string]bool{"1": true, "99": true, "0": false, "100": false, "-1": false, "two": false, "": false} {
		var r Rounds
		if err := r.Set(text); (err == nil) != ok || ok && r.String() != text {
			t.Errorf("%q: %v, %v", text, r, err)
		}
	}
}

// Rounds repeat every stretch, with a line between them; a chapter's title tells the round.
func TestRounds(t *testing.T) {
	r, err := Builtin(DefaultRoutine)
	if err != nil {
		t.Fatal(err)
	}
	tl, err := Build(r, Options{Rounds: 3, Only: []string{"Cobra", "Cat-Cow"}}, voiceOf(1))
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, c := range tl.Chapters {
		titles = append(titles, c.Title)
	}
	want := "Opening, Cat-Cow (1/3), Cobra (1/3), Cat-Cow (2/3), Cobra (2/3), Cat-Cow (3/3), Cobra (3/3), Closing"
	if got := strings.Join(titles, ", "); got != want {
		t.Errorf("the chapters are %s, want %s", got, want)
	}
	again := 0
	for _, c := range tl.Cues {
		if c.Stretch != "" && c.Stretch != "Cobra" && c.Stretch != "Cat-Cow" {
			t.Errorf("a cue of the stretch %q", c.Stretch)
		}
		if c.Text == "Now once more from the start." {
			again++
		}
	}
	if again != 2 {
		t.Errorf("the next round is announced %d times", again)
	}
}

// The doses of a session of a given length take about the same share of their ranges.
func TestLengthIsShared(t *testing.T) {
	r, err := Parse("x", []byte("title: T\nstretches:\n- {name: A, hold: 1m..5m}\n- {name: B, hold: 1m..5m}\n- {name: C, hold: 2m..10m}\n"))
	if err != nil {
		t.Fatal(err)
	}
	tl, err := Build(r, Options{Length: Length(12 * time.Minute)}, voiceOf(1))
	if err != nil {
		t.Fatal(err)
	}
	var shares []float64
	for i, name := range []string{"A", "B", "C"} {
		run := session{r, Options{}, tl}.runs(name)[0]
		within := r.Stretches[i].Dose.Time
		shares = append(shares, float64(run.end()-run.start()-within[0])/float64(within[1]-within[0]))
	}
	if slices.Max(shares)-slices.Min(shares) > 0.07 {
		t.Errorf("the shares are %.2f", shares)
	}
}

// Pauses that are there for safety are never shorter than usual.
func TestShortPausesStaySafe(t *testing.T) {
	for _, p := range []pause{moveTime, settleTime, exactly(5 * time.Second)} {
		if p.at(tightest) < float64(p.usual) {
			t.Errorf("%v shrinks", p)
		}
	}
	for _, p := range []pause{lineGap, sectionGap, moveTime, changeTime, settleTime, settleQuiet, endingLead} {
		if low, high := 0.7*float64(p.usual), 1.5*float64(p.usual); float64(p.least) < low || float64(p.most) > high || p.at(usualPace) != float64(p.usual) {
			t.Errorf("%v is not between 0.7 and 1.5 times its usual", p)
		}
	}
}

func TestLengthErrorTexts(t *testing.T) {
	m := time.Minute
	for want, e := range map[string]*LengthError{
		"the session cannot last 3m: the shortest is 8m55s, the longest 13m": {Want: 3 * m, Shortest: 8*m + 55*time.Second, Longest: 13 * m},
		"the session cannot last 9m: the nearest lengths are 8m and 10m":     {Want: 9 * m, Shortest: 5 * m, Longest: 13 * m, Below: 8 * m, Above: 10 * m},
	} {
		if e.Error() != want {
			t.Errorf("%v, want %s", e, want)
		}
	}
}

// What would help is named: more rounds or less guidance.
func TestLengthErrorHelps(t *testing.T) {
	r, err := Builtin(DefaultRoutine)
	if err != nil {
		t.Fatal(err)
	}
	for want, check := range map[time.Duration]func(*LengthError) bool{
		time.Hour:         func(e *LengthError) bool { return e.Rounds > 2 && e.Guidance == Full },
		450 * time.Second: func(e *LengthError) bool { return e.Guidance > Full && e.Rounds == 0 },
		time.Minute:       func(e *LengthError) bool { return e.Guidance == Full && e.Rounds == 0 },
	} {
		_, err := Build(r, Options{Length: Length(want)}, voiceOf(1))
		var e *LengthError
		if !errors.As(err, &e) || !check(e) {
			t.Errorf("%s: %v, %+v", want, err, e)
		}
	}
}

// A short dose with its tips said before it may take longer than a longer one with the tips in it: the
// shortest session has the one that takes less.
func TestShortestSession(t *testing.T) {
	r, err := Parse("x", []byte(inStretch("hold: 1..20 breaths\ntips: [One two three four five six., Two three four five six seven., Three four five six seven eight.]")))
	if err != nil {
		t.Fatal(err)
	}
	c, err := newComposer(r, Options{Breath: Breath{In: time.Second, Out: time.Second}}, slowly)
	if err != nil {
		t.Fatal(err)
	}
	least := c.measure(0, usualPace)
	for n := 1; n <= 20; n++ {
		c.menus[c.entries[0].Stretch] = menu{n, n, 1}
		least = min(least, c.measure(0, usualPace))
	}
	c.menus[c.entries[0].Stretch] = menu{1, 20, 1}
	whole := c.measure(0, usualPace)
	c.spreadSteps()
	if got := c.measure(0, usualPace); got != least || got == whole {
		t.Errorf("the shortest is %s, want %s, which one breath (%s) is not", got, least, whole)
	}
}

// However many pauses there are, rounding them does not add up.
func TestLengthOfManyPauses(t *testing.T) {
	text := "title: T\nstretches:\n- {name: A, hold: 30s}\n- {name: B, setup: [" + strings.Repeat("Do this., ", 49) + "Do that.], hold: 30s}\n"
	r, err := Parse("x", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	usual, err := Build(r, Options{Rounds: 20}, slowly)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		want := (usual.Length + time.Duration(i)*777*time.Millisecond).Truncate(time.Millisecond)
		tl, err := Build(r, Options{Rounds: 20, Length: Length(want)}, slowly)
		if err != nil {
			t.Fatal(err)
		}
		if off := (tl.Length - want).Abs(); off > 5*time.Millisecond {
			t.Errorf("the session lasts %s, %s from what was asked for", tl.Length, off)
		}
	}
}

// What both sides share is said before the first alone.
func TestSharedLinesAreSaidOnce(t *testing.T) {
	r, err := Parse("x", []byte(inStretch("hold: 30s\nsides: [right, left]\nsetup: [Both., {right: To the right., left: To the left.}]")))
	if err != nil {
		t.Fatal(err)
	}
	tl, err := Build(r, Options{}, slowly)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	for _, c := range tl.Cues {
		said[c.Text]++
	}
	if said["Both."] != 1 || said["To the right."] != 1 || said["To the left."] != 1 {
		t.Errorf("said %v", said)
	}
}
