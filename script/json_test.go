package script

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
	"time"
)

// All fields of cues and chapters survive encoding and decoding, as a value and behind
// a pointer.
func TestTimelineJSONReadsBack(t *testing.T) {
	want := Timeline{
		Title: "Title", Routine: "routine", Length: 61234 * time.Millisecond,
		Cues: []Cue{
			{Length: 6 * time.Second, Kind: Bell, Bell: OpeningBell},
			{At: 1500 * time.Millisecond, Length: 2001 * time.Millisecond, Kind: Speech, Text: "To the <left>.", Take: 2, Side: Left, Stretch: "Cobra"},
			{At: 4 * time.Second, Length: 1, Kind: RestTone, Number: 3, Count: 8, Side: Right, Stretch: "Cobra"},
			{At: 5 * time.Second, Length: time.Second, Kind: Sound, File: "rain.wav"},
		},
		Chapters: []Chapter{{Title: "Opening"}, {At: 1500 * time.Millisecond, Title: "Cobra (1/2)", Stretch: "Cobra", Position: "stomach"}},
		Poses:    []Pose{{At: 2 * time.Second, Length: 30 * time.Second, Stretch: "Cobra", Side: Right, Out: []string{"Lower."}, Position: "stomach"}},
	}
	want.Cues[2].Length = time.Millisecond
	byValue, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if behind, err := json.Marshal(&want); err != nil || !bytes.Equal(behind, byValue) {
		t.Errorf("behind a pointer: %s, %v; by value: %s", behind, err, byValue)
	}
	var got Timeline
	if err := json.Unmarshal(byValue, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s\nreads as %+v, %v", byValue, got, err)
	}
}

func TestTimelineJSON(t *testing.T) {
	cue := Cue{At: 1500 * time.Millisecond, Length: 4 * time.Second, Kind: Inhale, Number: 3, Count: 8, Stretch: "Cobra"}
	got, err := json.Marshal(Timeline{Title: "T", Routine: "r", Length: 10 * time.Second, Cues: []Cue{cue}})
	want := `{"title":"T","routine":"r","length":10,"cues":[{"at":1.5,"length":4,"kind":"inhale","number":3,"count":8,"stretch":"Cobra"}],"chapters":[],"poses":[]}`
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
}
