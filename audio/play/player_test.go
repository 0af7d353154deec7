package play

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"time"

	"respite/audio"
	"respite/audio/pcm"
	"respite/audio/tooltest"
)

const rate = 44100

// A hum is a source whose frames encode their position: a slow sawtooth on the left, a
// sine on the right.
type hum int64

func (h hum) Len() int64 { return int64(h) }

func (h hum) Render(dst []audio.Frame, at int64) {
	for i := range dst {
		n := at + int64(i)
		dst[i] = audio.Frame{float32(n%rate) / rate, float32(math.Sin(float64(n) / 20))}
		if n < 0 || n >= int64(h) {
			dst[i] = audio.Frame{}
		}
	}
}

// pull reads n bytes in pieces of odd sizes.
func pull(t *testing.T, p *Player, n int) []byte {
	t.Helper()
	var out []byte
	for size := 5; len(out) < n; size = size*3%4001 + 4 {
		b := make([]byte, min(size, max(n-len(out), 4)))
		got, err := p.Read(b)
		if err != nil || got == 0 || got%frameBytes != 0 {
			t.Fatalf("read %d bytes, error %v", got, err)
		}
		out = append(out, b[:got]...)
	}
	return out
}

// start skips the silence before a session.
func start(t *testing.T, p *Player) {
	t.Helper()
	if b := pull(t, p, bytesFor(leadTime, rate)); !silent(b) {
		t.Fatal("the lead is not silent")
	}
}

func silent(b []byte) bool { return len(bytes.Trim(b, "\x00")) == 0 }

// bytesOf returns the bytes of a file of the source.
func bytesOf(src audio.Source, from, to int64) []byte {
	frames := make([]audio.Frame, to-from)
	src.Render(frames, from)
	return pcm.Int16.Append(nil, frames, from)
}

func TestUntouchedBytesAreTheSessions(t *testing.T) {
	src := hum(3*rate + 17)
	p := NewPlayer(src, rate, 0)
	start(t, p)
	if got := pull(t, p, int(src)*frameBytes); !bytes.Equal(got, bytesOf(src, 0, src.Len())) {
		t.Error("the bytes differ from the session's")
	}
	if s := p.State(); s.Ended || s.At != src.Len() {
		t.Errorf("before the end was asked for: %+v", s)
	}
	if !silent(pull(t, p, 4000)) {
		t.Error("there is sound past the end")
	}
	if s := p.State(); !s.Ended || s.Silent < 1000 || s.Handed != s.Silent+src.Len()+bytesLead() {
		t.Errorf("at the end: %+v", s)
	}
}

func bytesLead() int64 { return int64(bytesFor(leadTime, rate) / frameBytes) }

// A pause fades to silence in 30 ms. The session resumes at the given frame, and has
// its own bytes again after the fade-in.
func TestPauseAndResume(t *testing.T) {
	src := hum(20 * rate)
	p := NewPlayer(src, rate, 0)
	start(t, p)
	pull(t, p, rate*frameBytes)
	p.Pause(rate / 2)
	if s := p.State(); s.At != rate/2 || s.Playing {
		t.Errorf("in a pause: %+v", s)
	}
	const fade = 30 * rate / 1000 * frameBytes // 30 ms
	out := pull(t, p, fade+2*piece*frameBytes)
	if silent(out[fade*9/10:fade]) || !silent(out[fade+piece*frameBytes:]) {
		t.Error("the fade is not 30 ms long")
	}
	if !silent(pull(t, p, 100000)) {
		t.Error("a pause is not silent")
	}
	p.Resume()
	in := pull(t, p, rate*frameBytes)
	from := int64(rate / 2)
	if want := bytesOf(src, from, from+rate); !bytes.Equal(in[fade:], want[fade:]) || bytes.Equal(in[:fade], want[:fade]) {
		t.Error("after the fade the bytes differ from the session's, or there is no fade")
	}
}

