package container

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"respite/audio"
	"respite/audio/recording"
	"respite/samples/record/speech/process"
)

// longestLine is how long the sound of one line may be, in seconds.
const longestLine = 120

// Decode reads the sound of a line that a program or a server sent. It is in any
// container that respite reads, in one that ffmpeg reads where that is
// installed, or raw: little-endian PCM of 16 bit, mono, at pcm Hz, where that is not 0.
func Decode(ctx context.Context, sound []byte, by string, pcm int) (take []float32, rate int, err error) {
	if kind := Of(sound); pcm != 0 && (kind == "" || sound[0] == 0xff) { // two bytes are no proof of an MP3 frame
		return rawPCM(sound), pcm, nil
	}
	dir, remove, err := process.NewScratch()
	if err != nil {
		return nil, 0, err
	}
	defer remove()
	file := filepath.Join(dir, "line.wav")
	if err := os.WriteFile(file, sized(sound), 0o600); err != nil {
		return nil, 0, err
	}
	return Read(ctx, file, by)
}

// Read reads the sound of a line from a file. Of two channels it takes the mean.
// The file is called by what wrote it.
func Read(ctx context.Context, file, by string) (take []float32, rate int, err error) {
	readable, remove, err := Readable(ctx, file, longestLine+1)
	defer remove()
	var r *recording.Recording
	if err == nil {
		r, err = recording.Open(readable)
	}
	if err == nil {
		defer r.Close()
		rate = r.Rate
		take, err = readAll(r)
	}
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("what %s wrote: %s", by, strings.TrimPrefix(strings.TrimPrefix(err.Error(), readable+": "), file+": "))
	}
	return take, rate, cmp.Or(context.Cause(ctx), err)
}

// readAll reads a recording to its end as the mean of its channels.
func readAll(r *recording.Recording) (mono []float32, err error) {
	frames := make([]audio.Frame, 4096)
	for {
		n, err := r.Read(frames)
		for _, v := range frames[:n] {
			mono = append(mono, (v[0]+v[1])/2)
		}
		switch {
		case errors.Is(err, io.EOF):
			return mono, nil
		case err != nil:
			return nil, err
		case len(mono) > longestLine*r.Rate:
			return nil, fmt.Errorf("longer than %d s", longestLine)
		}
	}
}

// rawPCM reads little-endian PCM of 16 bit.
func rawPCM(b []byte) []float32 {
	x := make([]float32, len(b)/2)
	for i := range x {
		x[i] = float32(int16(binary.LittleEndian.Uint16(b[2*i:]))) / (1 << 15)
	}
	return x
}

// noSize is the smallest size of a WAV file's sound that stands for an unknown one. Programs
// that write to a pipe state 0x7ffff000, 0x7fffffff or 0xffffffff; others state 0.
const noSize = 0x7ffff000

// sized puts the size of the sound into a WAV file that does not state it. A size
// that is stated stays, so that a file that was cut off can be told.
func sized(wav []byte) []byte {
	if len(wav) < 12 || string(wav[:4]) != "RIFF" || string(wav[8:12]) != "WAVE" {
		return wav
	}
	for at := 12; at+8 <= len(wav); {
		size := int64(binary.LittleEndian.Uint32(wav[at+4:]))
		if string(wav[at:at+4]) == "data" {
			if size == 0 || size >= noSize {
				binary.LittleEndian.PutUint32(wav[at+4:], uint32(len(wav)-at-8))
			}
			return wav
		}
		at += 8 + int(min(size+size%2, int64(len(wav))))
	}
	return wav
}
