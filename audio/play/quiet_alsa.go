//go:build linux && cgo

package play

// #cgo pkg-config: alsa
// #include <alsa/asoundlib.h>
// static void say_nothing(const char *file, int line, const char *function, int err, const char *fmt, ...) {}
// static void quiet(void) { snd_lib_error_set_handler(say_nothing); }
import "C"

import "golang.org/x/sys/unix"

// quiet keeps libasound, and what it loads, from writing to standard error:
// libasound for good, the others until the function that it returns is called. What goes
// wrong comes back as an error, too.
func quiet() (loud func()) {
	C.quiet()
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
	_ = unix.Dup3(null, stderr, 0) // both are open
	return func() {
		_ = unix.Dup3(before, stderr, 0)
		_ = unix.Close(before)
	}
}
