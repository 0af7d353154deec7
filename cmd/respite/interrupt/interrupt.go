// Package interrupt ends work when its context does, even where it waits for
// something that cannot be interrupted.
package interrupt

import (
	"context"
	"time"
)

// Await returns what open returns, or the error of ctx if that is done first:
// a pipe that nobody writes to is waited for without end.
func Await[T any](ctx context.Context, open func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := open()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
}

// grace is how long a command may tidy up after an interrupt. It is over soon,
// unless the command waits for something that cannot be interrupted, such as
// the reader of a pipe.
const grace = 3 * time.Second

// Obey returns what run returns, or that it was interrupted where it does not
// end in time after ctx is done.
func Obey(ctx context.Context, run func() error) error {
	done := make(chan error, 1)
	go func() { done <- run() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(grace):
		return context.Cause(ctx)
	}
}
