package caption

import (
	"io"
	"testing"
	"time"

	"respite/script"
)

// The listing has a heading for each chapter before its first cue, times in tenths of a
// second, the text of lines, and the length and the place of everything else.
func TestText(t *testing.T) {
	const ms = time.Millisecond
	line := &script.Timeline{
		Title: "Evening", Length: 4000 * 1000 * ms,
		Chapters: []script.Chapter{{At: 0, Title: "Opening"}, {At: 61_500 * ms, Title: "Cobra"}},
		Cues: []script.Cue{
			{At: 0, Length: 6000 * ms, Kind: script.Bell, Bell: script.OpeningBell},
			{At: 61_449 * ms, Length: 500 * ms, Kind: script.Speech, Text: "Welcome."},
			{At: 61_500 * ms, Length: 500 * ms, Kind: script.Speech, Text: "Cobra"},
			{At: 3723_450 * ms, Length: 4300 * ms, Kind: script.Inhale, Number: 3, Count: 8, Side: script.Left},
			{At: 3730_000 * ms, Length: 6000 * ms, Kind: script.Exhale},
			{At: 3740_000 * ms, Length: 7000 * ms, Kind: script.Sound, File: "gong.wav"},
		},
	}
	want := `Evening, 1:06:40

Opening
   0:00.0  bell    6.0 s, opening
   1:01.4  speech  Welcome.

Cobra
   1:01.5  speech  Cobra
  62:03.5  inhale  4.3 s, 3 of 8, left
  62:10.0  exhale  6.0 s
  62:20.0  sound   7.0 s, gong.wav
`
	if got := written(t, func(w io.Writer) error { return Text(w, line) }); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
