package audio

import (
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"respite/audio/resample"
)

// What is kept of an ambience's file: the rest of a longer one is left out, so
// that memory stays small.
const (
	longestLoop  = 3 * time.Minute
	shortestLoop = 2 * time.Second
	crossfade    = 2 * time.Second // of the end into the start, or less of a short loop
)

// A Recorded is sound that is read from its beginning to its end, such as a file.
type Recorded struct {
	Rate     int // Hz
	Channels int // 1 or 2; where it is 1, both channels of a frame are the same

	// Read sets dst, from its beginning, to the next frames; at the end it
	// returns io.EOF.
	Read func(dst []Frame) (n int, err error)
}

// ReadAmbience makes a loop of a sound for sessions at a rate in Hz: its first
// three minutes, the end crossfaded into the start. It fails where the sound
// cannot be read, is shorter than two seconds, or is silent.
func ReadAmbience(r Recorded, rate int) (*Ambience, error) {
	pcm, err := readStart(r, rate, int(FrameAt(longestLoop, rate)))
	if err != nil {
		return nil, err
	}
	if n := len(pcm[0]); n < int(FrameAt(shortestLoop, rate)) {
		return nil, fmt.Errorf("lasts %.1f s, an ambience needs at least %.0f", float64(n)/float64(rate), shortestLoop.Seconds())
	}
	fade := min(int(FrameAt(crossfade, rate)), len(pcm[0])/4)
	for c := range r.Channels {
		pcm[c] = closed(pcm[c], fade)
	}
	if r.Channels == 1 {
		pcm[1] = pcm[0]
	}
	a := newAmbience(rate, pcm, [2]int{})
	if math.IsInf(a.level.loudness(), -1) {
		return nil, errors.New("is silent")
	}
	return a, nil
}

// readStart reads a recording up to so many frames, at the rate of a session.
// The second channel of what is mono stays empty.
func readStart(r Recorded, rate, most int) (pcm [2][]int16, err error) {
	resampler := resample.New[float32](r.Rate, rate)
	// The file is worked on in pieces that last a whole number of frames of
	// the session, each between margins that the resampler looks into.
	step := resampler.Step()
	piece := step * (1 + 1<<15/step)
	margin := step * (1 + resampler.Reach()/step)
	buffer := make([]Frame, piece+2*margin)
	held, total := margin, 0 // silence comes before the first frame
	for whole := most; len(pcm[0]) < whole; {
		n, err := readFull(r.Read, buffer[held:])
		if err != nil && err != io.EOF {
			return pcm, err
		}
		clear(buffer[held+n:])
		total += n
		if err == io.EOF {
			whole = min(most, resampler.Len(total))
		}
		frames := min(resampler.Len(piece), whole-len(pcm[0]))
		for c := range r.Channels {
			pcm[c] = appendResampled(pcm[c], buffer, c, resampler, margin, frames)
		}
		held = copy(buffer, buffer[piece:])
	}
	return pcm, nil
}

// appendResampled appends frames of one channel at the new rate, beginning with the one at a margin.
func appendResampled(dst []int16, src []Frame, channel int, r *resample.Resampler[float32], margin, frames int) []int16 {
	mono, out := make([]float32, len(src)), make([]float32, frames)
	for i, f := range src {
		mono[i] = f[channel]
	}
	r.Render(out, mono, r.Len(margin))
	for _, x := range out {
		dst = append(dst, toInt16(x))
	}
	return dst
}

// readFull fills dst, or returns fewer frames at the end of what is read.
func readFull(read func([]Frame) (int, error), dst []Frame) (n int, err error) {
	for n < len(dst) && err == nil {
		var m int
		m, err = read(dst[n:])
		n += m
	}
	return n, err
}

// closed makes a loop of a sound: it crossfades the last frames into the first, with
// equal power, because the two are not correlated.
func closed(pcm []int16, fade int) []int16 {
	tail := pcm[len(pcm)-fade:]
	for i := range fade {
		in, out := math.Sincos(math.Pi / 2 * float64(i) / float64(fade))
		pcm[i] = int16(math.Round(min(max(float64(tail[i])*out+float64(pcm[i])*in, -1<<15), 1<<15-1)))
	}
	return pcm[:len(pcm)-fade]
}
