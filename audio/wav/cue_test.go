package wav

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/pcm"
	"respite/audio/tag"
	"respite/script"
)

var tagged = tag.Tags{
	Title: "Back — relief",
	Chapters: []script.Chapter{
		{At: 0, Title: "Opening"},
		{At: 1501 * time.Millisecond, Title: "Child's Pose = x"},
		{At: 4500 * time.Millisecond, Title: "猫 & Cow"},
	},
}

func TestWAVHoldsChapters(t *testing.T) {
	b := wavOf(t, File{Rate: 44100, Format: pcm.Int16, Tags: tagged}, testsound.Ramp(7*44100))
	_, parts := chunks(t, b)
	cue, labels := parts["cue "], parts["LIST"] // the last LIST holds the labels
	if n := binary.LittleEndian.Uint32(cue); n != 3 || len(cue) != 4+3*24 {
		t.Fatalf("%d points in %d bytes", n, len(cue))
	}
	if string(labels[:4]) != "adtl" {
		t.Fatalf("the list is a %q", labels[:4])
	}
	labels = labels[4:]
	for i, c := range tagged.Chapters {
		point := cue[4+24*i:]
		id, at, offset := binary.LittleEndian.Uint32(point), binary.LittleEndian.Uint32(point[4:]), binary.LittleEndian.Uint32(point[20:])
		if want := uint32(audio.FrameAt(c.At, 44100)); int(id) != i+1 || at != want || offset != want || string(point[8:12]) != "data" {
			t.Errorf("point %d is at %d and %d, want %d", id, at, offset, want)
		}
		size := binary.LittleEndian.Uint32(labels[4:])
		if got := string(labels[12 : 8+size]); got != c.Title+"\x00" || binary.LittleEndian.Uint32(labels[8:]) != id {
			t.Errorf("label %d is %q, want %q", id, got, c.Title)
		}
		labels = labels[8+size+size%2:]
	}
	if len(labels) != 0 {
		t.Errorf("%d bytes behind the labels", len(labels))
	}
}

func TestCuesEndWhere32BitsDo(t *testing.T) {
	late := tag.Tags{Chapters: []script.Chapter{{At: 24 * time.Hour, Title: "day"}, {At: 28 * time.Hour, Title: "late"}}}
	if cues := (File{Rate: 44100, Format: pcm.Int16, Tags: late}).cues(); binary.LittleEndian.Uint32(cues[8:]) != 1 || bytes.Contains(cues, []byte("late")) {
		t.Errorf("the cues are %q", cues)
	}
	largest := tag.Tags{Chapters: []script.Chapter{{At: math.MaxUint32 * time.Second}}}
	if cues := (File{Rate: 1, Tags: largest}).cues(); cues == nil {
		t.Error("no cue at the largest number of 32 bits")
	}
	late.Chapters = late.Chapters[1:]
	if cues := (File{Rate: 44100, Format: pcm.Int16, Tags: late}).cues(); cues != nil {
		t.Errorf("the cues are %q", cues)
	}
}

// A text ends with a zero, and a chunk of odd size with another one.
func TestTextsAreEven(t *testing.T) {
	for text, want := range map[string]string{"": "labl\x01\x00\x00\x00\x00\x00", "a": "labl\x02\x00\x00\x00a\x00", "ab": "labl\x03\x00\x00\x00ab\x00\x00"} {
		if got := appendText(nil, "labl", text); string(got) != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
