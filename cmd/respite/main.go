// Command respite turns a routine of stretches, holds and breaths into a
// voice-guided audio session.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"respite/cmd/respite/cli"
)

func main() {
	cli.Release = release
	log.SetOutput(io.Discard) // a FLAC library writes to the standard logger
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
