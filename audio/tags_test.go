package audio

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"respite/script"
)

// tagged is what the tests below look for in files of 7 seconds.
var tagged = Tags{
	Title: "Back — relief", Comment: "a = b", Software: "respite 1",
	Chapters: []script.Chapter{
		{At: 0, Title: "Opening"},
		{At: 1501 * time.Millisecond, Title: "Child's Pose = x"},
		{At: 4500 * time.Millisecond, Title: "猫 & Cow"},
	},
}

const taggedFrames = 7 * 44100

func TestWAVHoldsChapters(t *testing.T) {
	b := wavOf(t, WAV{44100, Int16, tagged}, ramp(taggedFrames))
	_, parts := chunks(t, b)
	cue, labels := parts["cue "], parts["LIST"] // the last LIST, that of the labels
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
		if want := uint32(FrameAt(c.At, 44100)); int(id) != i+1 || at != want || offset != want || string(point[8:12]) != "data" {
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
	late := Tags{Chapters: []script.Chapter{{At: 24 * time.Hour, Title: "day"}, {At: 28 * time.Hour, Title: "late"}}}
	if cues := (WAV{44100, Int16, late}).cues(); binary.LittleEndian.Uint32(cues[8:]) != 1 || bytes.Contains(cues, []byte("late")) {
		t.Errorf("the cues are %q", cues)
	}
	late.Chapters = late.Chapters[1:]
	if cues := (WAV{44100, Int16, late}).cues(); cues != nil {
		t.Errorf("the cues are %q", cues)
	}
}

// id3Frames takes a tag apart, or the frames inside of a frame.
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
		{"TIT2", "\x03Back — relief\x00"}, {"COMM", "\x03eng\x00a = b\x00"}, {"TSSE", "\x03respite 1\x00"}, {"TLEN", "\x037000\x00"},
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
	if toc := frames[1][1]; toc[5] != tocMost || strings.Count(toc, "chp") != tocMost || len(frames) != 302 {
		t.Errorf("%d chapters in the table, %d frames", toc[5], len(frames))
	}
}

// write7 writes a file of 7 seconds with the tags above.
func write7(t *testing.T, name string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	switch filepath.Ext(name) {
	case ".wav":
		err = WAV{44100, Int24, tagged}.Write(t.Context(), f, ramp(taggedFrames), nil)
	case ".flac":
		err = FLAC{44100, Int16, tagged}.Write(t.Context(), f, ramp(taggedFrames), nil)
	case ".mp3":
		need(t, "lame")
		lame := exec.Command("lame", "--quiet", "-b", "128", "-", "-")
		lame.Stdin = bytes.NewReader(wavOf(t, WAV{Rate: 44100}, ramp(taggedFrames)))
		sound, lerr := lame.Output()
		_, werr := f.Write(append(tagged.ID3(7*time.Second), sound...))
		err = cmpErr(lerr, werr)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func cmpErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// ffprobe finds the tags and chapters that went in.
func TestFFprobeFindsChapters(t *testing.T) {
	need(t, "ffprobe")
	for _, name := range []string{"x.wav", "x.flac", "x.mp3"} {
		out, err := exec.Command("ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", write7(t, name)).Output()
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Format   struct{ Tags map[string]string }
			Chapters []struct {
				Start string `json:"start_time"`
				End   string `json:"end_time"`
				Tags  map[string]string
			}
		}
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatal(err)
		}
		lower := map[string]string{}
		for k, v := range got.Format.Tags {
			lower[strings.ToLower(k)] = v
		}
		if lower["title"] != tagged.Title || lower["comment"] != tagged.Comment || len(got.Chapters) != 3 {
			t.Errorf("%s: the tags are %v, the chapters %+v", name, lower, got.Chapters)
			continue
		}
		for i, c := range tagged.Chapters {
			at, _ := strconv.ParseFloat(got.Chapters[i].Start, 64)
			if off := at - c.At.Seconds(); off > 1e-3 || off < -1e-3 || got.Chapters[i].Tags["title"] != c.Title {
				t.Errorf("%s: chapter %d is %+v, want %+v", name, i, got.Chapters[i], c)
			}
		}
		if end := got.Chapters[2].End; !strings.HasPrefix(end, "7.0") {
			t.Errorf("%s: the last chapter ends at %s", name, end)
		}
	}
}

// mutagen finds what ffprobe does not look at: the table of contents, and the
// chapters' names in it.
func TestMutagenFindsChapters(t *testing.T) {
	need(t, "mutagen-inspect")
	for name, want := range map[string][]string{
		"x.mp3":  {"CTOC=toc flags=3 child_element_ids=chp0,chp1,chp2", "CHAP=chp1 time=1501..4500 ", "TIT2=猫 & Cow", "TIT2=Back — relief", "COMM==eng=a = b"},
		"x.flac": {"TITLE=Back — relief", "CHAPTER002=00:00:01.501", "CHAPTER002NAME=Child's Pose = x", "CHAPTER003NAME=猫 & Cow"},
	} {
		cmd := exec.Command("mutagen-inspect", write7(t, name))
		cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8", "LC_ALL=C.UTF-8")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%v: %s", err, out)
		}
		for _, line := range want {
			if !strings.Contains(string(out), line) {
				t.Errorf("%s: %q is not in\n%s", name, line, out)
			}
		}
	}
}
