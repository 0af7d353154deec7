//go:build linux

package main

import (
	"os"
	"time"

	"respite/cmd/respite/cli"
)

// caches tests a cache that two runs share while one of them is killed.
type caches struct{ *sessions }

func newCaches(x *torture) rounder { return &caches{sessionsOf(x)} }

// round lets two runs fill a new cache. The run that is not killed, and a later one, must
// write the expected file.
func (c *caches) round() {
	cache := "XDG_CACHE_HOME=" + c.path("shared")
	os.RemoveAll(c.path("shared"))
	one, other := c.render(c.path("out", "one.wav"), cache), c.render(c.path("out", "other.wav"), cache)
	one.after(c.moment(time.Second))
	_ = one.cmd.Process.Kill()
	one.end()
	c.goesThrough(other, "other.wav")
	c.goesThrough(c.render(c.path("out", "after.wav"), cache), "after.wav")
	os.Remove(c.path("out", "one.wav"))
	c.counts["pairs of runs on one cache"]++
}

// goesThrough waits for a run that must write its whole file.
func (c *caches) goesThrough(v *victim, file string) {
	code := v.end()
	if code != cli.ExitDone {
		c.fault(wrongCodes, "%d of two runs on one cache: %s", code, v.said.String())
	}
	c.checkFile(c.path("out", file), ".wav", false, cli.ExitDone)
	os.Remove(c.path("out", file))
}
