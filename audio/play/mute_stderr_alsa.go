//go:build linux && cgo

package play

// #cgo pkg-config: alsa
// #include <alsa/asoundlib.h>
// static void say_nothing(const char *file, int line, const char *function, int err, const char *fmt, ...) {}
// static void mute(void) { snd_lib_error_set_handler(say_nothing); }
import "C"

import "golang.org/x/sys/unix"

// muteStderr keeps libasound and its plugins from writing about 30 lines to standard
// error when no device opens; the caller gets the error anyway. It silences
// libasound's own messages permanently. The plugins cannot be silenced, so it
// redirects the standard error of the whole process until restore is called. What
// another goroutine writes to it meanwhile is lost.
func muteStderr() (restore func()) {
	C.mute()
	const stderr = 2
	null, err := unix.Open("/dev/null", unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return func() {}
	}
	defer unix.Close(null)
	before, err := unix.FcntlInt(stderr, unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return func() {}
	}
	_ = unix.Dup3(null, stderr, 0) // fails only for invalid descriptors
	return func() {
		_ = unix.Dup3(before, stderr, 0)
		_ = unix.Close(before)
	}
}
