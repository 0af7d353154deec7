package live

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/play"
	"respite/script"
)

const rate = 44100

// A level is a source of frames with one constant value.
type level struct {
	length time.Duration
	value  float32
}

func (l level) Len() int64 { return audio.FrameAt(l.length, rate) }

func (l level) Render(dst []audio.Frame, at int64) {
	for i := range dst {
		dst[i] = audio.Frame{l.value, l.value}
	}
}

// A pipe is an output that accepts as many frames as a test asks for or, if fast is set,
// everything at once.
type pipe struct {
	r      play.Reader
	fast   bool
	faded  bool
	err    error
	once   sync.Once
	closed chan struct{}
}

func newPipe(fast bool) *pipe { return &pipe{fast: fast, closed: make(chan struct{})} }

func (p *pipe) Start(r play.Reader) {
	p.r = r
	if p.fast {
		go p.drain()
	}
}

func (p *pipe) drain() {
	b := make([]byte, 4096)
	for {
		select {
		case <-p.closed:
			return
		default:
			_, _ = p.r.Read(b)
		}
	}
}

func (p *pipe) Backend() string        { return "pipe" }
func (p *pipe) Steer(change func())    { change() }
func (p *pipe) FadeOut()               { p.faded = true }
func (p *pipe) Latency() time.Duration { return 50 * time.Millisecond }
func (p *pipe) Underruns() int         { return 3 }
func (p *pipe) Err() error             { return p.err }
func (p *pipe) Close()                 { p.once.Do(func() { close(p.closed) }) }
func (p *pipe) Heard() int64 {
	if p.r == nil {
		return 1 << 62
	}
	return p.r.Handed()
}

// twoStretches is a session of 40 s with two stretches of equal length.
func twoStretches() Session {
	return Session{
		Timeline: &script.Timeline{Title: "Two", Length: 40 * time.Second, Chapters: []script.Chapter{
			{At: 0, Title: "Cobra", Stretch: "Cobra"}, {At: 20 * time.Second, Title: "Cat-Cow", Stretch: "Cat-Cow"}}},
		Source: level{40 * time.Second, 0.5}, Rate: rate,
		Render: func(*script.Timeline) (audio.Source, error) { return level{time.Second, -0.25}, nil },
		Guide:  guide{},
	}
}

// A guide has a line for everything except the start.
type guide struct{}

func says(lines ...string) *script.Timeline {
	t := &script.Timeline{}
	for _, text := range lines {
		t.Cues = append(t.Cues, script.Cue{Kind: script.Speech, Text: text})
	}
	return t
}

func (guide) Leave(at, to time.Duration) *script.Timeline {
	if at < 10*time.Second {
		return says()
	}
	return says("Come out of it.")
}
func (guide) Return(at time.Duration) (*script.Timeline, time.Duration) {
	return says("Back into it."), at - time.Second
}
func (guide) LastLine(time.Duration) *script.Timeline { return says("Look up.") }
func (guide) Where(time.Duration) *script.Timeline    { return says("Cobra.", "About one minute left.") }

// begin returns a playback that has played for three seconds.
func begin(t *testing.T) (*playback, *strings.Builder) {
	t.Helper()
	var out strings.Builder
	p := newPlayback(&Device{out: newPipe(false), now: clock()}, twoStretches(), Terminal{In: strings.NewReader(""), Out: &out})
	t.Cleanup(p.player.Close)
	hear(t, p, 3*time.Second)
	return p, &out
}

// hear continues to play for a while and returns the last sample.
func hear(t *testing.T, p *playback, d time.Duration) float64 {
	t.Helper()
	b := make([]byte, 4*int(audio.FrameAt(d, rate)))
	if _, err := io.ReadFull(p.player, b); err != nil {
		t.Fatal(err)
	}
	return float64(int16(uint16(b[len(b)-2])|uint16(b[len(b)-1])<<8)) / 32768
}

func about(t *testing.T, what string, got, want time.Duration) {
	t.Helper()
	if d := got - want; d < -300*time.Millisecond || d > 300*time.Millisecond {
		t.Errorf("%s: at %v, want %v", what, got, want)
	}
}

