//go:build !linux

package main

import "time"

// awake is a clock that begins now and never goes back.
func awake() func() time.Duration {
	start := time.Now()
	return func() time.Duration { return time.Since(start) }
}
