//go:build !linux

package play

// muteStderr does nothing: libasound exists on Linux only.
func muteStderr() (restore func()) { return func() {} }
