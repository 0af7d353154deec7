package notation

import (
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	for _, c := range []struct {
		text string
		want time.Duration
	}{
		{"45s", 45 * time.Second}, {"1m", time.Minute}, {"1m30s", 90 * time.Second}, {"90m", 90 * time.Minute},
		{"1h", time.Hour}, {"1h5s", time.Hour + 5*time.Second}, {"0.5s", 500 * time.Millisecond},
		{"2.125s", 2125 * time.Millisecond}, {"007s", 7 * time.Second},
	} {
		got, err := ParseTime(c.text, "it", 0, 4*time.Hour)
		if got != c.want || err != nil {
			t.Errorf("%s: %v, %v", c.text, got, err)
		}
		if again, ok := ReadTime(Time(got)); again != got || !ok {
			t.Errorf("%s was written as %s", c.text, Time(got))
		}
	}
}

func TestParseTimeRefuses(t *testing.T) {
	like := " is not a time: write it like 8s, 2.5s or 1m30s"
	for text, want := range map[string]string{
		"30": "30 has no unit: write 30s", "2.5": "2.5 has no unit: write 2.5s",
		"": `""` + like, "4ss": `"4ss"` + like, "-3s": `"-3s"` + like, "1h30": `"1h30"` + like, "s": `"s"` + like,
		"1s1m": `"1s1m"` + like, "1.5m": `"1.5m"` + like, "NaNs": `"NaNs"` + like, "1e3s": `"1e3s"` + like, "1.2345s": `"1.2345s"` + like,
		"3 s": `"3 s" is not a time: write 3s`, "1 min 30 sec": `"1 min 30 sec" is not a time: write 1m30s`, "8S": `"8S" is not a time: write 8s`,
		"3s": "3s is out of range: it is 5s to 1h", "1h1s": "1h1s is out of range: it is 5s to 1h",
		"1413569115105279h":     "1413569115105279h is out of range: it is 5s to 1h", // a minute, modulo 2^64 ns
		"99999999999999999999h": "99999999999999999999h is out of range: it is 5s to 1h",
	} {
		if got, err := ParseTime(text, "it", 5*time.Second, time.Hour); err == nil || err.Error() != want {
			t.Errorf("%q: %v, %v, want %s", text, got, err, want)
		}
	}
}
