//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// fourHours is a session with speech in every breath.
const fourHours = `title: Four hours
stretches:
  - {name: Child's Pose, flow: 1h}
  - {name: Cat-Cow, flow: 1h}
  - {name: Cobra, flow: 1h}
  - {name: Downward-Facing Dog, flow: 1h}
`

// BenchmarkRender measures the whole process, from the start to the finished file, with
// ambience and mastering. It also reports the peak memory, which includes mapped pages of the
// output file.
func BenchmarkRender(b *testing.B) {
	dir := b.TempDir()
	long := filepath.Join(dir, "long.yaml")
	if err := os.WriteFile(long, []byte(fourHours), 0o666); err != nil {
		b.Fatal(err)
	}
	for _, routine := range []string{"back-relief", long} {
		for _, cores := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/cores=%d", filepath.Base(routine), cores), func(b *testing.B) {
				out := filepath.Join(dir, "out.wav")
				var memory int64 // kB
				var cpu time.Duration
				var frames int64
				for b.Loop() {
					cmd := exec.Command("respite", "render", routine, "--ambience", "ocean", "-o", out)
					cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", cores))
					if text, err := cmd.CombinedOutput(); err != nil {
						b.Fatalf("%v: %s", err, text)
					}
					cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
					memory = max(memory, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
				}
				if info, err := os.Stat(out); err == nil {
					frames = info.Size() / 4
				}
				session := time.Duration(frames) * time.Second / 44100
				took := b.Elapsed() / time.Duration(b.N)
				b.ReportMetric(session.Seconds()/took.Seconds(), "x-real-time")
				b.ReportMetric(took.Seconds()*600/session.Seconds(), "s/10min")
				b.ReportMetric(cpu.Seconds()/float64(b.N)*600/session.Seconds(), "cpu-s/10min")
				b.ReportMetric(float64(memory)/1000, "MB")
			})
		}
	}
}
