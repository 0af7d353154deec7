//go:build !linux

package play

// muteStderr has nothing to do: libasound is only on Linux.
func muteStderr() (restore func()) { return func() {} }
