//go:build linux

package main

import "testing"

// A passage is a piece of a session that was heard as it is: frame i of the
// session at frame i+shift of what was heard.
type passage struct {
	heard, at, length int // frames
}

// passagesOf finds the pieces of a session in what was heard, of a tenth of a
// second at least. Frames are told apart by their dither where all is quiet.
func passagesOf(heard, session []frame16) []passage {
	const window, step = 16, 441
	places := map[[window]frame16]int{}
	for i := 0; i+window <= len(session); i++ {
		places[[window]frame16(session[i:])] = i
	}
	var passages []passage
	for i := 0; i+window <= len(heard); i += step {
		at, ok := places[[window]frame16(heard[i:])]
		if !ok {
			continue
		}
		if n := len(passages) - 1; n >= 0 && passages[n].heard-passages[n].at == i-at {
			passages[n].length = i + step - passages[n].heard
			continue
		}
		passages = append(passages, passage{heard: i, at: at, length: step})
	}
	var long []passage
	for _, r := range passages {
		if r.length >= 4410 {
			long = append(long, r)
		}
	}
	return long
}

// seconds of a session at which a passage begins and ends, and when it was heard.
func (r passage) begins() float64 { return float64(r.at) / 44100 }
func (r passage) ends() float64   { return float64(r.at+r.length) / 44100 }
func (r passage) heardAt() float64 {
	return float64(r.heard) / 44100
}

// steepest is the largest step from a frame to the next.
func steepest(frames []frame16) int {
	most := 0
	for i := 1; i < len(frames); i++ {
		most = max(most, apart(frames[i-1], frames[i]))
	}
	return most
}

func TestPassagesOf(t *testing.T) {
	session := make([]frame16, 44100)
	for i := range session {
		session[i] = frame16{int16(i*7919 + i*i), int16(i)}
	}
	heard := append(make([]frame16, 5000), session[10000:20000]...)
	heard = append(append(heard, make([]frame16, 3000)...), session[2000:9000]...)
	passages := passagesOf(heard, session)
	if len(passages) != 2 || abs(passages[0].at-10000) > 441 || abs(passages[1].at-2000) > 441 || passages[0].heard-passages[0].at != -5000 {
		t.Errorf("passages %v", passages)
	}
}
