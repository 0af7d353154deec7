package record

import (
	"fmt"

	"respite/audio"
	"respite/samples"
)

// longestTake is how long a recording of many lines may be, in seconds.
const longestTake = 3600

// A Take is what a person recorded: one line, or many with pauses.
type Take struct {
	sound   []float32 // mono, at samples.VoiceRate
	clipped []int     // samples of it where the recording was at full scale for a while, in order
}

// OpenTake reads a recording: WAV, FLAC or MP3 as [audio.OpenRecording] has
// them, of at most an hour. Errors begin with the file's name.
func OpenTake(file string) (*Take, error) {
	r, err := audio.OpenRecording(file)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	t := &Take{}
	c := newConverter(r.Rate, &t.sound)
	run, read := 0, 0
	err = eachBlock(r, longestTake, func(mono []float32, full []bool) error {
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
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	c.finish()
	return t, nil
}

// clippedRun is how many samples in a row stand at full scale where a
// recording was too loud.
const clippedRun = 3

// Seconds is how long the take lasts.
func (t *Take) Seconds() float64 { return float64(len(t.sound)) / samples.VoiceRate }

// part is the take between two times in seconds.
func (t *Take) part(from, to float64) *Take {
	a := max(0, int(from*samples.VoiceRate))
	b := min(len(t.sound), int(to*samples.VoiceRate))
	p := &Take{sound: t.sound[a:b]}
	for _, at := range t.clipped {
		if at >= a && at < b {
			p.clipped = append(p.clipped, at-a)
		}
	}
	return p
}

// A converter brings sound to the rate of voices as it comes, one second at a
// time, so that no more than three seconds of it are kept.
type converter struct {
	rate  int
	to    *audio.Resampler[float32]
	in    []float32 // from one second before the next output, or zeros
	out   *[]float32
	total int // samples that came
}

func newConverter(rate int, out *[]float32) *converter {
	return &converter{rate: rate, to: audio.NewResampler[float32](rate, samples.VoiceRate), in: make([]float32, rate), out: out}
}

func (c *converter) write(x []float32) {
	c.total += len(x)
	c.in = append(c.in, x...)
	for len(c.in) >= 3*c.rate {
		c.second()
	}
}

// second converts the second second that is at hand.
func (c *converter) second() {
	y := make([]float32, samples.VoiceRate)
	c.to.Render(y, c.in, samples.VoiceRate)
	*c.out = append(*c.out, y...)
	c.in = append(c.in[:0], c.in[c.rate:]...)
}

// finish converts what is left.
func (c *converter) finish() {
	for length := c.to.Len(c.total); len(*c.out) < length; {
		c.in = append(c.in, make([]float32, max(0, 3*c.rate-len(c.in)))...)
		c.second()
		*c.out = (*c.out)[:min(len(*c.out), length)]
	}
}
