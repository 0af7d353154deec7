package routine

import (
	"testing"
	"time"
)

func TestParseDose(t *testing.T) {
	const s = time.Second
	for text, want := range map[string]Dose{
		"45s": {Time: [2]time.Duration{45 * s, 45 * s}}, "1m30s": {Time: [2]time.Duration{90 * s, 90 * s}},
		"30s..1m": {Time: [2]time.Duration{30 * s, 60 * s}}, "4h": {Time: [2]time.Duration{14400 * s, 14400 * s}},
		"1 breath": {Breaths: [2]int{1, 1}}, "8 breaths": {Breaths: [2]int{8, 8}}, "5..10 breaths": {Breaths: [2]int{5, 10}},
		"2000 breaths": {Breaths: [2]int{2000, 2000}}, "3 x 20s, rest 10s": {Time: [2]time.Duration{20 * s, 20 * s}, Sets: 3, Rest: 10 * s},
		"2 x 5..6 breaths": {Breaths: [2]int{5, 6}, Sets: 2},
	} {
		got, err := parseDose(text, Hold)
		if got != want || err != nil {
			t.Errorf("%s: %v, %v", text, got, err)
		}
		if got.String() != text {
			t.Errorf("%s was written as %s", text, got.String())
		}
	}
}

func TestParseDoseRefuses(t *testing.T) {
	like := " is not a dose: write it like 45s, 30s..1m, 8 breaths, 5..10 breaths or 3 x 20s, rest 10s"
	outside := " is out of range: a hold is 5s to 4h, or 1 to 2000 breaths"
	for text, want := range map[string]string{
		"30": "30 has no unit: write 30s or 30 breaths", "5..10": "5..10 has no unit: write 5s..10s or 5..10 breaths",
		"30..60s": `"30..60s" is not a dose: write 30s..60s`, "30s-1m": `"30s-1m" is not a dose: write 30s..1m`,
		"30 s to 1 min": `"30 s to 1 min" is not a dose: write 30s..1m`, "5 - 10 Breaths": `"5 - 10 Breaths" is not a dose: write 5..10 breaths`,
		"5 breaths..10 breaths": `"5 breaths..10 breaths" is not a dose: write 5..10 breaths`, "30s...1m": `"30s...1m" is not a dose: write 30s..1m`,
		"8breaths": `"8breaths" is not a dose: write 8 breaths`, "1m 30s": `"1m 30s" is not a dose: write 1m30s`,
		"4ss": `"4ss"` + like, "-3s": `"-3s"` + like, "five breaths": `"five breaths"` + like, "": `""` + like, "..": `".."` + like,
		"30s..": `"30s.."` + like, "..5 breaths": `"..5 breaths"` + like, "30s..5 breaths": `"30s..5 breaths"` + like, ".nan": `".nan"` + like,
		"1m..30s": "1m..30s is reversed: write 30s..1m", "10..5 breaths": "10..5 breaths is reversed: write 5..10 breaths",
		"3s": "3s" + outside, "0s": "0s" + outside, "3s..1m": "3s..1m" + outside, "1m..5h": "1m..5h" + outside,
		"0 breaths": "0 breaths" + outside, "0..5 breaths": "0..5 breaths" + outside, "2001 breaths": "2001 breaths" + outside,
		"18446744073709551617 breaths": "18446744073709551617 breaths" + outside,
	} {
		if got, err := parseDose(text, Hold); err == nil || err.Error() != want {
			t.Errorf("%q: %v, %v\nwant %s", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"10 reps":  "10 reps: repetitions are for a flow: in a hold write a time, breaths, or sets such as 3 x 20s, rest 10s",
		"51 x 20s": "51 x 20s: at most 50 sets", "2 x 20s, rest 1s": "2 x 20s, rest 1s: the rest between two sets is 3s to 10m",
		"20s, rest 10s": `"20s, rest 10s"` + like, "0 x 20s": `"0 x 20s"` + like, "20s of 3s": `"20s of 3s"` + like,
	} {
		if _, err := parseDose(text, Hold); err == nil || err.Error() != want {
			t.Errorf("%q: %v\nwant %s", text, err, want)
		}
	}
	for text, want := range map[string]Dose{"10 reps": {Reps: [2]int{10, 10}}, "8..12 reps of 3s": {Reps: [2]int{8, 12}, Each: 3 * time.Second}} {
		if got, err := parseDose(text, Flow); err != nil || got != want || got.String() != text {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	if _, err := parseDose("11m", Rest); err == nil || err.Error() != "11m is out of range: a rest is 5s to 10m, or 1 to 60 breaths" {
		t.Error(err)
	}
}

// The limits themselves are allowed, and what is next to them is not.
func TestDoseLimits(t *testing.T) {
	for m, doses := range map[Motion][]string{
		Hold: {"5s", "1 breath", "50 x 20s", "2 x 20s, rest 3s", "2 x 20s, rest 10m"},
		Flow: {"10 reps of 2s", "10 reps of 1m", "2000 reps"},
		Rest: {"10m", "60 breaths"},
	} {
		for _, text := range doses {
			if _, err := parseDose(text, m); err != nil {
				t.Errorf("%s: %v", text, err)
			}
		}
	}
	for m, doses := range map[Motion][]string{
		Hold: {"4s", "51 x 20s", "1 x 20s, rest 10s", "2 x 20s, rest 0s", "2 x 20s, rest 2s", "2 x 20s, rest 601s"},
		Flow: {"10 reps of 0s", "10 reps of 1s", "10 reps of 61s", "10 breaths of 3s", "2001 reps", "0 reps"},
		Rest: {"601s", "61 breaths", "2 x 20s", "2 x 20s, rest 10s"},
	} {
		for _, text := range doses {
			if d, err := parseDose(text, m); err == nil {
				t.Errorf("%s: %v", text, d)
			}
		}
	}
}

// A breath is written as it is read: in+sip/hold/out/rest.
func TestBreathText(t *testing.T) {
	const s = time.Second
	for text, want := range map[string]Breath{
		"": {}, "4s/6s": {In: 4 * s, Out: 6 * s}, "3s+1s/6s": {In: 3 * s, Sip: s, Out: 6 * s},
		"4s/2s/6s/1s": {In: 4 * s, Hold: 2 * s, Out: 6 * s, Rest: s}, "4s/0s/6s/1s": {In: 4 * s, Out: 6 * s, Rest: s},
	} {
		if got := want.String(); got != text {
			t.Errorf("%+v is written as %s, want %s", want, got, text)
		}
	}
}
