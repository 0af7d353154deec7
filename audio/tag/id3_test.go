package tag

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"

	"respite/script"
)

// tagged is what the tests below look for.
var tagged = Tags{
	Title: "Back — relief", Language: "de-CH", Comment: "a = b", Software: "respite 1",
	Chapters: []script.Chapter{
		{At: 0, Title: "Opening"},
		{At: 1501 * time.Millisecond, Title: "Child's Pose = x"},
		{At: 4500 * time.Millisecond, Title: "猫 & Cow"},
	},
}

// id3Frames splits a tag into its frames, or a frame into those inside.
func id3Frames(t *testing.T, b []byte) (frames [][2]string) {
	t.Helper()
	size := func(b []byte) int { return int(b[0])<<21 | int(b[1])<<14 | int(b[2])<<7 | int(b[3]) }
	if bytes.HasPrefix(b, []byte("ID3\x04\x00\x00")) {
		if size(b[6:]) != len(b)-10 {
			t.Fatalf("a tag of %d bytes says %d", len(b)-10, size(b[6:]))
		}
		b = b[10:]
	}
	for len(b) > 0 {
		n := size(b[4:])
		frames = append(frames, [2]string{string(b[:4]), string(b[10 : 10+n])})
		b = b[10+n:]
	}
	return frames
}

func TestID3HoldsChapters(t *testing.T) {
	got := id3Frames(t, tagged.ID3(7*time.Second))
	want := [][2]string{
		{"TIT2", "\x03Back — relief\x00"}, {"TLAN", "\x03deu\x00"}, {"COMM", "\x03deu\x00a = b\x00"}, {"TSSE", "\x03respite 1\x00"}, {"TLEN", "\x037000\x00"},
		{"CTOC", "toc\x00\x03\x03chp0\x00chp1\x00chp2\x00"},
	}
	for i, c := range tagged.Chapters {
		end := uint32(7000)
		if i < 2 {
			end = uint32(tagged.Chapters[i+1].At.Milliseconds())
		}
		times := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(c.At.Milliseconds())), end)
		title := fmt.Sprintf("TIT2\x00\x00\x00%c\x00\x00\x03%s\x00", len(c.Title)+2, c.Title)
		want = append(want, [2]string{"CHAP", fmt.Sprintf("chp%d\x00%s\xff\xff\xff\xff\xff\xff\xff\xff%s", i, times, title)})
	}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("the tag holds\n%q, want\n%q", got, want)
	}
}

func TestATableOfContentsHasItsLimit(t *testing.T) {
	many := Tags{Chapters: make([]script.Chapter, 300)}
	frames := id3Frames(t, many.ID3(time.Hour))
	if toc := frames[1][1]; toc[5] != MostListed || strings.Count(toc, "chp") != MostListed || len(frames) != 302 {
		t.Errorf("%d chapters in the table, %d frames", toc[5], len(frames))
	}
}

// Without chapters or a length their frames are missing.
func TestID3OfATitle(t *testing.T) {
	got := id3Frames(t, Tags{Title: "x"}.ID3(0))
	if want := [][2]string{{"TIT2", "\x03x\x00"}}; fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("the tag holds %q", got)
	}
}
