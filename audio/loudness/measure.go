package loudness

import (
	"context"
	"io"
	"math"
	"runtime"
	"slices"
	"sync"
)

// A Measurement holds the loudness and the peaks of sound. Silence measures -Inf, with
// a range of 0.
type Measurement struct {
	Integrated float64 // LUFS (ITU-R BS.1770-4, annex 1)
	Range      float64 // LU (EBU Tech 3342, 2016)
	TruePeak   float64 // dBTP (ITU-R BS.1770-4, annex 2)
	SamplePeak float64 // dBFS
}

// Measure measures sound on all cores. Read returns its frames sequentially, as
// io.Reader returns bytes; the rate is in Hz. Mono sound has equal channels in its
// frames and counts as one channel. Memory grows by 80 bytes for each second of sound.
// The errors are those of read and ctx.
func Measure(ctx context.Context, read func([][2]float32) (int, error), rate, channels int) (Measurement, error) {
	m := &meter{rate: rate, lead: int(settled*float64(rate)) + 2*Reach}
	cores := runtime.GOMAXPROCS(0)
	work, free := make(chan *piece), make(chan *piece, 2*cores)
	for range cap(free) {
		free <- &piece{}
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

// A piece is a second of sound, preceded by enough earlier sound for the weighting
// filter to settle and for the interpolation of the first peak.
type piece struct {
	number int
	frames []frame
	whole  int // number of whole steps of 100 ms
}

// A meter combines the measurements of the pieces, in any order.
type meter struct {
	rate int
	lead int // frames before each piece that let the filter settle

	lock                 sync.Mutex
	powers               []float64 // of each whole 100 ms, K-weighted, of both channels
	truePeak, samplePeak float32
}

// cut divides the sound into pieces. It appends silence to the last piece, because a
// true peak may lie after the last frame.
func (m *meter) cut(ctx context.Context, read func([]frame) (int, error), free <-chan *piece, work chan<- *piece) error {
	before := make([]frame, m.lead)
	for number := 0; ctx.Err() == nil; number++ {
		s := <-free
		s.number = number
		s.frames = append(s.frames[:0], before...)
		s.frames = slices.Grow(s.frames, m.rate+Reach)[:m.lead+m.rate]
		n, err := readFull(read, s.frames[m.lead:])
		if err != nil && err != io.EOF {
			return err
		}
		s.frames = s.frames[:m.lead+n]
		copy(before, s.frames[n:])
		s.whole = n * Steps / m.rate
		if err == io.EOF {
			s.frames = append(s.frames, make([]frame, Reach)...)
			work <- s
			return nil
		}
		work <- s
	}
	return context.Cause(ctx)
}

// add measures a piece.
func (m *meter) add(s *piece) {
	weighting := NewWeighting(m.rate)
	weighting.Energy(s.frames[:m.lead])
	var powers [Steps]float64
	for i := range s.whole {
		from, to := i*m.rate/Steps, (i+1)*m.rate/Steps
		powers[i] = weighting.Energy(s.frames[m.lead+from:m.lead+to]) / float64(to-from)
	}
	m.lock.Lock()
	highest := m.truePeak
	m.lock.Unlock()
	highest = TruePeak(s.frames[m.lead-2*Reach:], highest)
	sample := SamplePeak(s.frames[m.lead:])

	m.lock.Lock()
	defer m.lock.Unlock()
	m.truePeak, m.samplePeak = max(m.truePeak, highest), max(m.samplePeak, sample)
	first := s.number * Steps
	if more := first + s.whole - len(m.powers); more > 0 {
		m.powers = append(m.powers, make([]float64, more)...)
	}
	copy(m.powers[first:], powers[:s.whole])
}

// measurement returns the combined result of all pieces.
func (m *meter) measurement(channels int) Measurement {
	if channels == 1 { // both channels of the frames have counted
		for i := range m.powers {
			m.powers[i] /= 2
		}
	}
	return Measurement{
		Integrated: Gated(Blocks(m.powers)),
		Range:      loudnessRange(m.powers),
		TruePeak:   20 * math.Log10(float64(m.truePeak)),
		SamplePeak: 20 * math.Log10(float64(m.samplePeak)),
	}
}

// loudnessRange returns the difference between the tenth and the 95th percentile of
// the loudness of 3 s windows, in LU. Gates at -70 LUFS and at 20 LU below the
// loudness of the remaining windows apply (EBU Tech 3342, 2016). It returns 0 where no
// window passes them.
func loudnessRange(powers []float64) float64 {
	const window = 3 * Steps
	var windows []float64
	for i := window; i <= len(powers); i++ {
		windows = append(windows, mean(powers[i-window:i]))
	}
	windows = above(windows, -70)
	windows = above(windows, LUFS(mean(windows))-20)
	if len(windows) == 0 {
		return 0
	}
	slices.Sort(windows)
	at := func(part float64) float64 { return LUFS(windows[int(math.Round(part*float64(len(windows)-1)))]) }
	return at(0.95) - at(0.10)
}

// readFull reads until dst is full or an error comes, io.EOF included.
func readFull(read func([]frame) (int, error), dst []frame) (n int, err error) {
	for n < len(dst) && err == nil {
		var more int
		more, err = read(dst[n:])
		n += more
	}
	return n, err
}
