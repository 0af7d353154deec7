// Package limit limits the true peak of sound.
package limit

import (
	"slices"
	"sync"

	"respite/audio/loudness"
)

// unity is a gain of 1. Gains are integers, because integer sums are exact, so that
// the result does not depend on how rendering is cut into blocks.
const unity = 1 << 24

// A Source is a pure function of position, like the Source of package audio.
type Source interface {
	Len() int64                        // frames
	Render(dst [][2]float32, at int64) // dst becomes the frames [at, at+len(dst))
}

// A bounded Source knows an upper bound of its absolute sample values without
// rendering. Where the bound is low enough, the limiter skips the peak search.
type bounded interface {
	Source
	Most(from, to int64) float32
}

// A Limiter is a Source that keeps the true peak of another Source below a ceiling.
// The gain of each frame depends only on the frames within 10 ms of it, plus the
// frames that the interpolation of the true peak needs.
type Limiter struct {
	Source  Source
	Ceiling float32 // full scale 1
	// The limiter begins to lower the gain 10 ms before a peak, and the gain is back at
	// 1 10 ms after it. The gain is held for half of that time and changes during the
	// other half.
	hold    int // frames
	glide   int // frames, even and less than hold
	windows sync.Pool
}

// New returns a limiter of a Source with a rate in Hz. The ceiling is a true peak
// (ITU-R BS.1770-4, annex 2), full scale 1.
func New(src Source, rate int, ceiling float32) *Limiter {
	half := (rate + 100) / 200 // 5 ms
	l := &Limiter{Source: src, Ceiling: ceiling, hold: half, glide: (half - 1) &^ 1}
	l.windows.New = func() any { return new(window) }
	return l
}

// A window holds the frames of a block with margins, and the gains of these frames.
type window struct {
	frames [][2]float32
	gains  []int32
}

// Len returns the number of frames of the source.
func (l *Limiter) Len() int64 { return l.Source.Len() }

// Render sets dst to the frames [at, at+len(dst)).
func (l *Limiter) Render(dst [][2]float32, at int64) {
	if len(dst) == 0 {
		return
	}
	if l.needsNoGain(len(dst), at) {
		l.Source.Render(dst, at)
		return
	}
	w := l.windows.Get().(*window)
	defer l.windows.Put(w)
	gains := l.gains(w, len(dst), at)
	copy(dst, w.frames[l.margin():])
	applyGains(dst, gains)
}

// margin is the number of frames before and after a block that its gains depend on.
func (l *Limiter) margin() int { return l.hold + l.glide + 2*loudness.Reach }

// safeSample is the largest sample value that cannot be part of a peak above the
// ceiling.
func (l *Limiter) safeSample() float32 { return l.Ceiling / loudness.Swell }

// needsNoGain reports whether the bound of the source shows that n frames need no
// limiting.
func (l *Limiter) needsNoGain(n int, at int64) bool {
	k, ok := l.Source.(bounded)
	return ok && k.Most(at-int64(l.margin()), at+int64(n+l.margin())) <= l.safeSample()
}

// gains renders n frames at a position and the margins around them into a window, and
// returns the gains of the n frames; nil where all gains are 1.
func (l *Limiter) gains(w *window, n int, at int64) []int32 {
	margin := l.margin()
	w.frames = slices.Grow(w.frames[:0], n+2*margin)[:n+2*margin]
	l.Source.Render(w.frames, at-int64(margin))
	if !l.need(w) {
		return nil
	}
	return l.smooth(w.gains)[2*loudness.Reach:]
}

// applyGains multiplies frames by gains. Nil gains leave them unchanged.
func applyGains(dst [][2]float32, gains []int32) {
	if gains == nil {
		return
	}
	for i := range dst {
		g := float32(gains[i]) / unity
		dst[i][0] *= g
		dst[i][1] *= g
	}
}

// need sets the gains of a window so that no frame, and no interpolated value between
// it and the next, exceeds the ceiling. It reports whether any gain is below 1.
func (l *Limiter) need(w *window) (any bool) {
	loudness.EachPeak(w.frames, l.Ceiling, func(i int, peak float32) float32 {
		if !any {
			w.reset()
		}
		w.gains[i], any = int32(l.Ceiling/peak*unity), true
		return l.Ceiling
	})
	return any
}

// reset sets all gains of the window to 1.
func (w *window) reset() {
	w.gains = slices.Grow(w.gains[:0], len(w.frames))[:len(w.frames)]
	for i := range w.gains {
		w.gains[i] = unity
	}
}

// smooth returns gains that change slowly and nowhere exceed the needed gains. The
// i-th belongs to the window's frame i+hold+glide.
func (l *Limiter) smooth(gains []int32) []int32 {
	gains = slidingMin(gains, 2*l.hold+1)
	gains = slidingMean(gains, l.glide+1)
	return slidingMean(gains, l.glide+1)
}

// slidingMin sets x[i] to the smallest of x[i:i+width], and returns the part of x with
// a complete window.
func slidingMin(x []int32, width int) []int32 {
	span := 1 // x[i] is the smallest of span values
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
// part of x with a complete window.
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
