package audio

import (
	"math"
)

// A sweep is the change of a breath tone over a phase, as [first, last]. The pitch
// changes by the same number of semitones in every second, the level by the same
// number of dB.
type sweep struct {
	pitch [2]float64 // reading speed of the texture; 1 is its own pitch
	level [2]float64 // dB, relative to the loudest part of a tone
}

// rising is the sweep of an inhale up to a pitch, and falling the sweep of an exhale
// down from it. They differ only in direction. Each begins at the pitch at which the
// other ends.
func rising(top float64) sweep  { return sweep{pitch: [2]float64{1, top}, level: [2]float64{-2, 0}} }
func falling(top float64) sweep { return sweep{pitch: [2]float64{top, 1}, level: [2]float64{0, -2}} }

// steady is the sweep of a held breath, at a constant pitch.
func steady(pitch float64) sweep {
	return sweep{pitch: [2]float64{pitch, pitch}, level: [2]float64{-2, -2}}
}

// The fades of a tone. It begins softly and rises by less than 40 dB a second, because
// a faster rise startles. After 0.3 s it is clearly louder than the ambience. It ends
// quickly, so that it stays clearly louder until its end.
const (
	toneStart = -18.0 // dB, relative to the loudest part of the tone
	toneRise  = 38.0  // dB a second
	toneOpen  = 0.03  // seconds of the first fade from silence, which avoids a click
	toneClose = 0.15  // seconds of the fade-out
	toneClear = 0.3   // seconds until the tone is clearly louder than the ambience
	toneGrid  = 64    // frames between the points at which a tone is computed exactly
)

// A sweptTone is a breath tone: a looping texture, read with a sweep of pitch and
// level.
type sweptTone struct {
	texture Clip
	rate    int   // Hz, of the frames
	frames  int64 // length of the phase
	sweep   sweep
}

// newTone returns a Source that plays a texture over a phase of a given number of frames at a
// rate in Hz, with a sweep; it is silent at both ends. The texture is read modulo its
// length and may have any rate. Frequencies in it above rate/2, divided by the highest
// pitch of the sweep, would alias.
func newTone(texture Clip, rate int, frames int64, sweep sweep) mono {
	return &sweptTone{texture, rate, frames, sweep}
}

func (t *sweptTone) Len() int64 { return t.frames }

func (t *sweptTone) Render(dst []Frame, at int64) { renderBoth(t, dst, at) }

func (t *sweptTone) renderMono(dst []float32, at int64) {
	if len(t.texture.Samples) == 0 {
		clear(dst)
		return
	}
	first := int(at % toneGrid)
	at -= int64(first)
	for a := t.stateAt(at); len(dst) > 0; at += toneGrid {
		n := min(toneGrid-first, len(dst))
		b := t.stateAt(at + toneGrid)
		t.between(a, b, dst[:n], first)
		dst, a, first = dst[n:], b, 0
	}
}

// A keptTone is a tone whose frames are kept in memory.
type keptTone []float32

// keptFrames renders all frames of a tone.
func keptFrames(m mono) keptTone {
	k := make(keptTone, m.Len())
	m.renderMono(k, 0)
	return k
}

func (k keptTone) Len() int64 { return int64(len(k)) }

func (k keptTone) Render(dst []Frame, at int64) { renderBoth(k, dst, at) }

func (k keptTone) renderMono(dst []float32, at int64) { copy(dst, k[at:]) }

// A toneState is the state of a tone at one frame of its grid.
type toneState struct {
	place float64 // position in the texture, in samples since the start of the phase
	speed float64 // texture samples a frame
	gain  float64 // factor from the texture's full scale to a frame's
}

// stateAt computes the state of the tone at a frame. The position in the texture is
// the integral of an exponential pitch, N·p0·((p1/p0)^u - 1)/ln(p1/p0), at the
// fraction u of N frames.
func (t *sweptTone) stateAt(frame int64) toneState {
	u := float64(frame) / float64(t.frames)
	speed := t.sweep.pitch[0] * float64(t.texture.Rate) / float64(t.rate)
	gain := t.sweep.gain(u, float64(t.frames)/float64(t.rate)) / 32768
	bend := math.Log(t.sweep.pitch[1] / t.sweep.pitch[0])
	if bend == 0 {
		return toneState{speed * float64(frame), speed, gain}
	}
	grown := math.Expm1(bend * u)
	return toneState{speed * float64(t.frames) * grown / bend, speed * (1 + grown), gain}
}

// between sets dst to frames between the grid points a and b; first is the distance of
// the first frame from a. Speed and gain are interpolated linearly. Each frame is
// computed from its number alone, so that the result does not depend on how rendering
// is cut into blocks.
func (t *sweptTone) between(a, b toneState, dst []float32, first int) {
	pcm := t.texture.Samples
	last := len(pcm) - 2
	place := a.place - math.Floor(a.place/float64(len(pcm)))*float64(len(pcm))
	bend := (b.speed - a.speed) / (2 * toneGrid)
	slope := (b.gain - a.gain) / toneGrid
	for i := range dst {
		x := float64(first + i)
		p := place + x*(a.speed+x*bend)
		k := int(p)
		var y float32
		if k > 0 && k < last {
			near := pcm[k-1 : k+3 : k+3]
			y = hermite(near[0], near[1], near[2], near[3], float32(p-float64(k)))
		} else {
			a, b, c, d := around(pcm, k)
			y = hermite(a, b, c, d, float32(p-float64(k)))
		}
		dst[i] = y * float32(a.gain+x*slope)
	}
}

// around returns four samples of a loop: the one before the k-th, the k-th, and the two after it.
func around(loop []int16, k int) (a, b, c, d int16) {
	n := len(loop)
	k += n
	return loop[(k-1)%n], loop[k%n], loop[(k+1)%n], loop[(k+2)%n]
}

// hermite interpolates between the middle two of four samples at the fraction x, with
// the slopes that the outer samples give (E. Catmull and R. Rom, "A Class of Local
// Interpolating Splines", 1974). The coefficients are integers, doubled.
func hermite(s0, s1, s2, s3 int16, x float32) float32 {
	a, b, c, d := int32(s0), int32(s1), int32(s2), int32(s3)
	cubic := float32(3*(b-c) + d - a)
	square := float32(2*a - 5*b + 4*c - d)
	return ((cubic*x+square)*x+float32(c-a))*(x/2) + float32(b)
}

// gain returns the amplitude at the fraction u (0 to 1) of a phase of a given number of seconds.
func (s sweep) gain(u, seconds float64) float64 {
	level := min(s.level[0]+(s.level[1]-s.level[0])*u, toneStart+toneRise*u*seconds)
	open, end := min(toneOpen, seconds/4), min(toneClose, seconds/4)
	return float64(decibels(level)) * ease(u*seconds/open) * ease((1-u)*seconds/end)
}

// ease rises from 0 at 0 to 1 at 1 along half a cosine, and is constant outside.
func ease(x float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	}
	return (1 - math.Cos(math.Pi*x)) / 2
}
