//go:build linux

package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// BenchmarkFirstSound measures the time from the start of the process to the first frame that
// the device receives.
func BenchmarkFirstSound(b *testing.B) {
	long := filepath.Join(b.TempDir(), "long.yaml")
	if err := os.WriteFile(long, []byte(fourHours), 0o666); err != nil {
		b.Fatal(err)
	}
	own := filepath.Join(b.TempDir(), "own.yaml")
	if err := os.WriteFile(own, []byte(previewed), 0o666); err != nil {
		b.Fatal(err)
	}
	s := newSpeakers(b)
	for _, args := range [][]string{{"play", "back-relief"}, {"play", long}, {"play", long, "--from=3h"}, {"preview", own}} {
		b.Run(args[0]+filepath.Base(args[1])+args[len(args)-1][:1], func(b *testing.B) {
			for b.Loop() {
				cmd := exec.Command("respite", args...)
				cmd.Env = s.env()
				out, err := cmd.StdoutPipe()
				if err == nil {
					err = cmd.Start()
				}
				if err == nil {
					_, err = bufio.NewReader(out).ReadString('\n') // printed when the device received the frame
				}
				b.StopTimer()
				if err != nil {
					b.Fatal(err)
				}
				end(cmd)
				b.StartTimer()
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/first-sound")
		})
	}
}
