package samples

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/wav"
)

// folder makes a voice with these lines, 100 samples each, alternately as WAV and
// FLAC.
func folder(t *testing.T, texts ...string) fstest.MapFS {
	t.Helper()
	dir := fstest.MapFS{}
	m := Manifest{Name: "polly", Language: "en"}
	for i, text := range texts {
		c := audio.Clip{Rate: VoiceRate, Samples: make([]int16, 100)}
		c.Samples[0] = int16(len(text))
		file, name := wav.EncodeClip(c), text+".wav"
		if i%2 == 1 {
			file, _ = flac.EncodeClip(c)
			name = text + ".flac"
		}
		dir[name] = &fstest.MapFile{Data: file}
		m.Lines = append(m.Lines, Line{Text: text, File: name, Frames: 100, Loudness: -20})
	}
	return withManifest(t, dir, m)
}

func withManifest(t *testing.T, dir fstest.MapFS, m Manifest) fstest.MapFS {
	t.Helper()
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	dir["manifest.json"] = &fstest.MapFile{Data: b}
	return dir
}

func open(t *testing.T, dir fs.FS) *Voice {
	t.Helper()
	v, err := NewVoice(dir)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVoiceSays(t *testing.T) {
	v := open(t, folder(t, "one", "three"))
	for _, text := range []string{"one", "three"} {
		c, loudness, err := v.Say(text, 0)
		if err != nil || loudness != -20 || c.Samples[0] != int16(len(text)) {
			t.Errorf("%s: %v, %v", text, loudness, err)
		}
	}
	if length, ok := v.Length("one"); !ok || length != 100*time.Second/VoiceRate {
		t.Errorf("it lasts %v, %v", length, ok)
	}
	if _, ok := v.Length("two"); ok {
		t.Error("it knows a line that it has not")
	}
	if _, _, err := v.Say("two", 0); err == nil || !strings.Contains(err.Error(), `"two"`) {
		t.Errorf("error %v", err)
	}
}

// A line that both voices have comes from the first one.
func TestVoiceOr(t *testing.T) {
	first := open(t, folder(t, "one"))
	made := MadeVoice(Manifest{Lines: []Line{{Text: "one", Frames: 1}, {Text: "two", Frames: 2, Loudness: -19}}},
		[]audio.Clip{{Rate: VoiceRate, Samples: make([]int16, 1)}, {Rate: VoiceRate, Samples: make([]int16, 2)}})
	both := first.Or(made)
	one, _, err1 := both.Say("one", 0)
	two, loudness, err2 := both.Say("two", 0)
	if err1 != nil || err2 != nil || len(one.Samples) != 100 || len(two.Samples) != 2 || loudness != -19 {
		t.Errorf("%d and %d samples, errors %v, %v", len(one.Samples), len(two.Samples), err1, err2)
	}
	if m := both.Manifest(); m.Name != "polly" || len(m.Lines) != 2 || len(first.Manifest().Lines) != 1 {
		t.Errorf("the manifest is %+v", m)
	}
}

// The error for a damaged folder names the file.
func TestVoiceRefuses(t *testing.T) {
	line := Line{Text: "one", File: "one.wav", Frames: 100}
	for name, c := range map[string]struct {
		lines []Line
		want  string
	}{
		"outside":      {[]Line{{Text: "one", File: "../one.wav", Frames: 100}}, `"../one.wav" is not a file of the voice's folder`},
		"absolute":     {[]Line{{Text: "one", File: "/etc/passwd", Frames: 100}}, "is not a file of the voice's folder"},
		"twice":        {[]Line{line, line}, `the line "one" is listed twice`},
		"no length":    {[]Line{{Text: "one", File: "one.wav"}}, "has no length"},
		"missing file": {[]Line{{Text: "one", File: "none.wav", Frames: 100}}, "none.wav: file does not exist"},
		"other length": {[]Line{{Text: "one", File: "one.wav", Frames: 99}}, "100 frames at 22050 Hz, but the manifest says 99"},
		"too long":     {[]Line{{Text: "one", File: "one.wav", Frames: 1e13}}, `the line "one" lasts longer than 10m0s`},
		"long take":    {[]Line{{Text: "one", File: "one.wav", Frames: 100, More: []Take{{File: "one.wav", Frames: 1e13}}}}, "lasts longer than 10m0s"},
		"other rate":   {[]Line{{Text: "one", File: "rate.wav", Frames: 100}}, "100 frames at 22051 Hz, but the manifest says 100 at 22050"},
		"a folder":     {[]Line{{Text: "one", File: ".", Frames: 100}}, "polly"},
	} {
		dir := folder(t, "one")
		dir["rate.wav"] = &fstest.MapFile{Data: wav.EncodeClip(audio.Clip{Rate: VoiceRate + 1, Samples: make([]int16, 100)})}
		v, err := NewVoice(withManifest(t, dir, Manifest{Name: "polly", Lines: c.lines}))
		if err == nil {
			_, _, err = v.Say("one", 0)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
	for name, manifest := range map[string]string{"empty": "", "list": "[]", "cut": `{"name": "x`} {
		if _, err := NewVoice(fstest.MapFS{"manifest.json": {Data: []byte(manifest)}}); err == nil || !strings.HasPrefix(err.Error(), "manifest.json: ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// A link to a file outside of the folder is not followed.
func TestVoiceStaysInItsFolder(t *testing.T) {
	out, in := t.TempDir(), t.TempDir()
	if err := os.CopyFS(in, folder(t, "one")); err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(out, "secret.wav")
	if err := os.Rename(filepath.Join(in, "one.wav"), secret); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(in, "one.wav")); err != nil {
		t.Skip(err)
	}
	v, err := OpenVoice(in)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := v.Say("one", 0); err == nil || !strings.Contains(err.Error(), "one.wav") {
		t.Errorf("error %v", err)
	}
}

func TestAMadeVoiceWithTooFewClips(t *testing.T) {
	v := MadeVoice(Manifest{Lines: []Line{{Text: "one", Frames: 1}, {Text: "two", Frames: 1}}}, []audio.Clip{{Rate: VoiceRate, Samples: make([]int16, 1)}})
	if _, _, err := v.Say("one", 0); err != nil {
		t.Error(err)
	}
	if _, _, err := v.Say("two", 0); err == nil {
		t.Error("a line without a clip gives no error")
	}
}
