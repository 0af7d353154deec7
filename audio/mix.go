package audio

import (
	"cmp"
	"math"
	"slices"

	"respite/audio/loudness"
	"respite/script"
)

// A track is a Source that begins at a frame of the mix and is multiplied by a gain.
type track struct {
	at    int64
	src   Source
	gain  float32
	most  float32 // upper bound of the absolute sample value of src; 0 without a measurement
	level *level  // of src; nil without a measurement
	kind  script.Kind
}

func (t track) end() int64 { return t.at + t.src.Len() }

// A mix is the sum of tracks and a bed. Rendering a block costs only as much as the
// tracks that sound in it, however many tracks there are.
type mix struct {
	frames    int64
	bed       *bed      // as long as the mix, or nil
	tracks    []track   // sorted by at
	bedPowers []float64 // cached by powers; nil at first
	ends      []int64   // the latest end of tracks[:i+1]
}

// newMix mixes tracks into a session of a given number of frames.
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
	first, last := overlap(len(dst), at, m.frames)
	clear(dst[:first])
	clear(dst[last:])
	scratch := scratches.Get().(*scratch)
	defer scratches.Put(scratch)
	for ; first < last; first += block {
		m.renderBlock(dst[first:min(first+block, last)], at+int64(first), scratch)
	}
}

// renderBlock sets dst to frames within the mix. It adds mono tracks on one channel,
// which is cheaper.
func (m *mix) renderBlock(dst []Frame, at int64, scratch *scratch) {
	tracks := m.tracksIn(at, at+int64(len(dst)))
	sum := addMonos(tracks, len(dst), at, scratch)
	switch {
	case m.bed != nil:
		m.bed.renderOver(dst, at, sum)
	case sum != nil:
		toBoth(dst, sum)
	default:
		clear(dst)
	}
	for _, t := range tracks {
		if _, ok := t.src.(mono); !ok {
			t.addTo(dst, at, scratch)
		}
	}
}

// addMonos returns the sum of n frames of the mono tracks; nil where none of them
// sounds.
func addMonos(tracks []track, n int, at int64, scratch *scratch) (sum []float32) {
	for _, t := range tracks {
		m, ok := t.src.(mono)
		first, last := overlap(n, at-t.at, t.src.Len())
		if !ok || first == last {
			continue
		}
		if sum == nil {
			sum = scratch.sum[:n]
			clear(sum)
		}
		part := scratch.mono[:last-first]
		m.renderMono(part, at-t.at+int64(first))
		to := sum[first:last]
		for i, x := range part {
			to[i] += t.gain * x
		}
	}
	return sum
}

// toBoth copies mono sound to both channels of dst.
func toBoth(dst []Frame, sound []float32) {
	dst = dst[:len(sound)]
	for i, x := range sound {
		dst[i][0], dst[i][1] = x, x
	}
}

// amplify raises the gain of the mix by a number of dB.
func (m *mix) amplify(gain float64) {
	for i := range m.tracks {
		m.tracks[i].gain *= decibels(gain)
	}
	if m.bed != nil {
		m.bed.gain += gain
	}
	m.bedPowers = nil
}

// Most returns an upper bound of the absolute sample value between two frames of a
// measured mix.
func (m *mix) Most(from, to int64) float32 {
	var most float32
	if m.bed != nil {
		most = m.bed.most()
	}
	for _, t := range m.tracksIn(from, to) {
		if t.at < to && t.end() > from {
			most += t.gain * t.most
		}
	}
	return most
}

// peak returns the peak of the loudest single sound, in dBFS.
func (m *mix) peak() float64 {
	var most float32
	for _, t := range m.tracks {
		most = max(most, t.gain*t.level.peak)
	}
	return 20 * math.Log10(float64(most))
}

// powers returns the K-weighted mean square of both channels for each whole 100 ms of
// the mix. It adds the levels of the sounds, because the energies of uncorrelated
// sounds add up. It caches those of the bed: the search for the gain calls it
// repeatedly, and the bed does not change meanwhile.
func (m *mix) powers(rate int) []float64 {
	if m.bedPowers == nil {
		m.bedPowers = m.powersOfBed(int(m.frames * loudness.Steps / int64(rate)))
	}
	powers := slices.Clone(m.bedPowers)
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

// powersOfBed returns the first n mean squares of the bed.
func (m *mix) powersOfBed(n int) []float64 {
	powers := make([]float64, n)
	if m.bed == nil {
		return powers
	}
	for i := range powers {
		powers[i] = loudness.Steps * m.bed.energy(float64(i)/loudness.Steps, float64(i+1)/loudness.Steps)
	}
	return powers
}

// limit replaces the level of every sound that exceeds the ceiling after a gain (a
// factor) with the level of the same sound behind a limiter.
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

// tracksIn returns a range of tracks that includes all those with frames in [from,
// to). It may include others.
func (m *mix) tracksIn(from, to int64) []track {
	first, _ := slices.BinarySearch(m.ends, from+1)
	last, _ := slices.BinarySearchFunc(m.tracks, to, func(t track, to int64) int { return cmp.Compare(t.at, to) })
	return m.tracks[min(first, last):last]
}

// addTo adds the track to dst, a block that begins at a frame of the mix.
func (t track) addTo(dst []Frame, at int64, scratch *scratch) {
	first, last := overlap(len(dst), at-t.at, t.src.Len())
	part, sum := scratch.frames[:last-first], dst[first:last]
	t.src.Render(part, at-t.at+int64(first))
	for i := range part {
		sum[i][0] += t.gain * part[i][0]
		sum[i][1] += t.gain * part[i][1]
	}
}
