package recording

import (
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"respite/audio"
)

// A bad file, and its error message.
type bad struct {
	file []byte
	want string
}

func badWAVs() []bad {
	nan := binary.LittleEndian.AppendUint32(make([]byte, 8), math.Float32bits(float32(math.NaN())))
	huge := binary.LittleEndian.AppendUint64(nil, math.Float64bits(1e300))
	good := testWAV(1, 2, 44100, 16, make([]byte, 400))
	with := func(at int, b ...byte) []byte {
		return append(append(append([]byte(nil), good[:at]...), b...), good[at+len(b):]...)
	}
	return []bad{
		{nil, "is empty"},
		{[]byte("hello, this is no sound"), "not a WAV, FLAC or MP3 file"},
		{[]byte("RIFF"), "not a WAV, FLAC or MP3 file"},
		{good[:12], "holds no sound"},
		{good[:30], "truncated: the file ends before its sound does"},
		{good[:40], "truncated: the file ends before its sound does"},
		{good[:44], "truncated: the file ends before its sound does"},
		{good[:len(good)-1], "truncated: the file ends before its sound does"},
		{testWAV(1, 2, 44100, 16, nil), "holds no sound"},
		{testWAV(1, 2, 44100, 16, make([]byte, 3)), "holds no sound"},
		{testWAV(1, 0, 44100, 16, make([]byte, 8)), "has 0 channels, 1 or 2 can be read"},
		{testWAV(1, 3, 44100, 16, make([]byte, 60)), "has 3 channels, 1 or 2 can be read"},
		{testWAV(1, 1, 7999, 16, make([]byte, 8)), "has a rate of 7999 Hz, 8000 to 192000 Hz can be read"},
		{testWAV(1, 1, 384000, 16, make([]byte, 8)), "has a rate of 384000 Hz, 8000 to 192000 Hz can be read"},
		{testWAV(2, 1, 44100, 4, make([]byte, 8)), "holds samples of kind 2 with 4 bit; integers of 8 to 32 bit and float can be read"},
		{testWAV(1, 1, 44100, 12, make([]byte, 8)), "holds samples of kind 1 with 12 bit; integers of 8 to 32 bit and float can be read"},
		{testWAV(3, 1, 44100, 32, nan), "damaged: sample 2 has an invalid value"},
		{testWAV(3, 1, 44100, 64, huge), "damaged: sample 0 has an invalid value"},
		{with(12, []byte("junk")...), "damaged: its sound comes before its format"},
		{with(16, 4), "damaged: its fmt chunk is too short"},
		{with(16, 0xff, 0xff, 0xff, 0xff), "truncated: the file ends before its sound does"},
		{with(12, append([]byte("ds64"), 4)...), "damaged: its ds64 chunk is too short"},
	}
}

func TestBadWAVs(t *testing.T) {
	for _, c := range badWAVs() {
		checkRefused(t, "x.wav", c)
	}
}

func TestBadFLACsAndMP3s(t *testing.T) {
	flac, mp3 := fileOf(t, "testdata/tone.flac"), fileOf(t, "testdata/tone.mp3")
	three := append([]byte(nil), flac...)
	three[20] = three[20]&^0x0e | 2<<1 // number of channels minus one
	hit := append([]byte(nil), flac...)
	hit[len(hit)/2] ^= 0x10
	const cut = "truncated: the file ends before its sound does"
	for _, c := range []bad{
		{flac[:20], cut},
		{flac[:len(flac)-1], cut},
		{flac[:len(flac)/2], cut},
		{flac[:len(flac)-1], cut},
		{three, "has 3 channels, 1 or 2 can be read"},
		{hit, "damaged"},
		{mp3[:len(mp3)-1], cut},
		{mp3[:len(mp3)-208], cut}, // without its last frame, which only the stated count shows
		{mp3[:230], cut},
		{[]byte("ID3\x04\x00\x00\x7f\x7f\x7f\x7f"), cut},
		{append(append([]byte(nil), mp3...), make([]byte, 1<<17)...), "damaged: no MP3 frames in 64 kB"},
	} {
		checkRefused(t, "x.sound", c)
	}
}

// checkRefused checks the error message for a bad file, which begins with its name.
func checkRefused(t *testing.T, name string, c bad) {
	t.Helper()
	file := writeTemp(t, name, c.file)
	r, err := Open(file)
	if err == nil {
		_, err = drain(r, math.MaxInt)
		r.Close()
	}
	if err == nil || !strings.HasPrefix(err.Error(), file+": "+c.want) {
		t.Errorf("%.40q...: the error is %v, want %s", c.file, err, c.want)
	}
}

func TestWhatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{dir: "is a directory", filepath.Join(dir, "no.wav"): "no such file or directory"} {
		if runtime.GOOS == "windows" {
			t.Skip("other words there")
		}
		if _, err := Open(name); err == nil || err.Error() != name+": "+want {
			t.Errorf("the error is %v, want %s", err, want)
		}
	}
}

// A small file with an hour of sound takes no memory when it is opened, and little
// while it is read.
func TestAnHourInFewBytesIsStreamed(t *testing.T) {
	header := testWAV(1, 2, 44100, 16, nil)
	binary.LittleEndian.PutUint32(header[4:], 36+4*3600*44100)
	binary.LittleEndian.PutUint32(header[40:], 4*3600*44100)
	file := writeTemp(t, "hour.wav", header)
	if err := os.Truncate(file, int64(len(header))+4*3600*44100); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	buf := make([]audio.Frame, 4096)
	for range 100 {
		if _, err := r.Read(buf); err != nil {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
		t.Errorf("%d bytes were allocated", used)
	}
}
