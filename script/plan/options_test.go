package plan

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"respite/script/routines"
)

func TestLengthText(t *testing.T) {
	for text, want := range map[string]string{
		"10m": "", "1h30m": "", "90s": "", "10": "10 has no unit: write 10m", "600": "600 has no unit: write 600s", "25h": "25h is out of range: a session is 1s to 24h",
		"ten": `"ten" is not a time: write it like 8s, 2.5s or 1m30s`, "-5m": `"-5m" is not a time: write it like 8s, 2.5s or 1m30s`,
	} {
		var l Length
		err := l.UnmarshalText([]byte(text))
		if got := fmt.Sprint(err); want != "" && got != want || want == "" && err != nil {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	if b, _ := Length(90 * time.Minute).MarshalText(); string(b) != "1h30m" {
		t.Errorf("written as %s", b)
	}
}

func TestRoundsText(t *testing.T) {
	for text, ok := range map[string]bool{"1": true, "99": true, "0": false, "100": false, "-1": false, "two": false, "": false} {
		var r Rounds
		err := r.UnmarshalText([]byte(text))
		if b, _ := r.MarshalText(); (err == nil) != ok || ok && string(b) != text {
			t.Errorf("%q: %v, %v", text, r, err)
		}
	}
}

func TestNamesText(t *testing.T) {
	for _, g := range []Guidance{Full, Brief, Quiet} {
		var back Guidance
		if b, _ := g.MarshalText(); back.UnmarshalText(b) != nil || back != g {
			t.Errorf("%v reads back as %v", g, back)
		}
	}
	for _, l := range []Level{Gentle, Steady, Deep} {
		var back Level
		if b, _ := l.MarshalText(); back.UnmarshalText(b) != nil || back != l {
			t.Errorf("%v reads back as %v", l, back)
		}
	}
	if err := new(Level).UnmarshalText([]byte("hard")); err == nil || err.Error() != `"hard" is not one of steady, gentle, deep` {
		t.Error(err)
	}
}

// Rounds repeat every stretch, with a line between them; the title of a chapter
// contains the round.
func TestRounds(t *testing.T) {
	r, err := routines.Open(routines.Default, "")
	if err != nil {
		t.Fatal(err)
	}
	tl, err := Build(r, Options{Rounds: 3, Only: []string{"Cobra", "Cat-Cow"}}, Voice{Lengths: Estimated("en")})
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
		if strings.HasPrefix(c.Text, "And again") {
			again++
		}
	}
	if again != 2 {
		t.Errorf("the next round is announced %d times", again)
	}
}

// Pauses for safety are never shorter than their minimum.
func TestShortPausesStaySafe(t *testing.T) {
	for _, c := range []struct {
		pause pause
		least time.Duration
	}{{moveTime, 8 * time.Second}, {settleTime, 7 * time.Second}, {changeTime, 5 * time.Second}, {exactly(5 * time.Second), 5 * time.Second}} {
		if got := c.pause.at(tightest); got < float64(c.least) {
			t.Errorf("%v shrinks to %v", c.pause, time.Duration(got))
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
