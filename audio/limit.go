package audio

import (
	"math"
	"slices"
	"sync"
	"time"

	"respite/audio/loudness"
)

// lookAhead is how long before a peak the limiter begins to lower the gain, and how
// long after it the gain is back at 1. Half of that time the gain is held, and half
// of it the gain changes.
const lookAhead = 10 * time.Millisecond

// unity is a gain of 1. Gains are integers, because sums of integers are exact, so
// that the result does not depend on where a block begins.
const unity = 1 << 24

// A limiter holds the true peak of a Source under a ceiling. The gain of each
// frame depends only on the frames within lookAhead of it.
type limiter struct {
	src     Source
	ceiling float32 // full scale 1
	hold    int     // frames
	glide   int     // frames, even and less than hold
	windows sync.Pool
}

// newLimiter returns a limiter of a Source, whose rate is in Hz. The ceiling is a
// true peak (ITU-R BS.1770-4, annex 2), full scale 1.
func newLimiter(src Source, rate int, ceiling float32) *limiter {
	half := int(FrameAt(lookAhead/2, rate))
	l := &limiter{src: src, ceiling: ceiling, hold: half, glide: (half - 1) &^ 1}
	l.windows.New = func() any { return new(limiterWindow) }
	return l
}

// A limiterWindow holds the frames of a block and around it, and their gains.
type limiterWindow struct {
	frames []Frame
	gains  []int32
}

func (l *limiter) Len() int64 { return l.src.Len() }

func (l *limiter) Render(dst []Frame, at int64) {
	if len(dst) == 0 {
		return
	}
	w := l.windows.Get().(*limiterWindow)
	defer l.windows.Put(w)
	margin := l.hold + l.glide + 2*loudness.Reach
	w.frames = slices.Grow(w.frames[:0], len(dst)+2*margin)[:len(dst)+2*margin]
	l.src.Render(w.frames, at-int64(margin))
	copy(dst, w.frames[margin:])
	if !passes(w.frames, l.ceiling/loudness.Swell) || !l.need(w) {
		return
	}
	gains := l.smooth(w.gains)
	for i := range dst {
		g := float32(gains[2*loudness.Reach+i]) / unity
		dst[i][0] *= g
		dst[i][1] *= g
	}
}

// passes tells whether any sample exceeds a level. It compares the bits of the
// numbers: for numbers that are not negative their order is the same, and the
// difference has its highest bit set where the sample is larger.
func passes(frames []Frame, level float32) bool {
	const sign = 1 << 31
	most, below := math.Float32bits(level), uint32(0)
	for _, f := range frames {
		below |= most - math.Float32bits(f[0])&^sign
		below |= most - math.Float32bits(f[1])&^sign
	}
	return below&sign != 0
}

// need sets the gains of a window so that no frame, and no moment between it and the
// next, exceeds the ceiling. It tells whether any gain is below 1.
func (l *limiter) need(w *limiterWindow) (any bool) {
	w.gains = slices.Grow(w.gains[:0], len(w.frames))[:len(w.frames)]
	for i := range w.gains {
		w.gains[i] = unity
	}
	loudness.EachPeak(w.frames, l.ceiling, func(i int, peak float32) float32 {
		w.gains[i], any = int32(l.ceiling/peak*unity), true
		return l.ceiling
	})
	return any
}

// smooth returns gains that rise and fall slowly and are nowhere above the gains
// needed. The i-th is the gain of the window's frame i+hold+glide.
func (l *limiter) smooth(gains []int32) []int32 {
	gains = slidingMin(gains, 2*l.hold+1)
	gains = slidingMean(gains, l.glide+1)
	return slidingMean(gains, l.glide+1)
}

// slidingMin sets x[i] to the smallest of x[i:i+width], and returns the part of x that has such windows.
func slidingMin(x []int32, width int) []int32 {
	span := 1 // x[i] is the least of so many
	for ; 2*span <= width; span *= 2 {
		for i := range len(x) - span {
			x[i] = min(x[i], x[i+span])
		}
		x = x[:len(x)-span]
	}
	rest := width - span
	for i := range len(x) - rest {
		x[i] = min(x[i], x[i+rest])
	}
	return x[:len(x)-rest]
}

// slidingMean sets x[i] to the mean of x[i:i+width], rounded down, and returns the
// part of x that has such windows.
func slidingMean(x []int32, width int) []int32 {
	var sum int64
	for _, v := range x[:width-1] {
		sum += int64(v)
	}
	means := x[:len(x)-width+1]
	for i := range means {
		sum += int64(x[i+width-1])
		first := int64(x[i])
		means[i] = int32(sum / int64(width))
		sum -= first
	}
	return means
}
