//go:build !linux

package live

import "time"

// A desktop does nothing: media keys are supported only on Linux.
type desktop struct{}

func (*desktop) serve(chan<- command) (stop func()) { return func() {} }
func (*desktop) show(view)                          {}
func (*desktop) jumped(time.Duration)               {}
