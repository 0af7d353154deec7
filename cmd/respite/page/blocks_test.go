package page

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"testing"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/pcm"
	"respite/audio/wav"
)

// TestWAVStream: the served file equals the written file, from any position.
func TestWAVStream(t *testing.T) {
	for _, frames := range []int64{0, 1, blockFrames - 1, blockFrames, 3*blockFrames + 17} {
		r := fakeRecording()
		r.Source = noise(frames)
		var want bytes.Buffer
		if err := (wav.File{Rate: r.Rate, Format: pcm.Int16, Tags: r.Tags}).Write(context.Background(), &want, r.Source, nil); err != nil {
			t.Fatal(err)
		}
		s := newWAV(r)
		if s.size() != int64(want.Len()) {
			t.Fatalf("%d frames: %d bytes, not %d", frames, s.size(), want.Len())
		}
		checkPlaces(t, s, want.Bytes())
	}
}

// TestFLACStream: the file decodes to the samples of the WAV file, and any part equals that
// part of the whole file.
func TestFLACStream(t *testing.T) {
	for _, frames := range []int64{1, blockFrames, 2*blockFrames + 5, 130 * blockFrames} {
		r := fakeRecording()
		r.Source = noise(frames)
		whole, err := io.ReadAll(newFLAC(r))
		if err != nil {
			t.Fatal(err)
		}
		if size := newFLAC(r).size(); size != int64(len(whole)) {
			t.Fatalf("%d frames: %d bytes were said, and %d came", frames, size, len(whole))
		}
		checkPlaces(t, newFLAC(r), whole)
		d, err := flac.NewDecoder(bytes.NewReader(whole))
		if err != nil {
			t.Fatal(err)
		}
		var got []byte
		for buffer := make([]audio.Frame, blockFrames); err == nil; {
			var n int
			n, err = d.Read(buffer)
			for _, f := range buffer[:n] {
				for _, x := range f {
					v := int(x * (1 << 15))
					got = append(got, byte(v), byte(v>>8))
				}
			}
		}
		if err != io.EOF {
			t.Fatalf("%d frames: %v", frames, err)
		}
		all := make([]audio.Frame, frames)
		r.Source.Render(all, 0)
		if want := pcm.Int16.Append(nil, all, 0); !bytes.Equal(got, want) {
			t.Errorf("%d frames: the samples are not those of the WAV file", frames)
		}
	}
}

// checkPlaces reads from several positions and compares with the whole file.
func checkPlaces(t *testing.T, s *stream, whole []byte) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		at := random.IntN(len(whole))
		n := min(random.IntN(20000)+1, len(whole)-at)
		part := make([]byte, n)
		if _, err := s.Seek(int64(at), io.SeekStart); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(s, part); err != nil || !bytes.Equal(part, whole[at:at+n]) {
			t.Fatalf("%d bytes at %d are not those of the whole: %v", n, at, err)
		}
	}
}
