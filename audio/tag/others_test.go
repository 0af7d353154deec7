package tag_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"respite/audio/flac"
	"respite/audio/internal/testsound"
	"respite/audio/pcm"
	"respite/audio/tag"
	"respite/audio/tooltest"
	"respite/audio/wav"
	"respite/script"
)

// tagged is what the tests below look for in files of 7 seconds.
var tagged = tag.Tags{
	Title: "Back — relief", Language: "en", Comment: "a = b", Software: "respite 1",
	Chapters: []script.Chapter{
		{At: 0, Title: "Opening"},
		{At: 1501 * time.Millisecond, Title: "Child's Pose = x"},
		{At: 4500 * time.Millisecond, Title: "猫 & Cow"},
	},
}

const taggedFrames = 7 * 44100

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
		err = (wav.File{Rate: 44100, Format: pcm.Int24, Tags: tagged}).Write(t.Context(), f, testsound.Ramp(taggedFrames), nil)
	case ".flac":
		err = (flac.File{Rate: 44100, Format: pcm.Int16, Tags: tagged}).Write(t.Context(), f, testsound.Ramp(taggedFrames), nil)
	case ".mp3":
		tooltest.Need(t, "lame")
		var sound bytes.Buffer
		err = wav.File{Rate: 44100}.Write(t.Context(), &sound, testsound.Ramp(taggedFrames), nil)
		lame := exec.Command("lame", "--quiet", "-b", "128", "-", "-")
		lame.Stdin = &sound
		mp3, lerr := lame.Output()
		_, werr := f.Write(append(tagged.ID3(7*time.Second), mp3...))
		err = errors.Join(err, lerr, werr)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// ffprobe reads the tags and chapters.
func TestFFprobeFindsChapters(t *testing.T) {
	tooltest.Need(t, "ffprobe")
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

// mutagen reads the table of contents and the names of its chapters, which ffprobe
// ignores.
func TestMutagenFindsChapters(t *testing.T) {
	tooltest.Need(t, "mutagen-inspect")
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
