package play

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"
)

// A deep output buffers many frames and can take them back.
type deep struct {
	Player *Player
	held   int64
}

func (d *deep) Backend() string        { return "deep" }
func (d *deep) Start(Reader)           {}
func (d *deep) Steer(change func())    { d.Player.Back(d.held); change() }
func (d *deep) FadeOut()               {}
func (d *deep) Latency() time.Duration { return 0 }
func (d *deep) Heard() int64           { return d.Player.Handed() - d.held }
func (d *deep) Underruns() int         { return 0 }
func (d *deep) Err() error             { return nil }
func (d *deep) Close()                 {}

// begun returns a player that has handed out four seconds, of which the output still
// buffers two.
func begun(t *testing.T) (*Player, *deep, hum) {
	t.Helper()
	src := hum(60 * rate)
	p := NewPlayer(src, rate, 0)
	d := &deep{p, 2 * rate}
	p.Through(d)
	start(t, p)
	pull(t, p, 4*rate*frameBytes)
	return p, d, src
}

// Frames that were taken back are returned again as the same bytes, and then the
// session continues.
func TestBack(t *testing.T) {
	p, _, src := begun(t)
	if n := p.Back(2 * rate); n != 2*rate {
		t.Fatalf("%d frames were taken back", n)
	}
	if s := p.State(); s.At != 2*rate || s.Handed != 2*rate+bytesLead() {
		t.Errorf("then: %+v", s)
	}
	if got := pull(t, p, 3*rate*frameBytes); !bytes.Equal(got, bytesOf(src, 2*rate, 5*rate)) {
		t.Error("the bytes differ from the session's")
	}
	if n := p.Back(100 * rate); n > int64(len(p.tape.frames)) {
		t.Errorf("%d frames were taken back, and the tape holds %d", n, len(p.tape.frames))
	}
}

// After a seek the frames that were taken back fade out from the one that was heard,
// and then the new position follows.
func TestSteeringTakesBack(t *testing.T) {
	p, d, src := begun(t)
	if at := p.At(d.Heard()); at != 2*rate {
		t.Errorf("frame %d is heard, want %d", at, 2*rate)
	}
	p.GoTo(30 * rate)
	out := pull(t, p, rate*frameBytes)
	const fade = 30 * rate / 1000 * frameBytes // 30 ms
	if want := bytesOf(src, 2*rate, 2*rate+10); bytes.Equal(out[:40], bytesOf(src, 4*rate, 4*rate+10)) || abs(int(out[0])-int(want[0])) > 1 {
		t.Error("it does not fade out from what was heard")
	}
	if want := bytesOf(src, 30*rate, 31*rate); !bytes.Contains(out, want[fade+400:len(want)-2*fade]) {
		t.Error("the session does not go on where it should")
	}
	d.held = rate / 2
	if at, want := p.At(d.Heard()), p.State().At-rate/2; at != want {
		t.Errorf("frame %d is heard, want %d", at, want)
	}
}

// loudest returns the largest sample.
func loudest(b []byte) int {
	most := 0
	for i := 0; i+1 < len(b); i += 2 {
		most = max(most, abs(int(int16(binary.LittleEndian.Uint16(b[i:])))))
	}
	return most
}

func abs(x int) int { return max(x, -x) }

// A pause is silent after the fade-out, and the session resumes with the frame that
// was to be heard next.
func TestPauseTakesBack(t *testing.T) {
	p, d, src := begun(t)
	p.Pause(p.At(d.Heard()))
	out := pull(t, p, rate*frameBytes)
	if !silent(out[40*rate/1000*frameBytes:]) {
		t.Error("a pause sounds")
	}
	pull(t, p, rate*frameBytes)
	p.Resume()
	if got, want := pull(t, p, rate*frameBytes), bytesOf(src, 2*rate+4410, 2*rate+9000); !bytes.Contains(got, want) {
		t.Error("it does not go on where it was")
	}
}

// A new volume applies from the frame that is heard, not from the frame that is handed
// out.
func TestVolumeTakesBack(t *testing.T) {
	p, _, _ := begun(t)
	p.SetVolume(0)
	out := pull(t, p, rate*frameBytes)
	const fade = 30 * rate / 1000 * frameBytes // 30 ms
	if loudest(out[:fade/2]) < 1000 || loudest(out[fade+4*frameBytes:]) > 1 {
		t.Error("it does not fall silent, but for dither, in 30 ms")
	}
}
