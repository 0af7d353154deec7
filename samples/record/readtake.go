package record

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"respite/audio"
)

// longestLine is how long the sound of one line may be, in seconds.
const longestLine = 120

// readLine reads the sound of one line that a program or a server wrote; of two
// channels it takes the mean. The file is called by what wrote it.
func readLine(file, by string) (take []float32, rate int, err error) {
	r, err := audio.OpenRecording(file)
	if err == nil {
		defer r.Close()
		rate = r.Rate
		err = eachBlock(r, longestLine, func(mono []float32, _ []bool) { take = append(take, mono...) })
	}
	if err != nil {
		return nil, 0, fmt.Errorf("what %s wrote: %s", by, strings.TrimPrefix(err.Error(), file+": "))
	}
	return take, rate, nil
}

// eachBlock reads a recording of at most so many seconds to its end, as the
// mean of its channels, and tells of each sample whether a channel was at full scale.
func eachBlock(r *audio.Recording, seconds int, f func(mono []float32, full []bool)) error {
	const fullScale = 0.9995
	frames := make([]audio.Frame, 4096)
	mono, full := make([]float32, len(frames)), make([]bool, len(frames))
	for read := 0; ; {
		n, err := r.Read(frames)
		for i, v := range frames[:n] {
			mono[i] = (v[0] + v[1]) / 2
			full[i] = max(v[0], -v[0], v[1], -v[1]) >= fullScale
		}
		f(mono[:n], full[:n])
		switch read += n; {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case read > seconds*r.Rate:
			return fmt.Errorf("longer than %d s", seconds)
		}
	}
}
