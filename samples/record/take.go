package record

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"respite/audio/dither"
	"respite/audio/recording"
	"respite/audio/resample"
	"respite/samples"
	"respite/samples/record/mastering"
	"respite/samples/record/speech/container"
)

// longestTake limits the length of a recording of many lines, in seconds.
const longestTake = 3600

// A Take is a recording of a person: one line, or many lines with pauses.
type Take struct {
	pcm     []int16 // mono, at samples.VoiceRate; an hour takes 159 MB
	clipped []int   // positions where several samples in a row are at full scale, in order
}

// OpenTake reads a recording of at most an hour. It supports WAV, FLAC and MP3 as
// [recording.Open] does, and other formats through ffmpeg if it is installed. Its errors begin
// with the file's name.
func OpenTake(ctx context.Context, file string) (*Take, error) {
	readable, remove, err := container.Readable(ctx, file, longestTake+1)
	defer remove()
	if err != nil {
		return nil, err
	}
	r, err := recording.Open(readable)
	if err != nil {
		return nil, named(file, readable, err)
	}
	defer r.Close()
	t := &Take{}
	if seconds := r.Frames / int64(r.Rate); seconds > 0 && seconds <= longestTake {
		t.pcm = make([]int16, 0, (seconds+2)*samples.VoiceRate) // a growing slice would take twice the memory
	}
	if err := t.read(ctx, r); err != nil {
		return nil, named(file, readable, err)
	}
	return t, nil
}

// named replaces the name of a converted file in an error by the name of the original.
func named(file, readable string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%s: %s", file, strings.TrimPrefix(err.Error(), readable+": "))
}

// read reads the recording to its end.
func (t *Take) read(ctx context.Context, r *recording.Recording) error {
	c := newConverter(r.Rate, &t.pcm)
	run, read := 0, 0
	err := container.EachBlock(r, longestTake, func(mono []float32, full []bool) error {
		for i, f := range full {
			if run++; !f {
				run = 0
			}
			if at := (read + i) * samples.VoiceRate / r.Rate; run >= clippedRun && (len(t.clipped) == 0 || t.clipped[len(t.clipped)-1] != at) {
				t.clipped = append(t.clipped, at)
			}
		}
		read += len(mono)
		c.write(mono)
		return context.Cause(ctx)
	})
	if err == nil {
		c.finish()
	}
	return err
}

// clippedRun is the number of samples in a row at full scale that counts as clipping.
const clippedRun = 3

// Seconds returns the length of the take.
func (t *Take) Seconds() float64 { return float64(len(t.pcm)) / samples.VoiceRate }

// Sound returns the take with full scale 1 at samples.VoiceRate.
func (t *Take) Sound() []float32 { return mastering.Floats(t.pcm) }

// Words returns the part of a take with speech, with half a second before and after.
func (t *Take) Words() *Take {
	spans := t.sounds()
	if len(spans) == 0 {
		return t
	}
	return t.part(spans[0].from-0.5, spans[len(spans)-1].to+0.5)
}

// levels returns the level of each whole frame of 10 ms.
func (t *Take) levels() []float64 {
	loud := make([]float64, 0, len(t.pcm)/mastering.Frame)
	for at := 0; at+mastering.Frame <= len(t.pcm); at += mastering.Frame {
		loud = append(loud, mastering.Levels(mastering.Floats(t.pcm[at:at+mastering.Frame]))...)
	}
	return loud
}

// part returns the part of the take between two times in seconds.
func (t *Take) part(from, to float64) *Take {
	a := max(0, int(from*samples.VoiceRate))
	b := min(len(t.pcm), int(to*samples.VoiceRate))
	p := &Take{pcm: t.pcm[a:b]}
	for _, at := range t.clipped {
		if at >= a && at < b {
			p.clipped = append(p.clipped, at-a)
		}
	}
	return p
}

// A converter resamples sound to the rate of voices in steps of one second, so that it keeps
// at most three seconds in memory.
type converter struct {
	rate  int
	to    *resample.Resampler[float32]
	in    []float32 // starts one second before the next output; zeros at first
	out   *[]int16
	total int // number of samples received
}

func newConverter(rate int, out *[]int16) *converter {
	return &converter{rate: rate, to: resample.New[float32](rate, samples.VoiceRate), in: make([]float32, rate), out: out}
}

func (c *converter) write(x []float32) {
	c.total += len(x)
	c.in = append(c.in, x...)
	for len(c.in) >= 3*c.rate {
		c.second()
	}
}

// second converts the next available second.
func (c *converter) second() {
	y := make([]float32, samples.VoiceRate)
	c.to.Render(y, c.in, samples.VoiceRate)
	for _, v := range y {
		*c.out = append(*c.out, int16(dither.Round(v, 0, 1<<15)))
	}
	c.in = append(c.in[:0], c.in[c.rate:]...)
}

// finish converts the rest.
func (c *converter) finish() {
	for length := c.to.Len(c.total); len(*c.out) < length; {
		c.in = append(c.in, make([]float32, max(0, 3*c.rate-len(c.in)))...)
		c.second()
		*c.out = (*c.out)[:min(len(*c.out), length)]
	}
}
