package container

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"respite/audio/recording"
	"respite/samples/record/speech/process"
)

// longestLine limits the length of a line's sound, in seconds.
const longestLine = 120

// Decode decodes the sound of a line from a program or a server. It supports the containers of
// respite and, if ffmpeg is installed, those of ffmpeg. If pcm is not 0, it also accepts raw
// little-endian 16-bit mono PCM at pcm Hz. by names the sender in errors.
func Decode(ctx context.Context, sound []byte, by string, pcm int) (take []float32, rate int, err error) {
	if kind := Of(sound); pcm != 0 && (kind == "" || sound[0] == 0xff) { // raw PCM may start with the two bytes that mark an MP3 frame
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

// Read reads the sound of a line from a file as the mean of its channels. by names the program
// that wrote the file, for errors.
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
		err = EachBlock(r, longestLine, func(mono []float32, _ []bool) error {
			take = append(take, mono...)
			return nil
		})
	}
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("the sound from %s: %s", by, strings.TrimPrefix(strings.TrimPrefix(err.Error(), readable+": "), file+": "))
	}
	return take, rate, cmp.Or(context.Cause(ctx), err)
}

// rawPCM decodes little-endian 16-bit PCM.
func rawPCM(b []byte) []float32 {
	x := make([]float32, len(b)/2)
	for i := range x {
		x[i] = float32(int16(binary.LittleEndian.Uint16(b[2*i:]))) / (1 << 15)
	}
	return x
}

// noSize is the smallest size in a WAV header that means unknown. Programs that write to a
// pipe state 0x7ffff000, 0x7fffffff or 0xffffffff; others state 0.
const noSize = 0x7ffff000

// sized sets the size of the sound in a WAV file whose size is unknown. It keeps a known size,
// so that a truncated file can be detected.
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
