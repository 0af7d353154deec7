package plan

import (
	"testing"
	"time"
)

// The line that leads out can differ from side to side. A word takes half a second.
func TestWaysOut(t *testing.T) {
	for text, want := range map[string][2]time.Duration{
		"hold: 30s\nsides: [right, left]\nrelease: {right: One two., left: One two three.}": {1000, 1500},
		"hold: 30s\nsides: [left, right]\nrelease: {right: One two., left: One two three.}": {1000, 1500},
		"hold: 30s\nrelease: One two.": {1000, 1000},
		"hold: 30s":                    {2500, 2500}, // Slowly come out of it.
	} {
		p, err := newPlanner(parsed(t, inStretch(text)), Options{}, slowly)
		if err != nil {
			t.Fatal(err)
		}
		if short, long := p.waysOut(&p.routine.Stretches[0]); short != want[0]*time.Millisecond || long != want[1]*time.Millisecond {
			t.Errorf("%s: %s and %s, want %d ms", text, short, long, want)
		}
	}
}

// A breath takes 10 s, and the way out of a hold 0.8 s and then half a second.
func TestChoices(t *testing.T) {
	for text, want := range map[string]choice{
		"hold: 10s..15s\nrelease: Up.":     {low: 1, high: 1, step: 1},
		"hold: 11.3s\nrelease: Up.":        {low: 1, high: 1, step: 1},
		"hold: 11.299s\nrelease: Up.":      {low: 1, high: 1, step: 1, left: true},
		"hold: 30s..1m\nrelease: Up.":      {low: 3, high: 5, step: 1},
		"hold: 31.3s..51.3s\nrelease: Up.": {low: 3, high: 5, step: 1},
		"hold: 31.4s..51.2s\nrelease: Up.": {low: 4, high: 4, step: 1},
		"hold: 40s\nrelease: Up.":          {low: 3, high: 3, step: 1, left: true},
		"flow: 40s":                        {low: 4, high: 4, step: 1},
		"flow: 44s":                        {low: 4, high: 4, step: 1}, // the nearest number
		"flow: 46s":                        {low: 5, high: 5, step: 1},
		"flow: 35s..65s":                   {low: 4, high: 6, step: 1},
		"flow: 1m\nsides: [right, left]":   {low: 6, high: 6, step: 2},
		"flow: 35s..1m\nsides: [right, left]\nenter: {inhale: Lift.}":        {low: 5, high: 5, step: 2}, // 4 s of the first breath are before the pose
		"flow: 5..10 breaths\nsides: [right, left]":                          {low: 6, high: 10, step: 2},
		"flow: 5..10 breaths\nsides: [right, left]\nleave: {exhale: Lower.}": {low: 5, high: 9, step: 2},
		"hold: 3..7 breaths": {low: 3, high: 7, step: 1},
	} {
		p, err := newPlanner(parsed(t, inStretch(text)), Options{}, slowly)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.choice(&p.routine.Stretches[0]); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}
