package audio

import (
	"context"
	"io"
	"math"
	"runtime"
	"slices"
	"sync"
)

// A Measurement is how loud sound is. What is silent measures -Inf, and has a range of 0.
type Measurement struct {
	Integrated float64 // LUFS (ITU-R BS.1770-4, annex 1)
	Range      float64 // LU (EBU Tech 3342, 2016)
	TruePeak   float64 // dBTP (ITU-R BS.1770-4, annex 2)
	SamplePeak float64 // dBFS
}

// Measure reads a recording to its end and measures it, on all cores. A mono one counts
// as one channel. Memory grows by 80 bytes a second of the recording. The errors are the
// recording's and ctx's.
func Measure(ctx context.Context, r *Recording) (Measurement, error) {
	return measure(ctx, r.Read, r.Rate, r.Channels)
}

// measure measures frames that read gives one after another.
func measure(ctx context.Context, read func([]Frame) (int, error), rate, channels int) (Measurement, error) {
	m := &meter{rate: rate, lead: int(settled*float64(rate)) + 2*reach}
	cores := runtime.GOMAXPROCS(0)
	work, free := make(chan *stretch), make(chan *stretch, 2*cores)
	for range cap(free) {
		free <- &stretch{}
	}
	var crew sync.WaitGroup
	for range cores {
		crew.Go(func() {
			for s := range work {
				m.add(s)
				free <- s
			}
		})
	}
	err := m.cut(ctx, read, free, work)
	close(work)
	crew.Wait()
	if err != nil {
		return Measurement{}, err
	}
	return m.measurement(channels), nil
}

// A stretch is a second of sound, and what comes before it: enough for the
// weighting to settle and for the peak between its first frames.
type stretch struct {
	number int
	frames []Frame
	whole  int // steps of 100 ms
}

// A meter puts together what stretches measure, in any order.
type meter struct {
	rate int
	lead int // frames of a stretch that come before it

	lock                 sync.Mutex
	powers               []float64 // of each whole 100 ms, K-weighted, of both channels
	truePeak, samplePeak float32
}

// cut hands out the sound in stretches. Behind the last one comes silence, for the peak that may stand after its last frame.
func (m *meter) cut(ctx context.Context, read func([]Frame) (int, error), free <-chan *stretch, work chan<- *stretch) error {
	before := make([]Frame, m.lead)
	for number := 0; ctx.Err() == nil; number++ {
		s := <-free
		s.number = number
		s.frames = append(s.frames[:0], before...)
		s.frames = slices.Grow(s.frames, m.rate+reach)[:m.lead+m.rate]
		n, err := readFull(read, s.frames[m.lead:])
		if err != nil && err != io.EOF {
			return err
		}
		s.frames = s.frames[:m.lead+n]
		copy(before, s.frames[n:])
		s.whole = n * steps / m.rate
		if err == io.EOF {
			s.frames = append(s.frames, make([]Frame, reach)...)
			work <- s
			return nil
		}
		work <- s
	}
	return context.Cause(ctx)
}

// add measures a stretch.
func (m *meter) add(s *stretch) {
	weighting := newStereoWeighting(m.rate)
	weighting.energy(s.frames[:m.lead])
	var powers [steps]float64
	for i := range s.whole {
		from, to := i*m.rate/steps, (i+1)*m.rate/steps
		powers[i] = weighting.energy(s.frames[m.lead+from:m.lead+to]) / float64(to-from)
	}
	m.lock.Lock()
	highest := m.truePeak
	m.lock.Unlock()
	highest = truePeak(s.frames[m.lead-2*reach:], highest)
	sample := samplePeak(s.frames[m.lead:])

	m.lock.Lock()
	defer m.lock.Unlock()
	m.truePeak, m.samplePeak = max(m.truePeak, highest), max(m.samplePeak, sample)
	first := s.number * steps
	if more := first + s.whole - len(m.powers); more > 0 {
		m.powers = append(m.powers, make([]float64, more)...)
	}
	copy(m.powers[first:], powers[:s.whole])
}

// measurement is what all stretches come to.
func (m *meter) measurement(channels int) Measurement {
	if channels == 1 { // which stands on both
		for i := range m.powers {
			m.powers[i] /= 2
		}
	}
	return Measurement{
		Integrated: gated(blocks(m.powers)),
		Range:      loudnessRange(m.powers),
		TruePeak:   20 * math.Log10(float64(m.truePeak)),
		SamplePeak: 20 * math.Log10(float64(m.samplePeak)),
	}
}

// loudnessRange is from the tenth to the 95th percentile of the loudness of 3 s windows
// that pass a gate at -70 LUFS and one at 20 LU under what is left (EBU Tech
// 3342, 2016), in LU; 0 where no window does.
func loudnessRange(powers []float64) float64 {
	const window = 3 * steps
	var windows []float64
	for i := window; i <= len(powers); i++ {
		windows = append(windows, mean(powers[i-window:i]))
	}
	windows = above(windows, -70)
	windows = above(windows, lufs(mean(windows))-20)
	if len(windows) == 0 {
		return 0
	}
	slices.Sort(windows)
	at := func(part float64) float64 { return lufs(windows[int(math.Round(part*float64(len(windows)-1)))]) }
	return at(0.95) - at(0.10)
}