// A seek makes no step between samples larger than the sound's own.
func TestTurnsDoNotClick(t *testing.T) {
	src := hum(60 * rate)
	p := NewPlayer(src, rate, 10*rate)
	var out []byte
	for i, turn := range []func(){
		func() {}, func() { p.GoTo(40 * rate) }, func() { p.Pause(5 * rate) }, p.Resume,
		func() { p.SetVolume(0.2) }, func() { p.GoTo(2 * rate); p.GoTo(3 * rate) },
		func() { p.Say(hum(10996), 7*rate) }, func() { p.SetVolume(1) }, func() { p.Pause(0) },
	} {
		turn()
		out = append(out, pull(t, p, rate/2*frameBytes+i*4)...)
	}
	last, most := 0, 0
	for i := 2; i < len(out); i += frameBytes { // the right channel
		x := int(int16(binary.LittleEndian.Uint16(out[i:])))
		most = max(most, x-last, last-x)
		last = x
	}
	if own := 32768 * 21 / 20 / 20; most > own {
		t.Errorf("a step of %d, the sound's own are %d", most, own)
	}
}

// An announcement plays completely; then the session continues at the given frame, or
// stays paused.
func TestSay(t *testing.T) {
	src := hum(20 * rate)
	p := NewPlayer(src, rate, 0)
	start(t, p)
	pull(t, p, rate*frameBytes)
	p.Say(hum(rate), 5*rate)
	out := pull(t, p, 3*rate*frameBytes)
	want := bytesOf(src, 6*rate, 6*rate+1000)
	if !bytes.Contains(out, want) {
		t.Error("the session does not go on")
	}
	if s := p.State(); s.At < 6*rate || s.At > 8*rate {
		t.Errorf("then: %+v", s)
	}
	p.Pause(rate)
	p.Say(hum(rate), rate)
	pull(t, p, 2*rate*frameBytes)
	if s := p.State(); s.At != rate || s.Playing || s.Silent == 0 {
		t.Errorf("after something said in a pause: %+v", s)
	}
}

func TestGoToInAPause(t *testing.T) {
	p := NewPlayer(hum(20*rate), rate, 0)
	p.Pause(0)
	p.GoTo(9 * rate)
	pull(t, p, rate*frameBytes)
	if s := p.State(); s.At != 9*rate || s.Playing {
		t.Errorf("in a pause: %+v", s)
	}
}

func TestSeekAfterTheEnd(t *testing.T) {
	p := NewPlayer(hum(rate), rate, 0)
	start(t, p)
	pull(t, p, 2*rate*frameBytes)
	p.GoTo(0)
	pull(t, p, 400)
	if s := p.State(); s.Ended || s.Silent != 0 {
		t.Errorf("it does not play again: %+v", s)
	}
}

// A bad source panics after its first second.
type bad struct{ hum }

func (b bad) Render(dst []audio.Frame, at int64) {
	if at > rate {
		panic("no such frame")
	}
	b.hum.Render(dst, at)
}

// A panic in a source becomes an error, so that the program can restore the terminal.
func TestAPanicIsAnError(t *testing.T) {
	p := NewPlayer(bad{10 * rate}, rate, 0)
	start(t, p)
	pull(t, p, 3*rate*frameBytes)
	if err := p.State().Err; err == nil || !strings.Contains(err.Error(), "no such frame") {
		t.Errorf("error %v", err)
	}
}

// All methods may be called while another goroutine reads.
func TestSteeringWhileReading(t *testing.T) {
	orders := int64(50)
	if tooltest.Thorough() {
		orders = 200
	}
	p := NewPlayer(hum(100*rate), rate, 0)
	done := make(chan bool)
	go func() {
		for i := range orders {
			p.GoTo(i * 1000)
			p.Pause(i)
			p.SetVolume(float64(i) / 200)
			p.Resume()
			p.Say(hum(100), i)
			_ = p.State()
		}
		close(done)
	}()
	for {
		select {
		case <-done:
			return
		default:
			pull(t, p, 1000)
		}
	}
}

