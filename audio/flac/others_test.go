package flac

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"respite/audio"
	"respite/audio/tooltest"
)

// hard returns sound that exercises other encoders: a tone, noise at full scale, jumps
// between the extremes, silence, and a tone with unused lowest bits. The first index is
// the sample, the second the channel.
func hard(bits, channels int) [][]int64 {
	full := int64(1) << (bits - 1)
	random := rand.New(rand.NewPCG(uint64(bits), uint64(channels)))
	x := make([][]int64, 15000)
	for i := range x {
		for c := range channels {
			tone := int64(0.6 * float64(full) * math.Sin(float64(i)*0.05+float64(c)*0.1))
			x[i] = append(x[i], []int64{tone, random.Int64N(2*full) - full, full*int64((i+c)%2) - int64((i+c)%2) - full*int64((i+c+1)%2), 0, tone &^ 7}[i/3000])
		}
	}
	return x
}

// writeExtensible writes a WAV file of samples of any number of bits, left-justified
// in whole bytes (WAVE_FORMAT_EXTENSIBLE).
func writeExtensible(t *testing.T, file string, x [][]int64, bits int) {
	t.Helper()
	channels, bytes := len(x[0]), (bits+7)/8
	var sound []byte
	for _, frame := range x {
		for _, v := range frame {
			if v <<= 8*bytes - bits; bytes == 1 {
				v += 128
			}
			for b := range bytes {
				sound = append(sound, byte(v>>(8*b)))
			}
		}
	}
	head := func(id string, size int) []byte { return binary.LittleEndian.AppendUint32([]byte(id), uint32(size)) }
	b := append(head("RIFF", 4+8+40+8+len(sound)), "WAVE"...)
	b = append(b, head("fmt ", 40)...)
	for _, v := range []int{0xfffe, channels, 44100, 0, 44100 * channels * bytes, 0, channels * bytes, 8 * bytes, 22, bits, 1<<channels - 1, 0, 1} {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	binary.LittleEndian.PutUint32(b[12+8+4:], 44100)
	binary.LittleEndian.PutUint32(b[12+8+8:], uint32(44100*channels*bytes))
	b = append(b, "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"...)
	if err := os.WriteFile(file, append(append(b, head("data", len(sound))...), sound...), 0o666); err != nil {
		t.Fatal(err)
	}
}

// checkSamples decodes a file and compares it with its samples.
func checkSamples(t *testing.T, file string, want [][]int64, bits int) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := NewDecoder(f)
	if err != nil {
		t.Errorf("%s: %v", filepath.Base(file), err)
		return
	}
	if d.Info.Bits != bits || d.Info.Channels != len(want[0]) || d.Info.Frames != int64(len(want)) {
		t.Errorf("%s: it is of %+v", filepath.Base(file), d.Info)
	}
	var n int
	for frames := make([]audio.Frame, 1000); ; {
		got, err := d.Read(frames)
		for _, frame := range frames[:got] {
			left, right := want[n][0], want[n][len(want[n])-1]
			scale := float32(math.Ldexp(1, 1-bits))
			if frame != (audio.Frame{float32(left) * scale, float32(right) * scale}) {
				t.Errorf("%s: frame %d is %v, want %d and %d", filepath.Base(file), n, frame, left, right)
				return
			}
			n++
		}
		if err == io.EOF && n == len(want) {
			return
		} else if err != nil {
			t.Errorf("%s: after %d frames of %d: %v", filepath.Base(file), n, len(want), err)
			return
		}
	}
}

// Files that flac encodes with any number of bits and any options are decoded exactly.
func TestFilesOfFlac(t *testing.T) {
	tooltest.Need(t, "flac")
	dir := t.TempDir()
	for _, bits := range []int{8, 12, 16, 20, 24, 32} {
		for channels := 1; channels <= 2; channels++ {
			x := hard(bits, channels)
			wav, file := filepath.Join(dir, "x.wav"), ""
			writeExtensible(t, wav, x, bits)
			for i, options := range [][]string{{"-0"}, {"-5", "-V"}, {"-8e", "-p", "-b", "1152"}, {"--lax", "-l", "32", "-b", "4000", "-r", "8"}} {
				file = filepath.Join(dir, fmt.Sprintf("%d bit, %d channels, way %d.flac", bits, channels, i))
				if out, err := exec.Command("flac", append(options, "--silent", "-o", file, wav)...).CombinedOutput(); err != nil {
					t.Fatalf("flac: %v: %s", err, out)
				}
				checkSamples(t, file, x, bits)
			}
		}
	}
}

// Files that ffmpeg encodes are decoded exactly.
func TestFilesOfFFmpeg(t *testing.T) {
	tooltest.Need(t, "ffmpeg")
	dir := t.TempDir()
	for bits, format := range map[int]string{16: "s16", 24: "s32"} {
		for channels := 1; channels <= 2; channels++ {
			x := hard(bits, channels)
			wav := filepath.Join(dir, "x.wav")
			writeExtensible(t, wav, x, bits)
			args, files := []string{"-v", "error", "-i", wav}, []string{}
			for _, level := range []string{"0", "5", "12"} {
				files = append(files, filepath.Join(dir, fmt.Sprintf("ffmpeg %d bit, %d channels, level %s.flac", bits, channels, level)))
				args = append(args, "-sample_fmt", format, "-compression_level", level, files[len(files)-1])
			}
			if out, err := exec.Command("ffmpeg", args...).CombinedOutput(); err != nil {
				t.Fatalf("ffmpeg: %v: %s", err, out)
			}
			for _, file := range files {
				checkSamples(t, file, x, bits)
			}
		}
	}
}
