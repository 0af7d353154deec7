package wav

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"respite/audio"
	"respite/audio/internal/testsound"
	"respite/audio/pcm"
	"respite/audio/tag"
	"respite/audio/tooltest"
)

// chunks splits a WAV file into its chunks.
func chunks(t *testing.T, b []byte) (form string, parts map[string][]byte) {
	t.Helper()
	form, parts = string(b[:4]), map[string][]byte{}
	if string(b[8:12]) != "WAVE" {
		t.Fatalf("the file is a %q", b[8:12])
	}
	for rest := b[12:]; len(rest) > 0; {
		size := min(uint64(binary.LittleEndian.Uint32(rest[4:])), uint64(len(rest)-8))
		parts[string(rest[:4])] = rest[8 : 8+size]
		rest = rest[min(uint64(len(rest)), 8+size+size%2):]
	}
	return form, parts
}

func wavOf(t *testing.T, f File, src audio.Source) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(t.Context(), &out, src, nil); err != nil {
		t.Fatal(err)
	}
	if int64(out.Len()) != f.Size(src.Len()) {
		t.Errorf("%d bytes, but Size says %d", out.Len(), f.Size(src.Len()))
	}
	return out.Bytes()
}

func TestWAVHeader(t *testing.T) {
	const guid = "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71" // KSDATAFORMAT_SUBTYPE_PCM and _IEEE_FLOAT without the first two bytes
	for _, tc := range []struct {
		format     pcm.Format
		tag, frame uint16
		guid       string
	}{{pcm.Int16, 1, 4, ""}, {pcm.Int24, 0xfffe, 6, "\x01\x00" + guid}, {pcm.Float32, 0xfffe, 8, "\x03\x00" + guid}} {
		b := wavOf(t, File{Rate: 48000, Format: tc.format, Tags: tag.Tags{Title: "Odd", Software: "even"}}, testsound.Ramp(1001))
		form, parts := chunks(t, b)
		if size := binary.LittleEndian.Uint32(b[4:]); form != "RIFF" || int(size) != len(b)-8 {
			t.Errorf("%v: %s of %d bytes in a file of %d", tc.format, form, size, len(b))
		}
		f := parts["fmt "]
		u16, u32 := binary.LittleEndian.Uint16, binary.LittleEndian.Uint32
		if want := map[bool]int{true: 40, false: 16}[tc.frame > 4]; len(f) != want {
			t.Fatalf("%v: a format of %d bytes, want %d", tc.format, len(f), want)
		}
		if tc.tag == 0xfffe && (u16(f[16:]) != 22 || u16(f[18:]) != 4*tc.frame || u32(f[20:]) != 3 || string(f[24:]) != tc.guid) {
			t.Errorf("%v: its extension is % x", tc.format, f[16:])
		}
		if u16(f) != tc.tag || u16(f[2:]) != 2 || u32(f[4:]) != 48000 || u32(f[8:]) != 48000*uint32(tc.frame) ||
			u16(f[12:]) != tc.frame || u16(f[14:]) != 4*tc.frame {
			t.Errorf("%v: the format is % x", tc.format, f)
		}
		if fact := string(parts["fact"]); fact != map[pcm.Format]string{pcm.Float32: "\xe9\x03\x00\x00"}[tc.format] {
			t.Errorf("%v: the fact chunk states % x", tc.format, fact)
		}
		if len(parts["data"]) != 1001*int(tc.frame) {
			t.Errorf("%v: %d bytes of sound", tc.format, len(parts["data"]))
		}
		if want := "INFOINAM\x04\x00\x00\x00Odd\x00ISFT\x05\x00\x00\x00even\x00\x00"; string(parts["LIST"]) != want {
			t.Errorf("%v: the tags are %q, want %q", tc.format, parts["LIST"], want)
		}
	}
}

// A chunk of odd size is followed by a zero, which counts for the file and not for the
// chunk.
func TestOddSoundIsPadded(t *testing.T) {
	b := wavOf(t, File{Rate: 48000, Format: pcm.Int24, Mono: true}, testsound.Ramp(1001))
	_, parts := chunks(t, b)
	if size := binary.LittleEndian.Uint32(b[4:]); int(size) != len(b)-8 || len(b)%2 != 0 || len(parts["data"]) != 3003 || b[len(b)-1] != 0 {
		t.Errorf("%d bytes of sound in a file of %d, which states %d", len(parts["data"]), len(b), size)
	}
	if f := parts["fmt "]; f[2] != 1 || f[12] != 3 || f[20] != 4 {
		t.Errorf("the format is % x, want one channel in the front centre and 3 bytes a frame", f)
	}
}

func TestWAVPast4GiBIsRF64(t *testing.T) {
	f := File{Rate: 44100, Format: pcm.Int16, Tags: tag.Tags{Title: "long"}}
	last := (math.MaxUint32 - int64(len(f.header(0))) + 8) / 4 // frames in the largest RIFF file
	if form, _ := chunks(t, f.header(last)); form != "RIFF" {
		t.Errorf("%d frames make a %s", last, form)
	}
	frames := last + 1
	form, parts := chunks(t, f.header(frames))
	if form != "RF64" {
		t.Fatalf("%d frames make a %s", frames, form)
	}
	d := parts["ds64"]
	riff, data, count := binary.LittleEndian.Uint64(d), binary.LittleEndian.Uint64(d[8:]), binary.LittleEndian.Uint64(d[16:])
	if int64(riff) != f.Size(frames)-8 || int64(data) != 4*frames || int64(count) != frames {
		t.Errorf("ds64 says %d, %d, %d for a file of %d bytes and %d frames", riff, data, count, f.Size(frames), frames)
	}
}

// ffprobe reads the length of our files, including a sparse one of more than 4 GiB
// (the header followed by zeros).
func TestFFprobeReadsOurWAV(t *testing.T) {
	tooltest.Need(t, "ffprobe")
	small := wavOf(t, File{Rate: 44100, Format: pcm.Int24, Tags: tag.Tags{Title: "Back relief"}}, testsound.Ramp(44100))
	long := File{Rate: 44100, Format: pcm.Int16}
	const frames = 8 * 3600 * 44100 // 8 hours, 5.1 GB
	for _, tc := range []struct {
		name   string
		header []byte
		size   int64
		want   string
	}{
		{"small.wav", small, int64(len(small)), "duration=1.000000\nTAG:title=Back relief"},
		{"long.wav", long.header(frames), long.Size(frames), "duration=28800.000000"},
	} {
		file := filepath.Join(t.TempDir(), tc.name)
		if err := os.WriteFile(file, tc.header, 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(file, tc.size); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("ffprobe", "-v", "error", "-show_entries", "format=duration:format_tags=title", "-of", "default=nw=1", file).CombinedOutput()
		if err != nil || !strings.Contains(string(out), tc.want) {
			t.Errorf("%s: ffprobe says %q (%v), want %q", tc.name, out, err, tc.want)
		}
	}
}
