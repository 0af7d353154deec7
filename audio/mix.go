package audio

import (
	"cmp"
	"math"
	"slices"

	"respite/audio/loudness"
)

// A track is a Source that begins at a frame of the mix and is multiplied by a gain.
type track struct {
	at    int64
	src   Source
	gain  float32
	level *level // of src; nil where it was not measured
}

func (t track) end() int64 { return t.at + t.src.Len() }

// A mix is the sum of tracks and of a bed. A block costs as much as the tracks
// that sound in it, however many tracks there are.
type mix struct {
	frames int64
	bed    *bed    // as long as the mix, or nil
	tracks []track // sorted by at
	ends   []int64 // the latest end of tracks[:i+1]
}

// newMix mixes tracks into a session of so many frames.
func newMix(frames int64, tracks []track) *mix {
	slices.SortStableFunc(tracks, func(a, b track) int { return cmp.Compare(a.at, b.at) })
	m := &mix{frames: frames, tracks: tracks, ends: make([]int64, len(tracks))}
	var latest int64
	for i, t := range tracks {
		latest = max(latest, t.end())
		m.ends[i] = latest
	}
	return m
}

func (m *mix) Len() int64 { return m.frames }

func (m *mix) Render(dst []Frame, at int64) {
	if m.bed != nil {
		m.bed.Render(dst, at)
	} else {
		clear(dst)
	}
	first, last := overlap(dst, at, m.frames)
	dst, at = dst[first:last], at+int64(first)
	scratch := scratches.Get().(*scratch)
	for _, t := range m.sounding(at, at+int64(len(dst))) {
		t.addTo(dst, at, scratch)
	}
	scratches.Put(scratch)
}

// amplify makes the mix louder by so many dB.
func (m *mix) amplify(gain float64) {
	for i := range m.tracks {
		m.tracks[i].gain *= decibels(gain)
	}
	if m.bed != nil {
		m.bed.gain += gain
	}
}

// peak is that of the loudest sound, in dB of full scale.
func (m *mix) peak() float64 {
	var most float32
	for _, t := range m.tracks {
		most = max(most, t.gain*t.level.peak)
	}
	return 20 * math.Log10(float64(most))
}

// powers returns the K-weighted mean square of each whole 100 ms of the mix, of
// both channels. It is computed from the levels of the sounds: the energies of
// sounds that are not correlated add up.
func (m *mix) powers(rate int) []float64 {
	powers := make([]float64, m.frames*loudness.Steps/int64(rate))
	if m.bed != nil {
		for i := range powers {
			powers[i] = loudness.Steps * m.bed.energy(float64(i)/loudness.Steps, float64(i+1)/loudness.Steps)
		}
	}
	for _, t := range m.tracks {
		at := float64(t.at) / float64(rate)
		gain := float64(t.gain) * float64(t.gain)
		last := min(int((at+t.level.seconds())*loudness.Steps)+1, len(powers))
		for i := int(at * loudness.Steps); i < last; i++ {
			powers[i] += loudness.Steps * gain * t.level.between(float64(i)/loudness.Steps-at, float64(i+1)/loudness.Steps-at)
		}
	}
	return powers
}

// limit replaces the level of every sound that a gain (a factor) lifts above a
// ceiling with the level of that sound after the limiter.
func (m *mix) limit(gain, ceiling float32) {
	limited := map[*level]*level{}
	for i := range m.tracks {
		t := &m.tracks[i]
		most := ceiling / (gain * t.gain) // the ceiling at the sound's own scale
		if t.level.peak <= most {
			continue
		}
		if limited[t.level] == nil {
			limited[t.level] = t.level.limited(most)
		}
		t.level = limited[t.level]
	}
}

// sounding returns a part of the tracks that holds all those that sound in
// [from, to). It may hold others too.
func (m *mix) sounding(from, to int64) []track {
	first, _ := slices.BinarySearch(m.ends, from+1)
	last, _ := slices.BinarySearchFunc(m.tracks, to, func(t track, to int64) int { return cmp.Compare(t.at, to) })
	return m.tracks[min(first, last):last]
}

// addTo adds to dst, which begins at a frame of the mix, the part of the track that falls into it.
func (t track) addTo(dst []Frame, at int64, scratch *scratch) {
	first, last := overlap(dst, at-t.at, t.src.Len())
	if m, ok := t.src.(mono); ok {
		t.addMono(m, dst[first:last], at-t.at+int64(first), scratch)
		return
	}
	for ; first < last; first += block {
		part := scratch.frames[:min(block, last-first)]
		t.src.Render(part, at-t.at+int64(first))
		sum := dst[first:][:len(part)]
		for i := range part {
			sum[i][0] += t.gain * part[i][0]
			sum[i][1] += t.gain * part[i][1]
		}
	}
}

// addMono adds a mono source to both channels of dst, from a frame of the track
// on. It renders one channel, which is half the work.
func (t track) addMono(m mono, dst []Frame, at int64, scratch *scratch) {
	for len(dst) > 0 {
		part := scratch.mono[:min(block, len(dst))]
		m.renderMono(part, at)
		sum := dst[:len(part)]
		for i, x := range part {
			sum[i][0] += t.gain * x
			sum[i][1] += t.gain * x
		}
		dst, at = dst[len(part):], at+int64(len(part))
	}
}
