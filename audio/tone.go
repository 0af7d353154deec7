package audio

import (
	"math"
)

// A sweep is the change of a breath tone over a phase. The pitch changes by the
// same number of semitones in every second, the level by the same number of dB.
// Both are given as [first, last].
type sweep struct {
	pitch [2]float64 // the rate at which the texture is read; 1 is its own pitch
	level [2]float64 // dB, relative to the loudest part of a tone
}

// rising is the sweep of an inhale, up to a pitch; falling is that of an exhale,
// down from it. Only the direction differs. Each begins at the pitch at which
// the other ends.
func rising(top float64) sweep  { return sweep{pitch: [2]float64{1, top}, level: [2]float64{-2, 0}} }
func falling(top float64) sweep { return sweep{pitch: [2]float64{top, 1}, level: [2]float64{0, -2}} }

// steady is the sweep of a breath that is held, at a pitch.
func steady(pitch float64) sweep {
	return sweep{pitch: [2]float64{pitch, pitch}, level: [2]float64{-2, -2}}
}

// How a tone begins and ends. It begins softly and rises by less than 40 dB a
// second, because a faster rise startles. After 0.3 s it is clearly louder than
// the ambience. It ends quickly, so that it stays clearly louder to its end.
const (
	toneStart = -18.0 // dB, against a tone where it is fullest
	toneRise  = 38.0  // dB a second
	toneOpen  = 0.03  // seconds from silence to the start: no click
	toneClose = 0.15  // seconds in which it ends
	toneClear = 0.3   // seconds after which it stands clear of the ambience
	toneGrid  = 64    // frames between the moments at which a tone is worked out exactly
)

// A sweptTone is a breath tone: a texture that loops, read with a sweep of pitch and level.
type sweptTone struct {
	texture Clip
	rate    int   // Hz, of the frames
	frames  int64 // the phase's length
	sweep   sweep
}

// newTone returns a Source that plays a texture over a phase of so many frames at
// a rate in Hz, with a sweep; it is silent at both ends. The texture is read modulo
// its length and may have any rate. Frequencies in it above rate/2, divided by the
// highest pitch of the sweep, would alias.
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

// A kept tone is one whose frames were worked out before.
type keptTone []float32

// keptFrames returns all frames of a tone.
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
	place float64 // in the texture, in samples since the phase began
	speed float64 // texture samples a frame
	gain  float64 // full scale of the texture to full scale of a frame
}

// stateAt computes the state of the tone at a frame. The place is the integral of an
// exponential pitch: N·p0·((p1/p0)^u - 1)/ln(p1/p0) at the part u of N frames.
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

// between sets dst to the frames after state a, beginning with the frame number
// first, and ending at state b at most. Speed and gain are interpolated linearly.
// Each frame is computed from its number alone, so that the result does not depend
// on how a render is cut into blocks.
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

// hermite is the curve through the middle two of four samples at the part x
// of the way, with the slopes that their neighbours give (E. Catmull and
// R. Rom, "A Class of Local Interpolating Splines", 1974). The coefficients
// are kept in integers, doubled.
func hermite(s0, s1, s2, s3 int16, x float32) float32 {
	a, b, c, d := int32(s0), int32(s1), int32(s2), int32(s3)
	cubic := float32(3*(b-c) + d - a)
	square := float32(2*a - 5*b + 4*c - d)
	return ((cubic*x+square)*x+float32(c-a))*(x/2) + float32(b)
}

// gain is the amplitude at the part u (0 to 1) of a phase of so many seconds.
func (s sweep) gain(u, seconds float64) float64 {
	level := min(s.level[0]+(s.level[1]-s.level[0])*u, toneStart+toneRise*u*seconds)
	open, end := min(toneOpen, seconds/4), min(toneClose, seconds/4)
	return float64(decibels(level)) * ease(u*seconds/open) * ease((1-u)*seconds/end)
}

// ease goes from 0 at 0 to 1 at 1 along half a cosine, and stays level on both sides.
func ease(x float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	}
	return (1 - math.Cos(math.Pi*x)) / 2
}
