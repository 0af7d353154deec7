package flac

import (
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/iotest"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/pcm"
	"respite/audio/tag"
	"respite/audio/tooltest"
)

// A loud is a Source with everything that is hard to encode: silence, tones, noise at
// full scale, clipping, equal and different channels.
type loud struct{ frames int64 }

func (l loud) Len() int64 { return l.frames }

func (l loud) Render(dst []audio.Frame, at int64) {
	for i := range dst {
		n := at + int64(i)
		dst[i] = audio.Frame{}
		if n < 0 || n >= l.frames {
			continue
		}
		noise := rand.New(rand.NewPCG(uint64(n), 3)).Float64()*2 - 1
		x := math.Sin(float64(n) * 0.05)
		switch n / 3000 % 6 {
		case 1:
			dst[i] = audio.Frame{float32(0.3 * x), float32(0.3 * x)}
		case 2:
			dst[i] = audio.Frame{float32(0.3 * x), float32(-0.3 * x)}
		case 3:
			dst[i] = audio.Frame{float32(noise), float32(2 * x)}
		case 4:
			dst[i] = audio.Frame{float32(math.Copysign(2, noise)), float32(-math.Copysign(2, noise))}
		case 5:
			dst[i] = audio.Frame{0.001, float32(0.1*x + 0.01*noise)}
		}
	}
}

func flacOf(t *testing.T, f File, src audio.Source) string {
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
	format pcm.Format
	rate   int
	frames int64
}{
	{pcm.Int16, 44100, 5*pcm.ChunkFrames + 1}, {pcm.Int24, 48000, 3*pcm.ChunkFrames + 4095}, {pcm.Int16, 22050, sessionBlock},
	{pcm.Int24, 44100, 1}, {pcm.Int16, 44100, 3}, {pcm.Int16, 44100, 5}, {pcm.Int16, 48000, 130 * sessionBlock},
}

// pcmOf returns the samples of the WAV file.
func pcmOf(f pcm.Format, src audio.Source) []byte {
	frames := make([]audio.Frame, src.Len())
	src.Render(frames, 0)
	return f.Append(nil, frames, 0)
}

// Decoding returns the same samples as the WAV file.
func TestFileHoldsTheSamplesOfTheWAV(t *testing.T) {
	for _, c := range flacCases {
		src := loud{c.frames}
		want := pcmOf(c.format, src)
		file, err := os.ReadFile(flacOf(t, File{Rate: c.rate, Format: c.format}, src))
		if err != nil {
			t.Fatal(err)
		}
		info, got, err := decoded(iotest.HalfReader(bytes.NewReader(file)))
		if err != nil || info.Frames != c.frames || info.Rate != c.rate || !bytes.Equal(got, want) {
			t.Errorf("%+v: %+v, %d bytes, want %d; error %v", c, info, len(got), len(want), err)
		}
	}
}

// decoded decodes a file to PCM of whole bytes; a mono file is copied to both
// channels.
func decoded(r io.Reader) (Info, []byte, error) {
	d, err := NewDecoder(r)
	if err != nil {
		return Info{}, nil, err
	}
	var pcm []byte
	for frames := make([]audio.Frame, 1000); ; {
		n, err := d.Read(frames)
		for _, f := range frames[:n] {
			for _, x := range f {
				v := int64(float64(x) * float64(int64(1)<<(d.Info.Bits-1)))
				for b := range d.Info.Bits / 8 {
					pcm = append(pcm, byte(v>>(8*b)))
				}
			}
		}
		if err == io.EOF {
			return d.Info, pcm, nil
		} else if err != nil {
			return d.Info, pcm, err
		}
	}
}

// Other decoders accept the files, check sums included, and decode the samples of the
// WAV file.
func TestOthersReadOurFLAC(t *testing.T) {
	for _, c := range flacCases {
		src := loud{c.frames}
		file := flacOf(t, File{Rate: c.rate, Format: c.format, Tags: tag.Tags{Title: "x", Software: "respite"}}, src)
		tooltest.Need(t, "ffmpeg")
		kind := map[pcm.Format]string{pcm.Int16: "s16le", pcm.Int24: "s24le"}[c.format]
		out, err := exec.Command("ffmpeg", "-v", "error", "-xerror", "-err_detect", "crccheck+explode", "-i", file, "-f", kind, "-").Output()
		if err != nil || !bytes.Equal(out, pcmOf(c.format, src)) {
			t.Errorf("%+v: ffmpeg gives %d other bytes, %v", c, len(out), err)
		}
		tooltest.Need(t, "flac")
		if out, err := exec.Command("flac", "--test", "--silent", "--warnings-as-errors", file).CombinedOutput(); err != nil {
			t.Errorf("%+v: flac: %v: %s", c, err, out)
		}
	}
}

func TestFLACTakesNoFloat(t *testing.T) {
	if err := (File{Rate: 44100, Format: pcm.Float32}).Write(t.Context(), new(bytes.Buffer), testsound.Ramp(10), nil); err == nil {
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

// The first numbers that need more than 1 to 6 bytes are those of UTF-8 in its first form
// (RFC 2279, 2); 7 bytes hold 36 bits.
func TestNumberEnd(t *testing.T) {
	for i, want := range []int64{0x80, 0x800, 0x10000, 0x200000, 0x4000000, 0x80000000, 1 << 36} {
		if got := numberEnd(i + 1); got != want {
			t.Errorf("%d bytes: %#x, want %#x", i+1, got, want)
		}
		if n := len(appendNumber(nil, uint64(want-1))); n != i+1 {
			t.Errorf("%#x has %d bytes, want %d", want-1, n, i+1)
		}
	}
}

func BenchmarkFLAC(b *testing.B) {
	src := &voiced{}
	frames := make([]audio.Frame, pcm.ChunkFrames)
	src.Render(frames, 0)
	f := File{Rate: 44100}
	var out []byte
	for b.Loop() {
		out = f.encode(out[:0], frames, 0)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*pcm.ChunkFrames), "ns/frame")
	b.ReportMetric(float64(len(out)-sizesBytes-4*pcm.ChunkFrames)/(4*pcm.ChunkFrames), "of-PCM")
}

// voiced is about as hard to encode as a session.
type voiced struct{}

func (voiced) Len() int64 { return math.MaxInt64 }

func (voiced) Render(dst []audio.Frame, at int64) {
	for i := range dst {
		t := float64(at+int64(i)) / 44100
		x := 0.1*math.Sin(700*t) + 0.05*math.Sin(3100*t) + 0.01*math.Sin(21000*t)
		dst[i] = audio.Frame{float32(x), float32(x)}
	}
}