func TestGoingThroughTheStretches(t *testing.T) {
	p, out := begin(t)
	about(t, "after 3 s, with the lead", p.at(), 2800*time.Millisecond)
	p.Next()
	about(t, "next", p.at(), 20*time.Second)
	p.Next()
	about(t, "next in the last", p.at(), 20*time.Second)
	if !strings.Contains(out.String(), "this is the last stretch") {
		t.Errorf("it says %q", out)
	}
	hear(t, p, 5*time.Second)
	p.Repeat()
	about(t, "repeat", p.at(), 20*time.Second)
	p.Previous()
	about(t, "previous", p.at(), 0)
}

func TestPositionsOutsideOfTheSession(t *testing.T) {
	p, _ := begin(t)
	for _, at := range []time.Duration{-1, 41 * time.Second, 1 << 62} {
		p.SetPosition(at)
		about(t, "a position outside", p.at(), 2800*time.Millisecond)
	}
	p.SetPosition(30 * time.Second)
	about(t, "a position", p.at(), 30*time.Second)
	p.Seek(-5 * time.Second)
	about(t, "back", p.at(), 25*time.Second)
	p.Seek(-time.Hour)
	about(t, "back past the start", p.at(), 0)
	p.Seek(time.Hour)
	about(t, "past the end", p.at(), 40*time.Second)
}

func TestPausing(t *testing.T) {
	p, out := begin(t)
	p.Toggle()
	if got := hear(t, p, time.Second); got != 0 {
		t.Errorf("a pause sounds: %v", got)
	}
	at := p.at()
	hear(t, p, 3*time.Second)
	about(t, "a pause", p.at(), at)
	p.Toggle()
	if got := hear(t, p, time.Second/2); got > -0.2 || !strings.Contains(out.String(), "Back into it.") {
		t.Errorf("the way back is not heard: %v, %q", got, out)
	}
	about(t, "after a pause", p.at(), at-time.Second)
	if got := hear(t, p, time.Second); got < 0.49 {
		t.Errorf("after a pause the level is %v", got)
	}
}

// The volume changes the sound, and 100 % is the maximum.
func TestVolume(t *testing.T) {
	p, out := begin(t)
	p.Softer()
	if got, want := hear(t, p, time.Second), 0.5*0.9*0.9*0.9; got < want-0.01 || got > want+0.01 {
		t.Errorf("at 90 %% the level is %v, want %v", got, want)
	}
	p.SetVolume(0)
	if got := hear(t, p, time.Second); got != 0 {
		t.Errorf("at 0 %% the level is %v", got)
	}
	for range 12 {
		p.Louder()
	}
	if got := hear(t, p, time.Second); got < 0.49 {
		t.Errorf("at 100 %% the level is %v", got)
	}
	if !strings.Contains(out.String(), "volume 100 %, the maximum") {
		t.Errorf("it says %q", out)
	}
}

// The position is shown and spoken over the session, which continues.
func TestSayWhere(t *testing.T) {
	p, out := begin(t)
	at := p.at()
	p.SayWhere()
	if got := hear(t, p, time.Second); got > 0 {
		t.Errorf("the announcement is not heard: %v", got)
	}
	if !strings.Contains(out.String(), "Cobra. About one minute left.") {
		t.Errorf("it says %q", out)
	}
	if got := hear(t, p, 2*time.Second); got < 0.49 {
		t.Errorf("the session is not as it was: %v", got)
	}
	if gone := p.at() - at; gone < 2900*time.Millisecond || gone > 3*time.Second {
		t.Errorf("in three seconds the clock went on by %v", gone)
	}
	p.Pause()
	at = p.at()
	p.SayWhere()
	if got := hear(t, p, time.Second/2); got > -0.2 {
		t.Errorf("in a pause it is not heard: %v", got)
	}
	if hear(t, p, 2*time.Second); p.at() != at || p.player.State().Playing {
		t.Errorf("the pause ended: at %v, not %v", p.at(), at)
	}
}

