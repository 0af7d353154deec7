package output

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestOutputsAreDistinct(t *testing.T) {
	t.Chdir(t.TempDir())
	here, _ := os.Getwd()
	err := errors.Join(os.MkdirAll("voice/lines", 0o777), os.WriteFile("voice/lines/a.wav", nil, 0o666), os.WriteFile("in.wav", nil, 0o666),
		os.Symlink("in.wav", "link.wav"), os.Symlink("new.wav", "dangling.wav"), os.Symlink("voice", "other"), os.Link("in.wav", "hard.wav"))
	if err != nil {
		t.Skip("no links here: ", err)
	}
	inputs := []Input{{"the ambience", "in.wav"}, {"a file of the voice", "voice"}, {"the routine", "none.yaml"}}
	for _, c := range []struct {
		outputs []string
		want    string
	}{
		{[]string{"new.wav", "x.srt", "x.vtt"}, ""},
		{[]string{"-", "-"}, ""},
		{[]string{os.DevNull, os.DevNull}, ""},
		{[]string{"voice/new.wav"}, ""},
		{[]string{filepath.Join(here, "in.wav")}, filepath.Join(here, "in.wav") + ": would overwrite the ambience"},
		{[]string{"voice/../in.wav"}, "voice/../in.wav: would overwrite the ambience"},
		{[]string{"link.wav"}, "link.wav: would overwrite the ambience"},
		{[]string{"hard.wav"}, "hard.wav: would overwrite the ambience"},
		{[]string{"other/lines/a.wav"}, "other/lines/a.wav: would overwrite a file of the voice"},
		{[]string{"./none.yaml"}, "./none.yaml: would overwrite the routine"},
		{[]string{"x.vtt", "./x.vtt"}, "./x.vtt: would be written twice"},
		{[]string{"new.wav", "dangling.wav"}, "dangling.wav: would be written twice"},
		{[]string{"voice/y.vtt", "other/y.vtt"}, "other/y.vtt: would be written twice"},
	} {
		got := ""
		if err := CheckDistinct(c.outputs, inputs); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q: the error is %q, want %q", c.outputs, got, c.want)
		}
	}
}
