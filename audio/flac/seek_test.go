package flac

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"respite/audio"
	"respite/audio/pcm"
	"respite/audio/tooltest"
)

// A frameSeen is what the program flac reports about a frame.
type frameSeen struct{ offset, size, samples int }

// analysed returns the frames of a file as flac reports them.
func analysed(t *testing.T, file string) (frames []frameSeen) {
	t.Helper()
	tooltest.Need(t, "flac")
	list := filepath.Join(t.TempDir(), "x.ana")
	if out, err := exec.Command("flac", "--analyze", "--silent", "-o", list, file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		var number, bits int
		var f frameSeen
		if _, err := fmt.Sscanf(line, "frame=%d\toffset=%d\tbits=%d\tblocksize=%d", &number, &f.offset, &bits, &f.samples); err == nil {
			f.size = bits / 8
			frames = append(frames, f)
		}
	}
	return frames
}

// listed returns what metaflac lists of a file, by name.
func listed(t *testing.T, file string) map[string]string {
	t.Helper()
	tooltest.Need(t, "metaflac")
	out, err := exec.Command("metaflac", "--list", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			list[name] = value
		}
	}
	return list
}

// The header states the sizes of the frames and the seek points, and they agree with
// flac's analysis of the file.
func TestHeaderStatesSizesAndPlaces(t *testing.T) {
	for _, c := range []struct {
		frames int64
		format pcm.Format
		rate   int
	}{{8001 * 25, pcm.Int16, 8000}, {8000 * 20, pcm.Int24, 8000}, {44100*10 + 1, pcm.Int16, 44100}, {3, pcm.Int16, 44100}} {
		checkHeader(t, flacOf(t, File{Rate: c.rate, Format: c.format}, loud{c.frames}), c.frames, c.rate)
	}
}

// The header of a Verbatim, written before any frame, agrees as well.
func TestHeaderOfVerbatim(t *testing.T) {
	src := loud{8000*22 + 5}
	v := NewVerbatim(File{Rate: 8000}, src.frames)
	b, frames := v.Header(), make([]audio.Frame, VerbatimFrames)
	for n := int64(0); n*VerbatimFrames < src.frames; n++ {
		if v.Start(n) != int64(len(b)) {
			t.Fatalf("block %d begins at %d, not %d", n, len(b), v.Start(n))
		}
		frames = frames[:min(VerbatimFrames, src.frames-n*VerbatimFrames)]
		src.Render(frames, n*VerbatimFrames)
		b = v.Append(b, n, frames)
	}
	file := filepath.Join(t.TempDir(), "x.flac")
	if err := os.WriteFile(file, b, 0o666); err != nil {
		t.Fatal(err)
	}
	checkHeader(t, file, src.frames, 8000)
}

// checkHeader compares the header as metaflac reads it with flac's analysis of the
// file.
func checkHeader(t *testing.T, file string, length int64, rate int) {
	t.Helper()
	frames, list := analysed(t, file), listed(t, file)
	smallest, largest := frames[0].size, frames[0].size
	for _, f := range frames {
		smallest, largest = min(smallest, f.size), max(largest, f.size)
	}
	points := int((length + 10*int64(rate) - 1) / (10 * int64(rate)))
	for name, want := range map[string]string{
		"minimum framesize": fmt.Sprint(smallest, " bytes"), "maximum framesize": fmt.Sprint(largest, " bytes"), "seek points": fmt.Sprint(points),
	} {
		if list[name] != want {
			t.Errorf("%d frames at %d Hz: %s is %q, want %q", length, rate, name, list[name], want)
		}
	}
	for i := range points {
		want, sample := frameSeen{}, 0
		for _, f := range frames {
			if want = f; sample+f.samples > 10*i*rate {
				break
			}
			sample += f.samples
		}
		place := fmt.Sprintf("sample_number=%d, stream_offset=%d, frame_samples=%d", sample, want.offset-frames[0].offset, want.samples)
		if got := list[fmt.Sprint("point ", i)]; got != place {
			t.Errorf("%d frames at %d Hz: point %d is %q, want %q", length, rate, i, got, place)
		}
	}
}

// A file written to a pipe has neither sizes nor seek points, and is valid.
func TestAPipeGetsNoPlaces(t *testing.T) {
	src := loud{50000}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		defer w.Close()
		if err := (File{Rate: 44100, Format: pcm.Int16}).Write(t.Context(), w, src, nil); err != nil {
			t.Error(err)
		}
	}()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "x.flac")
	if err := os.WriteFile(file, b, 0o666); err != nil {
		t.Fatal(err)
	}
	list := listed(t, file)
	if list["minimum framesize"] != "0 bytes" || list["maximum framesize"] != "0 bytes" || list["seek points"] != "" || strings.Trim(list["MD5 signature"], "0") != "" {
		t.Errorf("the header states %v", list)
	}
	if info, sound, err := decoded(bytes.NewReader(b)); err != nil || info.Frames != src.frames || !bytes.Equal(sound, pcmOf(pcm.Int16, src)) {
		t.Errorf("%+v, %d bytes, %v", info, len(sound), err)
	}
	analysed(t, file)
}

// Writing at the end of an existing file does not change its beginning.
func TestAFileThatIsAppendedToKeepsItsBeginning(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(name, []byte("what was there"), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Seek(0, io.SeekEnd); err != nil {
		t.Fatal(err)
	}
	if err := (File{Rate: 44100, Format: pcm.Int16}).Write(t.Context(), f, loud{5000}, nil); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(name)
	rest, ok := bytes.CutPrefix(b, []byte("what was there"))
	if _, sound, err := decoded(bytes.NewReader(rest)); !ok || err != nil || len(sound) != 20000 {
		t.Errorf("%v, %d bytes of sound, %v", ok, len(sound), err)
	}
}

// brokenFile fails when its header is written for the second time.
type brokenFile struct{ rewound bool }

var errBroken = errors.New("broken")

func (f *brokenFile) Seek(_ int64, whence int) (int64, error) {
	f.rewound = whence == io.SeekStart
	return 0, nil
}

func (f *brokenFile) Write(b []byte) (int, error) {
	if f.rewound {
		return 0, errBroken
	}
	return len(b), nil
}

// The error of the completed header is returned, and without one the file is at its end.
func TestHeaderIsCompleted(t *testing.T) {
	if err := (File{Rate: 8000, Format: pcm.Int16}).Write(t.Context(), new(brokenFile), loud{100}, nil); !errors.Is(err, errBroken) {
		t.Errorf("the error is %v", err)
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "x"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	err = (File{Rate: 8000, Format: pcm.Int16}).Write(t.Context(), file, loud{100}, nil)
	at, _ := file.Seek(0, io.SeekCurrent)
	if info, _ := file.Stat(); err != nil || at != info.Size() {
		t.Errorf("the file is at %d of %d bytes, %v", at, info.Size(), err)
	}
}
