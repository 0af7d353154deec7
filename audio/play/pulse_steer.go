//go:build linux || freebsd

package play

import (
	"encoding/binary"
	"time"

	"github.com/jfreymuth/pulse/proto"
)

const (
	// steerLead is how much the server may play before a change reaches it.
	steerLead = 40 * time.Millisecond
	// steerTimeout is the time limit for a busy server to accept a change.
	steerTimeout = 200 * time.Millisecond
)

// A steering is a change of what is played.
type steering struct {
	change func()
	done   chan struct{}
}

// Steer makes the change after the last frame that was heard. Where the server does
// not respond, it makes the change after all frames that were sent.
func (o *pulseOutput) Steer(change func()) {
	s := &steering{change, make(chan struct{})}
	select {
	case o.steerings <- s:
		<-s.done
	case <-o.closed:
		change()
	case <-o.fed:
		change()
	case <-time.After(steerTimeout):
		change()
	}
}

// steer takes back what the server has not played yet, except for what it may play in
// the meantime, and sends new frames in their place after the change.
func (o *pulseOutput) steer(r Reader, s *steering) error {
	held, err := o.queryPosition(r)
	var back int64
	if err == nil {
		back = r.Back(held - framesFor(steerLead, o.rate))
	}
	s.change()
	close(s.done)
	if err != nil {
		return err
	}
	return o.send(r, int(back)*frameBytes, -int(back)*frameBytes)
}

// queryPosition asks how many frames the server holds that its device has not taken yet, and
// records which frame is heard.
func (o *pulseOutput) queryPosition(r Reader) (held int64, err error) {
	var at proto.GetPlaybackLatencyReply
	if err := o.client.Request(&proto.GetPlaybackLatency{StreamIndex: o.stream}, &at); err != nil {
		return 0, err
	}
	held = max(0, at.WriteIndex-at.ReadIndex) / frameBytes
	device := framesFor(time.Duration(at.Latency)*time.Microsecond, o.rate)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.position = position{frame: r.Handed() - held - device, last: r.Handed(), at: o.now(), running: at.Running}
	return held, nil
}

// A position records which frame was heard at a time.
type position struct {
	frame, last int64 // last is the last frame that was handed over
	at          time.Duration
	running     bool
}

// Heard extrapolates from the last query.
func (o *pulseOutput) Heard() int64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	heard := o.position.frame
	if o.position.running {
		heard += framesFor(min(o.now()-o.position.at, 3*queryInterval), o.rate)
	}
	return max(0, min(heard, o.position.last))
}

// write sends bytes to the server in a packet of PulseAudio's native protocol; the
// offset counts from the end of what was sent last.
func (o *pulseOutput) write(b []byte, offset int) error {
	if offset == 0 {
		return o.client.Send(o.stream, b)
	}
	const relative = 0
	packet := binary.BigEndian.AppendUint32(nil, uint32(len(b)))
	packet = binary.BigEndian.AppendUint32(packet, o.stream)
	packet = binary.BigEndian.AppendUint64(packet, uint64(int64(offset)))
	packet = binary.BigEndian.AppendUint32(packet, relative)
	_, err := o.conn.Write(append(packet, b...))
	return err
}
