//go:build !linux

package live

import "time"

// A desktop would serve the media keys of the desktop. There is none but on Linux.
type desktop struct{}

func (*desktop) serve(chan<- command) (stop func()) { return func() {} }
func (*desktop) show(view)                          {}
func (*desktop) jumped(time.Duration)               {}