// A seek drops the frames that were rendered ahead, both at the old position and at a
// new one that was never reached.
func TestWhatWasRenderedAheadIsDropped(t *testing.T) {
	p := NewPlayer(hum(100*rate), rate, 0)
	start(t, p)
	left := p.current
	p.GoTo(50 * rate)
	overtaken := p.next
	p.GoTo(20 * rate)
	pull(t, p, 4*bytesFor(30*time.Millisecond, rate))
	if !isStopped(left) {
		t.Error("the place that was left is rendered on")
	}
	if !isStopped(overtaken) {
		t.Error("the place that was never reached is rendered on")
	}
	if isStopped(p.current) {
		t.Error("the place that is played is not rendered on")
	}
	for range left.blocks { // ends when the rendering stops
	}
}

func isStopped(p *prefetcher) bool {
	select {
	case <-p.stop:
		return true
	default:
		return false
	}
}

// A session that is paused after its last frame resumes at the given frame.
func TestPauseAtTheEnd(t *testing.T) {
	p := NewPlayer(hum(rate), rate, 0)
	start(t, p)
	pull(t, p, 2*rate*frameBytes)
	p.Pause(rate / 2)
	if s := p.State(); s.Ended || s.At != rate/2 {
		t.Errorf("paused at the end: %+v", s)
	}
}

// The volume multiplies all sound.
func TestVolume(t *testing.T) {
	src := hum(20 * rate)
	p := NewPlayer(src, rate, 0)
	start(t, p)
	pull(t, p, rate*frameBytes)
	p.SetVolume(0.25)
	pull(t, p, rate*frameBytes)
	got, want := pull(t, p, 400*frameBytes), bytesOf(src, 2*rate, 2*rate+400)
	for i := 0; i < len(got); i += 2 {
		g, w := float64(int16(binary.LittleEndian.Uint16(got[i:]))), float64(int16(binary.LittleEndian.Uint16(want[i:])))
		if math.Abs(g-w/4) > 2 {
			t.Fatalf("sample %d is %v at a volume of 1/4, and %v at 1", i/2, g, w)
		}
	}
}

// An announcement plays over the session from its frame on. The session continues in
// time, softer during the announcement, and unchanged after it.
func TestSayOver(t *testing.T) {
	src, said := constant{4 * rate, 0.5}, constant{rate, 0.25}
	p := NewPlayer(src, rate, 0)
	start(t, p)
	pull(t, p, rate/2*frameBytes)
	p.SayOver(said, rate)
	for _, c := range []struct{ until, want float64 }{
		{0.7, 0.5}, {1.5, 0.5*underFactor + 0.25}, {3, 0.5}, // seconds, level
	} {
		n := int64(c.until*rate) - p.State().At
		b := pull(t, p, int(n)*frameBytes)
		if got := float64(int16(binary.LittleEndian.Uint16(b[len(b)-4:]))) / 32768; math.Abs(got-c.want) > 0.01 {
			t.Errorf("at %.1f s the level is %.3f, want %.3f", c.until, got, c.want)
		}
	}
	if at, handed := p.State().At, p.State().Handed; handed-at > rate/10+bytesLead() {
		t.Errorf("the session is at frame %d after %d: it stood still", at, handed)
	}
	p.GoTo(rate)
	pull(t, p, rate/2*frameBytes)
	if b := pull(t, p, frameBytes); math.Abs(float64(int16(binary.LittleEndian.Uint16(b)))/32768-0.5) > 0.01 {
		t.Error("it is heard again when the session comes by a second time")
	}
}

// A constant is a source of one value.
type constant struct {
	length int64
	value  float32
}

func (c constant) Len() int64 { return c.length }

func (c constant) Render(dst []audio.Frame, at int64) {
	for i := range dst {
		dst[i] = audio.Frame{}
		if n := at + int64(i); n >= 0 && n < c.length {
			dst[i] = audio.Frame{c.value, c.value}
		}
	}
}
