package flac

import (
	"bytes"
	"encoding/binary"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"respite/audio"
)

// tone returns a file of another encoder.
func tone(tb testing.TB) []byte {
	b, err := os.ReadFile("../recording/testdata/tone.flac")
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// firstFrame returns the position of the first frame.
func firstFrame(file []byte) int { return bytes.Index(file, []byte{0xff, 0xf8}) }

// Each check sum is verified: only one is wrong at a time.
func TestDamageIsSeen(t *testing.T) {
	clip := audio.Clip{Rate: 24000, Samples: make([]int16, 3000)}
	for i := range clip.Samples {
		clip.Samples[i] = int16(i * i % 977)
	}
	mono, err := EncodeClip(clip)
	if err != nil {
		t.Fatal(err)
	}
	const md5 = 26 // position of the MD5
	for name, file := range map[string][]byte{"stereo": tone(t), "clip": mono} {
		at := firstFrame(file)
		header := at + 5 // position of its CRC: the block size has no extra bytes, and the number one byte
		for want, damage := range map[string]func(b []byte){
			"damaged: the MD5 sum of its sound is wrong":                      func(b []byte) { b[md5] ^= 1 },
			"damaged after 0 samples: a frame's header has a wrong check sum": func(b []byte) { b[header] ^= 1 },
			"a frame has a wrong check sum":                                   func(b []byte) { b[len(b)-1] ^= 1 },
			"damaged after 0 samples: there is no valid frame header":         func(b []byte) { b[at] = 0 },
			"damaged: its STREAMINFO block is missing or too short":           func(b []byte) { b[4] |= 1 },
			"not a FLAC file": func(b []byte) { b[0] = 'F' },
			"bit":             func(b []byte) { b[18], b[19], b[20] = 0, 0, b[20]&15 },
			"it has more samples than its header states":     func(b []byte) { b[25], b[24] = 1, 0 },
			"truncated: the file ends before its sound does": func(b []byte) { b[22]++ },
		} {
			bad := slices.Clone(file)
			damage(bad)
			if _, _, err := decoded(bytes.NewReader(bad)); err == nil || !strings.HasSuffix(err.Error(), want) {
				t.Errorf("%s: error %v, want %s", name, err, want)
			}
			if _, err := DecodeClip(bad, 1<<30); name == "clip" && (err == nil || !strings.HasSuffix(err.Error(), want)) {
				t.Errorf("as a clip: error %v, want %s", err, want)
			}
		}
	}
}

// A comment of 8 MB is skipped without an error.
func TestALongCommentIsPassedOver(t *testing.T) {
	file := tone(t)
	long := slices.Concat(file[:42], []byte{4, 0x7f, 0xff, 0xff}, bytes.Repeat([]byte("x"), 0x7fffff), file[42:])
	long[4] &= 0x7f
	info, pcm, err := decoded(bytes.NewReader(long))
	if _, want, _ := decoded(bytes.NewReader(file)); err != nil || !bytes.Equal(pcm, want) {
		t.Errorf("%+v, %d bytes, want %d; %v", info, len(pcm), len(want), err)
	}
	if _, _, err := decoded(bytes.NewReader(long[:1<<20])); err != errTruncated {
		t.Errorf("cut inside of the comment: %v", err)
	}
}

// A file of a few kilobytes with hours of sound is decoded block by block.
func TestAFLACBombIsStreamed(t *testing.T) {
	const blocks, samples = 10000, 65535 // 4 hours in 160 kB
	bomb := append([]byte("fLaC\x80\x00\x00\x22\x00\x10\xff\xff\x00\x00\x00\x00\x00\x00"), 0x0a, 0xc4, 0x42, 0xf0, 0, 0, 0, 0)
	bomb = append(bomb, make([]byte, 16)...)
	for range blocks {
		at := len(bomb)
		bomb = append(bomb, 0xff, 0xf8, 0x79, 0x18, 0, 0xff, 0xfe)
		bomb = append(bomb, crc8(bomb[at:]), 0, 0, 1, 0, 0, 2) // two constant channels
		bomb = binary.BigEndian.AppendUint16(bomb, crc16(0, bomb[at:]))
	}
	r, err := NewDecoder(bytes.NewReader(bomb))
	if err != nil {
		t.Fatal(err)
	}
	buf := make([]audio.Frame, samples)
	runtime.GC() // the garbage of other tests does not count
	var mem runtime.MemStats
	for i := range 200 {
		if n, err := r.Read(buf); n != samples || err != nil || buf[0] != (audio.Frame{1.0 / (1 << 15), 2.0 / (1 << 15)}) {
			t.Fatalf("block %d: %d frames, the first is %v, %v", i, n, buf[0], err)
		}
		runtime.ReadMemStats(&mem)
		if mem.HeapAlloc > 64<<20 {
			t.Fatalf("block %d: %d MB in use", i, mem.HeapAlloc>>20)
		}
	}
}

// checkReading reads arbitrary bytes as a stream and as a clip. They are decoded or
// refused with a short message.
func checkReading(t *testing.T, b []byte) {
	d, err := NewDecoder(bytes.NewReader(b))
	for frames := make([]audio.Frame, 4096); err == nil; {
		_, err = d.Read(frames)
	}
	if len(err.Error()) > 200 || strings.Contains(err.Error(), "\n") {
		t.Fatalf("the error is %q", err)
	}
	if _, err := DecodeClip(b, 1<<20); err != nil && len(err.Error()) > 200 {
		t.Fatalf("the error is %q", err)
	}
}

// The fuzzer changes the parts of a FLAC file that no check sum protects, because
// these are computed anew: the first metadata block, a frame's header, and what
// follows.
func FuzzDecoder(f *testing.F) {
	tone := tone(f)
	at := bytes.Index(tone, []byte{0xff, 0xf8}) // the first frame
	f.Add(tone[4:42], tone[at:at+5], tone[at+6:])
	f.Add(tone[4:42], tone[at:at+5], tone[at+6:len(tone)-1])
	f.Add(tone[4:42], []byte(nil), tone[42:])
	f.Fuzz(func(t *testing.T, info, head, body []byte) {
		b := append([]byte("fLaC"), info...)
		if len(head) > 0 {
			if len(info) > 0 {
				b[4] |= 0x80 // the last metadata block
			}
			b = append(append(b, head...), crc8(head))
		}
		checkReading(t, append(b, body...))
	})
}
