package recording

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"strings"
	"testing"

	"respite/audio"
)

// checkReading reads arbitrary bytes: they are decoded or refused in bounded time
// without a panic, and decoded samples are finite.
func checkReading(t *testing.T, b []byte) {
	r, err := newRecording("x", io.NopCloser(bytes.NewReader(b)))
	if err != nil {
		checkMessage(t, err)
		return
	}
	if r.Rate < audio.LowestRate || r.Rate > audio.HighestRate || r.Channels < 1 || r.Channels > 2 || r.Frames == 0 || r.Frames < -1 {
		t.Fatalf("accepted: %+v", r)
	}
	frames, err := drain(r, 1<<20)
	if err != nil {
		checkMessage(t, err)
	}
	for i, f := range frames {
		if !isValid(f[0]) || !isValid(f[1]) {
			t.Fatalf("frame %d is %v", i, f)
		}
	}
}

// checkMessage checks that an error is one line of plain text.
func checkMessage(t *testing.T, err error) {
	if strings.ContainsAny(err.Error(), "\n\x00\x1b") || len(err.Error()) > 300 {
		t.Fatalf("the error is %q", err)
	}
}

func FuzzReadWAV(f *testing.F) {
	for _, c := range badWAVs() {
		f.Add(c.file)
	}
	f.Add(testWAV(1, 2, 44100, 16, make([]byte, 400)))
	f.Add(testWAV(3, 1, 8000, 64, make([]byte, 400)))
	f.Fuzz(func(t *testing.T, b []byte) {
		checkReading(t, b)
		r, err := newRecording("x", io.NopCloser(bytes.NewReader(b)))
		if err == nil {
			_, err = drain(r, 1<<20)
		}
		if err != nil && isWAV(b) && strings.Contains(err.Error(), "runtime error") {
			t.Fatal(err) // panics of libraries become errors, but our own code must not panic
		}
	})
}

func FuzzReadMP3(f *testing.F) {
	tone := fileOf(f, "testdata/tone.mp3")
	f.Add(tone)
	f.Add(tone[:len(tone)-10])
	f.Add(append([]byte("ID3\x04\x00\x00\x7f\x7f\x7f\x7f"), tone...))
	f.Fuzz(checkReading)
}

func fileOf(tb testing.TB, name string) []byte {
	b, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// testWAV returns a WAV file with that sound.
func testWAV(kind, channels, rate, bits int, sound []byte) []byte {
	b := append(head("RIFF", 36+len(sound)), "WAVE"...)
	b = append(b, head("fmt ", 16)...)
	b = binary.LittleEndian.AppendUint16(b, uint16(kind))
	b = binary.LittleEndian.AppendUint16(b, uint16(channels))
	b = binary.LittleEndian.AppendUint32(b, uint32(rate))
	b = binary.LittleEndian.AppendUint32(b, uint32(rate*channels*bits/8))
	b = binary.LittleEndian.AppendUint16(b, uint16(channels*bits/8))
	b = binary.LittleEndian.AppendUint16(b, uint16(bits))
	return append(append(b, head("data", len(sound))...), sound...)
}

func head(id string, size int) []byte {
	return binary.LittleEndian.AppendUint32([]byte(id), uint32(size))
}
