//go:build linux

package main

import (
	"hash/maphash"
	"math/rand/v2"
	"slices"
	"testing"
)

// An excerpt is an unchanged part of a session in a recording: frame i of the session is frame
// i+shift of the recording.
type excerpt struct {
	heard, at, length int // frames
}

// shortest is the length of an excerpt that no other part of a session has by chance: dither
// repeats for at most 1024 frames.
const shortest = 4410 // frames

// excerptsOf finds the parts of a session in a recording. In silent parts, the dither identifies
// the frames.
func excerptsOf(heard, session []frame16) (long []excerpt) {
	const window, step = 16, 441
	seed := maphash.MakeSeed()
	hash := func(frames []frame16) uint64 { return maphash.Comparable(seed, [window]frame16(frames)) }
	places := make(map[uint64]int, len(session))
	for i := 0; i+window <= len(session); i++ {
		places[hash(session[i:])] = i
	}
	continues := func(e excerpt, i int) bool {
		at := i - e.heard + e.at
		return e.length > 0 && at >= 0 && at+window <= len(session) && slices.Equal(heard[i:i+window], session[at:at+window])
	}
	var last, now excerpt // the last long excerpt, and the one that is being extended
	for i := 0; i+window <= len(heard); i += step {
		if at, ok := places[hash(heard[i:])]; !continues(now, i) {
			switch {
			case continues(last, i):
				now = excerpt{heard: i, at: i - last.heard + last.at}
			case ok:
				now = excerpt{heard: i, at: at}
			default:
				now = excerpt{}
				continue
			}
		}
		now.length = i + step - now.heard
		switch n := len(long) - 1; {
		case now.length < shortest:
			continue
		case n >= 0 && long[n].heard-long[n].at == now.heard-now.at:
			long[n].length = i + step - long[n].heard
		default:
			long = append(long, now)
		}
		last = now
	}
	return long
}

// seconds returns the start and the end of the excerpt in the session, and its start in the
// recording.
func (r excerpt) begins() float64 { return float64(r.at) / 44100 }
func (r excerpt) ends() float64   { return float64(r.at+r.length) / 44100 }
func (r excerpt) heardAt() float64 {
	return float64(r.heard) / 44100
}

// steepest returns the largest step between two frames.
func steepest(frames []frame16) int {
	most := 0
	for i := 1; i < len(frames); i++ {
		most = max(most, apart(frames[i-1], frames[i]))
	}
	return most
}

func TestExcerptsOf(t *testing.T) {
	repeats := noise(20000)
	copy(repeats[15000:], repeats[5000:6024]) // as dither may
	if excerpts := excerptsOf(repeats, repeats); len(excerpts) != 1 || excerpts[0].at != 0 || excerpts[0].length < 19500 {
		t.Errorf("with a part that repeats: %v", excerpts)
	}
	session := noise(44100)
	heard := append(make([]frame16, 5000), session[10000:20000]...)
	heard = append(append(heard, make([]frame16, 3000)...), session[2000:9000]...)
	excerpts := excerptsOf(heard, session)
	if len(excerpts) != 2 || abs(excerpts[0].at-10000) > 441 || abs(excerpts[1].at-2000) > 441 || excerpts[0].heard-excerpts[0].at != -5000 {
		t.Errorf("excerpts %v", excerpts)
	}
}

// noise returns n frames that all differ.
func noise(n int) []frame16 {
	r := rand.New(rand.NewPCG(1, 2))
	frames := make([]frame16, n)
	for i := range frames {
		frames[i] = frame16{int16(r.Uint32()), int16(r.Uint32())}
	}
	return frames
}