// The position is spoken in a gap of the session's speech.
func TestGap(t *testing.T) {
	const s = time.Second
	timeline := &script.Timeline{Cues: []script.Cue{
		{At: 2 * s, Length: 1 * s, Kind: script.Speech}, {At: 3 * s, Length: 5 * s, Kind: script.Inhale}, {At: 4 * s, Length: 2 * s, Kind: script.Speech}}}
	for _, c := range []struct{ at, length, want time.Duration }{
		{0, 2 * s, 0}, {1 * s, 2 * s, 6 * s}, {3 * s, 1 * s, 3 * s}, {5 * s, 1 * s, 6 * s}, {9 * s, s, 9 * s},
	} {
		if got := gap(timeline, c.at, c.length); got != c.want {
			t.Errorf("%v from %v: at %v, want %v", c.length, c.at, got, c.want)
		}
	}
}

// The way out of a pose is spoken before a jump, and the last line is repeated on request.
func TestLeavingAPose(t *testing.T) {
	p, out := begin(t)
	p.SetPosition(15 * time.Second)
	hear(t, p, time.Second)
	p.Next()
	if got := hear(t, p, time.Second/2); got > -0.2 || !strings.Contains(out.String(), "Come out of it.") {
		t.Errorf("the way out is not heard: %v, %q", got, out)
	}
	if got := hear(t, p, 2*time.Second); got < 0.49 {
		t.Errorf("the session does not go on: %v", got)
	}
	p.RepeatLine()
	if got := hear(t, p, time.Second/2); got > -0.2 || !strings.Contains(out.String(), "Look up.") {
		t.Errorf("the last line is not heard: %v, %q", got, out)
	}
}

// Without a stop, a session plays to its end.
func TestRunToTheEnd(t *testing.T) {
	s := twoStretches()
	s.Source = level{2 * time.Second, 0.5}
	s.Timeline.Length = 2 * time.Second
	var out strings.Builder
	report, err := Run(t.Context(), &Device{out: newPipe(true), now: clock()}, s, Terminal{In: strings.NewReader(""), Out: &out})
	if err != nil || report.Stopped || report.At != 2*time.Second || report.Underruns != 3 || report.Frames < 2*rate {
		t.Errorf("report %+v, error %v", report, err)
	}
	if !strings.HasSuffix(out.String(), "  Cobra\n") || strings.Count(out.String(), "\n") != 1 {
		t.Errorf("it prints %q", &out)
	}
}

// If its context ends, a session is interrupted and fades out.
func TestRunIsInterrupted(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	device := newPipe(false)
	report, err := Run(ctx, &Device{out: device, now: clock()}, twoStretches(), Terminal{In: strings.NewReader(""), Out: io.Discard})
	if err != nil || !report.Stopped || !report.Interrupted || !device.faded {
		t.Errorf("report %+v, error %v, faded %v", report, err, device.faded)
	}
}

// If the device is lost, a session continues on another device with the first frame that was
// not heard.
func TestTheDeviceIsLost(t *testing.T) {
	p, out := begin(t)
	first, second := newPipe(false), newPipe(true)
	p.out = first
	first.Start(p.player)
	first.err = errors.New("gone")
	tries := 0
	p.open = func() *Device {
		tries++
		opened := make(chan openedDevice, 1)
		if opened <- (openedDevice{err: first.err}); tries > 2 {
			<-opened
			opened <- openedDevice{out: second}
		}
		return &Device{opened: opened}
	}
	w := newWatch(p.clocks())
	for range 3 {
		if err := p.fault(w); err != nil {
			t.Fatal(err)
		}
	}
	if p.out != second || tries != 3 || !strings.Contains(out.String(), "the sound output was lost: looking for another one") {
		t.Errorf("after %d tries the output is %v, it says %q", tries, p.out, out)
	}
	second.Close()
}

// If no other device opens in time, the session ends with the error of the first one.
func TestTheDeviceStaysLost(t *testing.T) {
	p, _ := begin(t)
	first := newPipe(false)
	p.out = first
	first.Start(p.player)
	first.err = errors.New("gone")
	var now time.Duration
	p.now = func() time.Duration { now += time.Second; return now }
	p.open = func() *Device {
		opened := make(chan openedDevice, 1)
		opened <- openedDevice{err: errors.New("nobody is there")}
		return &Device{opened: opened}
	}
	w := newWatch(0, 0)
	for range 20 {
		if err := p.fault(w); err != nil {
			if want := "the sound output failed: gone"; err.Error() != want {
				t.Errorf("%v, want %v", err, want)
			}
			return
		}
	}
	t.Error("it waits for ever")
}
