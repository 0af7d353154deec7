//go:build !linux

package main

import "time"

// A desktop would take keys of the desktop and the headset; there is none but on Linux.
type desktop struct{}

func (*desktop) serve(chan<- order) (stop func()) { return func() {} }
func (*desktop) show(desktopView)                 {}
func (*desktop) jumped(time.Duration)             {}
