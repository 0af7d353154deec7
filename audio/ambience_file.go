package audio

import (
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"respite/audio/resample"
)

// Limits of the loop made from an ambience file. The rest of a longer file is not
// read, so that memory use stays small.
const (
	longestLoop  = 3 * time.Minute
	shortestLoop = 2 * time.Second
	crossfade    = 2 * time.Second // of the end into the start; shorter for a short loop
)

// A Recorded is sound that is read sequentially, such as a file.
type Recorded struct {
	Rate     int // Hz
	Channels int // 1 or 2; with 1, both channels of a frame are equal

	// Read fills the start of dst with the next frames and returns their number. At the
	// end it returns io.EOF.
	Read func(dst []Frame) (n int, err error)
}

// ReadAmbience makes a loop for sessions at a rate in Hz from the first three minutes
// of a sound, with the end crossfaded into the start. A sound that cannot be read, is
// shorter than two seconds or is silent is an error.
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
		pcm[c] = crossfaded(pcm[c], fade)
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

// readStart reads at most a given number of frames of a recording and resamples them to the
// session's rate. For a mono recording the second channel is empty.
func readStart(r Recorded, rate, most int) (pcm [2][]int16, err error) {
	resampler := resample.New[float32](r.Rate, rate)
	// Read in pieces that last a whole number of session frames, with margins on both
	// sides as context for the resampler.
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

// appendResampled appends resampled frames of one channel. The first margin of the
// input is context for the resampler.
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

// readFull fills dst, and returns fewer frames only at the end of the recording.
func readFull(read func([]Frame) (int, error), dst []Frame) (n int, err error) {
	for n < len(dst) && err == nil {
		var m int
		m, err = read(dst[n:])
		n += m
	}
	return n, err
}

// crossfaded makes a loop of a sound: it crossfades the last frames into the first with
// equal power, because the two are not correlated.
func crossfaded(pcm []int16, fade int) []int16 {
	tail := pcm[len(pcm)-fade:]
	for i := range fade {
		in, out := math.Sincos(math.Pi / 2 * float64(i) / float64(fade))
		pcm[i] = int16(math.Round(min(max(float64(tail[i])*out+float64(pcm[i])*in, -1<<15), 1<<15-1)))
	}
	return pcm[:len(pcm)-fade]
}
