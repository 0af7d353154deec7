// Package interrupt ends work when its context ends, even while it waits for an operation that
// cannot be interrupted.
package interrupt

import (
	"context"
	"time"
)

// Await returns the result of open, or the error of ctx if ctx ends first. For example,
// opening a pipe blocks until somebody writes to it.
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

// grace limits how long a command may clean up after an interrupt. Most commands need much
// less, unless they wait for an operation that cannot be interrupted, such as a write to a
// pipe.
const grace = 3 * time.Second

// Obey returns the result of run. If run does not end in time after ctx ends, Obey returns
// that it was interrupted.
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
