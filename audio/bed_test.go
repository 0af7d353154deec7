package audio

import (
	"testing"
	"time"

	"respite/audio/internal/testsound"
)

func TestBedIsASource(t *testing.T) {
	a := newAmbience(8000, [2][]int16{noise(8000, 3001).Samples, noise(8000, 3001).Samples}, [2]int{0, 1000})
	tl := spoken(span{3 * time.Second, 4 * time.Second})
	tl.Length = 9 * time.Second
	testsound.CheckSource(t, newBed(a, tl, -6))
}
