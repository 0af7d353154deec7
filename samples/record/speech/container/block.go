package container

import (
	"errors"
	"fmt"
	"io"

	"respite/audio"
	"respite/audio/recording"
)

// EachBlock reads a recording of at most that many seconds to its end. It calls f with the mean
// of the channels, and whether any channel was at full scale, for each sample of a block. The
// slices are valid until f returns. An error of f ends the reading and is returned.
func EachBlock(r *recording.Recording, seconds int, f func(mono []float32, full []bool) error) error {
	const fullScale = 0.9995
	frames := make([]audio.Frame, 4096)
	mono, full := make([]float32, len(frames)), make([]bool, len(frames))
	for read := 0; ; {
		n, err := r.Read(frames)
		for i, v := range frames[:n] {
			mono[i] = (v[0] + v[1]) / 2
			full[i] = max(v[0], -v[0], v[1], -v[1]) >= fullScale
		}
		stopped := f(mono[:n], full[:n])
		switch read += n; {
		case stopped != nil:
			return stopped
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case read > seconds*r.Rate:
			return fmt.Errorf("longer than %d s", seconds)
		}
	}
}
