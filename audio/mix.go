package audio

import (
	"cmp"
	"slices"
	"sync"
)

// A track is a Source that begins at a frame of the mix, made louder or
// softer by a factor.
type track struct {
	at   int64
	src  Source
	gain float32
}

func (t track) end() int64 { return t.at + t.src.Len() }

// mix adds tracks. Its cost follows what sounds, not how many tracks there are.
type mix struct {
	frames int64
	tracks []track // sorted by at
	ends   []int64 // the latest end of tracks[:i+1]
}

// newMix lays tracks on a timeline of so many frames.
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
	clear(dst)
	first, last := overlap(dst, at, m.frames)
	dst, at = dst[first:last], at+int64(first)
	scratch := scratches.Get().(*[block]Frame)
	for _, t := range m.sounding(at, at+int64(len(dst))) {
		t.addTo(dst, at, scratch)
	}
	scratches.Put(scratch)
}

// sounding are the tracks among which all those are that sound in [from, to).
func (m *mix) sounding(from, to int64) []track {
	first, _ := slices.BinarySearch(m.ends, from+1)
	last, _ := slices.BinarySearchFunc(m.tracks, to, func(t track, to int64) int { return cmp.Compare(t.at, to) })
	return m.tracks[min(first, last):last]
}

// addTo adds what of the track falls into dst, which stands at a position.
func (t track) addTo(dst []Frame, at int64, scratch *[block]Frame) {
	first, last := overlap(dst, at-t.at, t.src.Len())
	for ; first < last; first += block {
		part := scratch[:min(block, last-first)]
		t.src.Render(part, at-t.at+int64(first))
		sum := dst[first:][:len(part)]
		for i := range part {
			sum[i][0] += t.gain * part[i][0]
			sum[i][1] += t.gain * part[i][1]
		}
	}
}

// scratches keep blocks from one Render to the next.
var scratches = sync.Pool{New: func() any { return new([block]Frame) }}
