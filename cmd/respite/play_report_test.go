package main

import (
	"strings"
	"testing"
	"time"

	"respite/cmd/respite/live"
)

// One gap is one underrun.
func TestReportOfAnOutput(t *testing.T) {
	for n, want := range map[int]string{0: "respite: 0 underruns, ", 1: "respite: 1 underrun, ", 2: "respite: 2 underruns, "} {
		var b strings.Builder
		tellReport(&b, live.Report{Underruns: n, Frames: 9, Latency: time.Second})
		if !strings.HasPrefix(b.String(), want) {
			t.Errorf("it tells %q", b.String())
		}
	}
}
