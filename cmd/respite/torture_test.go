//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"respite/audio/tooltest"
)

// A torture runs respite under faults, and counts results that must not occur.
//
// RESPITE_TORTURE is the duration, which ends early when all campaigns have run all of their
// rounds; make check uses 20 seconds. RESPITE_CAMPAIGNS is a regular expression that selects
// campaigns by name. RESPITE_SEED repeats a run.
type torture struct {
	t      *testing.T
	random *rand.Rand
	dir    string
	env    []string // environment of respite
	counts map[string]int

	sessions *sessions // made once
}

// The counts that must be zero.
const (
	brokenFiles = "broken files"
	filesLeft   = "files left over"
	wrongSound  = "wrong sound"
	hangs       = "hangs over 5 s"
	panics      = "panics"
	memory      = "memory over 300 MB"
	wrongCodes  = "wrong exit codes or messages"
)

var faultCounts = []string{brokenFiles, filesLeft, wrongSound, hangs, panics, memory, wrongCodes}

// A campaign is one kind of fault.
type campaign struct {
	name   string
	rounds int // rounds in a complete run
	begin  func(*torture) rounder
	rounder
	done int
}

// A rounder runs one round of a campaign, and ends all processes that it started.
type rounder interface{ round() }

func TestTorture(t *testing.T) {
	tooltest.Slow(t)
	tooltest.Need(t, "flite", "lame", "ffmpeg", "flac", "unshare")
	seed := numberOr(os.Getenv("RESPITE_SEED"), time.Now().UnixNano())
	x := newTorture(t, uint64(seed))
	length, err := time.ParseDuration(os.Getenv("RESPITE_TORTURE"))
	if err != nil {
		length = 20 * time.Second
	}
	chosen := regexp.MustCompile(os.Getenv("RESPITE_CAMPAIGNS"))
	campaigns := slices.DeleteFunc(allCampaigns(), func(c *campaign) bool { return !chosen.MatchString(c.name) })
	x.runCampaigns(campaigns, length)
	x.report(campaigns, seed)
}

// campaigns are all campaigns, with the number of rounds in a complete run.
func allCampaigns() []*campaign {
	return []*campaign{
		{name: "kills", rounds: 1000, begin: newKills},
		{name: "disks", rounds: 300, begin: newDisks},
		{name: "caches", rounds: 60, begin: newCaches},
		{name: "mutants", rounds: 2000, begin: newMutants},
		{name: "engines", rounds: 200, begin: newEngines},
		{name: "speakers", rounds: 60, begin: newPlayings},
	}
}

// runCampaigns runs rounds of the campaigns, evenly distributed, until the time is over or all
// rounds are done. It runs at least one round of each.
func (x *torture) runCampaigns(campaigns []*campaign, length time.Duration) {
	progress := func(c *campaign) float64 { return float64(c.done) / float64(c.rounds) }
	for end := time.Now().Add(length); ; {
		c := slices.MinFunc(campaigns, func(a, b *campaign) int { return int(1e9 * (progress(a) - progress(b))) })
		if c.done == c.rounds || c.done > 0 && time.Now().After(end) {
			return
		}
		if c.rounder == nil {
			c.rounder = c.begin(x)
		}
		c.round()
		if c.done++; c.done%max(c.rounds/10, 1) == 0 {
			x.t.Logf("%s: %d of %d rounds", c.name, c.done, c.rounds)
		}
	}
}

// report logs the rounds, and fails the test for each fault.
func (x *torture) report(campaigns []*campaign, seed int64) {
	for _, c := range campaigns {
		x.t.Logf("%s: %d of %d rounds", c.name, c.done, c.rounds)
	}
	names := make([]string, 0, len(x.counts))
	for name := range x.counts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		x.t.Logf("%6d  %s", x.counts[name], name)
	}
	x.t.Logf("to repeat it: RESPITE_SEED=%d", seed)
	for _, name := range faultCounts {
		if x.counts[name] > 0 {
			x.t.Errorf("%s: %d", name, x.counts[name])
		}
	}
}

// newTorture creates the working folders of respite, in memory if possible.
func newTorture(t *testing.T, seed uint64) *torture {
	dir, err := os.MkdirTemp(memoryFolder(), "respite-torture")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	x := &torture{t: t, random: rand.New(rand.NewPCG(seed, 1)), dir: dir, counts: map[string]int{}}
	for _, folder := range []string{"out", "tmp", "cache"} {
		x.mkdir(folder)
	}
	x.env = append(os.Environ(), "TMPDIR="+x.path("tmp"), "XDG_CACHE_HOME="+x.path("cache"),
		"RESPITE_VOICE=tts", "RESPITE_TTS=flite", "RESPITE_AMBIENCE=none", "RESPITE_GUIDANCE=quiet", "RESPITE_BREATH=2s/2s")
	return x
}

// memoryFolder returns a folder in memory, or an empty text.
func memoryFolder() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return ""
}

func (x *torture) path(parts ...string) string {
	return filepath.Join(append([]string{x.dir}, parts...)...)
}

func (x *torture) mkdir(parts ...string) string {
	x.must(os.MkdirAll(x.path(parts...), 0o777))
	return x.path(parts...)
}

func (x *torture) write(text []byte, parts ...string) string {
	x.must(os.WriteFile(x.path(parts...), text, 0o666))
	return x.path(parts...)
}

// must ends the test for a problem of the test itself.
func (x *torture) must(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

// fault counts a result that must not occur, with details.
func (x *torture) fault(name, format string, args ...any) {
	x.counts[name]++
	x.t.Logf("%s: "+format, append([]any{name}, args...)...)
}

// moment returns a random time up to a limit.
func (x *torture) moment(longest time.Duration) time.Duration {
	return time.Duration(x.random.Int64N(int64(longest) + 1))
}

// oneIn is true once in n calls on average.
func (x *torture) oneIn(n int) bool { return x.random.IntN(n) == 0 }

// one returns a random element.
func one[T any](x *torture, all []T) T { return all[x.random.IntN(len(all))] }

func numberOr(text string, otherwise int64) int64 {
	var n int64
	if _, err := fmt.Sscan(text, &n); err != nil {
		return otherwise
	}
	return n
}
