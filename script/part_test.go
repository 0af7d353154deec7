package script

import (
	"testing"
	"time"
)

func TestPart(t *testing.T) {
	const s = time.Second
	whole := Timeline{Title: "T", Routine: "r", Length: 40 * s,
		Cues:     []Cue{{At: 5 * s, Length: s}, {At: 10 * s, Length: s}, {At: 19 * s, Length: 3 * s}, {At: 20 * s, Length: s}},
		Chapters: []Chapter{{At: 0, Title: "A"}, {At: 10 * s, Title: "B"}, {At: 20 * s, Title: "C"}},
		Poses:    []Pose{{At: 12 * s, Length: 4 * s}, {At: 22 * s, Length: s}},
	}
	part := whole.Part(10*s, 20*s)
	if len(part.Cues) != 2 || part.Cues[0].At != 0 || part.Cues[1].At != 9*s {
		t.Errorf("the cues are %v", part.Cues)
	}
	if part.Length != 12*s {
		t.Errorf("it lasts %s, and its last cue 12s", part.Length)
	}
	if len(part.Chapters) != 1 || part.Chapters[0].Title != "B" || part.Chapters[0].At != 0 {
		t.Errorf("the chapters are %v", part.Chapters)
	}
	if len(part.Poses) != 1 || part.Poses[0].At != 2*s {
		t.Errorf("the poses are %v", part.Poses)
	}
	if whole.Cues[1].At != 10*s {
		t.Error("the whole is changed")
	}
}
