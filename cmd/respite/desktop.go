package main

import "time"

// A desktopView is what the desktop may know of a sitting.
type desktopView struct {
	title   string
	stretch string
	number  int // of the stretch, from 1
	last    bool
	at      time.Duration
	length  time.Duration
	playing bool
	volume  int // percent
}
