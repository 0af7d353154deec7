package audio

import (
	"bytes"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// A loud is a Source that goes through everything that makes a FLAC encoder's
// life hard: silence, tones, noise at full scale, clipping, channels alike and
// apart.
type loud struct{ frames int64 }

func (l loud) Len() int64 { return l.frames }

func (l loud) Render(dst []Frame, at int64) {
	for i := range dst {
		n := at + int64(i)
		dst[i] = Frame{}
		if n < 0 || n >= l.frames {
			continue
		}
		noise, _ := dither(n)
		x := math.Sin(float64(n) * 0.05)
		switch n / 3000 % 6 {
		case 1:
			dst[i] = Frame{float32(0.3 * x), float32(0.3 * x)}
		case 2:
			dst[i] = Frame{float32(0.3 * x), float32(-0.3 * x)}
		case 3:
			dst[i] = Frame{float32(noise), float32(2 * x)}
		case 4:
			dst[i] = Frame{float32(math.Copysign(2, noise)), float32(-math.Copysign(2, noise))}
		case 5:
			dst[i] = Frame{0.001, float32(0.1*x + 0.01*noise)}
		}
	}
}

func flacOf(t *testing.T, f FLAC, src Source) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "x.flac"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := f.Write(t.Context(), file, src, nil); err != nil {
		t.Fatal(err)
	}
	return file.Name()
}

var flacCases = []struct {
	format Format
	rate   int
	frames int64
}{
	{Int16, 44100, 5*chunk + 1}, {Int24, 48000, 3*chunk + 4095}, {Int16, 22050, flacBlock},
	{Int24, 44100, 1}, {Int16, 44100, 3}, {Int16, 44100, 5}, {Int16, 48000, 130 * flacBlock},
}

// Our own reader, which is another's decoder, gives back the samples of the WAV
// file.
func TestFLACHoldsTheSamplesOfTheWAV(t *testing.T) {
	for _, c := range flacCases {
		src := loud{c.frames}
		r, got := readAll(t, flacOf(t, FLAC{c.rate, c.format, Tags{}}, src))
		var want []Frame
		wav, err := newRecording("", closer{bytes.NewReader(wavOf(t, WAV{c.rate, c.format, Tags{}}, src))})
		if err != nil {
			t.Fatal(err)
		}
		if want, err = drain(wav, math.MaxInt); err != nil {
			t.Fatal(err)
		}
		if r.Frames != c.frames || r.Rate != c.rate || int64(len(got)) != c.frames {
			t.Errorf("%+v: %d Hz, %d frames are stated and %d there", c, r.Rate, r.Frames, len(got))
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%+v: frame %d is %v, want %v", c, i, got[i], want[i])
				break
			}
		}
	}
}

// The reference decoder finds nothing wrong, check sum included, and gives the
// bytes of the WAV file's sound.
func TestOthersReadOurFLAC(t *testing.T) {
	for _, c := range flacCases {
		src := loud{c.frames}
		file := flacOf(t, FLAC{c.rate, c.format, Tags{Title: "x", Software: "respite"}}, src)
		_, parts := chunks(t, wavOf(t, WAV{c.rate, c.format, Tags{}}, src))
		need(t, "ffmpeg")
		kind := map[Format]string{Int16: "s16le", Int24: "s24le"}[c.format]
		out, err := exec.Command("ffmpeg", "-v", "error", "-xerror", "-err_detect", "crccheck+explode", "-i", file, "-f", kind, "-").Output()
		if err != nil || !bytes.Equal(out, parts["data"]) {
			t.Errorf("%+v: ffmpeg gives %d other bytes, %v", c, len(out), err)
		}
		need(t, "flac")
		if out, err := exec.Command("flac", "--test", "--silent", "--warnings-as-errors", file).CombinedOutput(); err != nil {
			t.Errorf("%+v: flac: %v: %s", c, err, out)
		}
	}
}

func TestFLACTakesNoFloat(t *testing.T) {
	if err := (FLAC{44100, Float32, Tags{}}).Write(t.Context(), new(bytes.Buffer), ramp(10), nil); err == nil {
		t.Error("no error")
	}
}

func TestFrameNumbers(t *testing.T) {
	for _, n := range []uint64{0, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff} {
		if got := appendNumber(nil, n); n != 0xffff && string(got) != string(rune(n)) {
			t.Errorf("%#x is % x, want % x", n, got, string(rune(n)))
		}
	}
	if got := appendNumber(nil, 1<<36-1); !bytes.Equal(got, []byte{0xfe, 0xbf, 0xbf, 0xbf, 0xbf, 0xbf, 0xbf}) {
		t.Errorf("the highest is % x", got)
	}
}

func BenchmarkFLAC(b *testing.B) {
	src := &voiced{}
	frames := make([]Frame, chunk)
	src.Render(frames, 0)
	f := FLAC{Rate: 44100}
	var out []byte
	for b.Loop() {
		out = f.encode(out[:0], frames, 0)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*chunk), "ns/frame")
	b.ReportMetric(float64(len(out)-4-4*chunk)/(4*chunk), "of-PCM")
}

// voiced is about as hard to encode as a session.
type voiced struct{}

func (voiced) Len() int64 { return math.MaxInt64 }

func (voiced) Render(dst []Frame, at int64) {
	for i := range dst {
		t := float64(at+int64(i)) / 44100
		x := 0.1*math.Sin(700*t) + 0.05*math.Sin(3100*t) + 0.01*math.Sin(21000*t)
		dst[i] = Frame{float32(x), float32(x)}
	}
}

// A closer makes a file of a reader.
type closer struct{ *bytes.Reader }

func (closer) Close() error { return nil }
