//go:build (linux && !cgo) || freebsd

package play

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jfreymuth/pulse/proto"
)

// pulseBuffer is how much the server and its device hold. Less leaves gaps when
// the machine is busy.
const pulseBuffer = 300 * time.Millisecond

// pulseOutput plays through PulseAudio, or PipeWire in its place, by its
// native protocol.
type pulseOutput struct {
	client    *proto.Client
	conn      net.Conn
	stream    uint32
	rate      int
	latency   time.Duration
	wanted    chan int      // bytes that the server asks for
	faded     chan struct{} // gets a value when to fade out
	underruns atomic.Int64
	closed    chan struct{}

	mu  sync.Mutex
	err error
}

func openPulse(rate int) (*pulseOutput, error) {
	client, conn, err := proto.Connect("")
	if err != nil {
		return nil, fmt.Errorf("no PulseAudio or PipeWire server answers: %w", innermost(err))
	}
	o := &pulseOutput{client: client, conn: conn, rate: rate, wanted: make(chan int, 64), faded: make(chan struct{}, 1), closed: make(chan struct{})}
	client.Callback = o.receive
	if err := o.create(rate); err != nil {
		conn.Close()
		return nil, err
	}
	return o, nil
}

// create makes the stream, which stands still until it is started.
func (o *pulseOutput) create(rate int) error {
	name := proto.PropList{"application.name": proto.PropListString("respite"), "media.role": proto.PropListString("music")}
	if err := o.client.Request(&proto.SetClientName{Props: name}, &proto.SetClientNameReply{}); err != nil {
		return err
	}
	var reply proto.CreatePlaybackStreamReply
	err := o.client.Request(&proto.CreatePlaybackStream{
		SampleSpec:            proto.SampleSpec{Format: proto.FormatInt16LE, Channels: 2, Rate: uint32(rate)},
		ChannelMap:            proto.ChannelMap{proto.ChannelLeft, proto.ChannelRight},
		ChannelVolumes:        proto.ChannelVolumes{uint32(proto.VolumeNorm), uint32(proto.VolumeNorm)},
		SinkIndex:             proto.Undefined,
		BufferMaxLength:       proto.Undefined,
		BufferTargetLength:    uint32(bytesFor(pulseBuffer, rate)),
		BufferPrebufferLength: proto.Undefined,
		BufferMinimumRequest:  proto.Undefined,
		AdjustLatency:         true,
		Corked:                true,
		Properties:            proto.PropList{"media.name": proto.PropListString("session")},
	}, &reply)
	if err != nil {
		return err
	}
	o.stream = reply.StreamIndex
	o.latency = time.Duration(reply.SinkLatency)*time.Microsecond +
		time.Duration(reply.BufferTargetLength/frameBytes)*time.Second/time.Duration(rate)
	o.wanted <- int(reply.BufferTargetLength)
	return nil
}

// Start feeds the server what it asks for.
func (o *pulseOutput) Start(r io.Reader) {
	go func() {
		if err := o.feed(r); err != nil {
			o.fail(err)
		}
	}()
}

// receive takes the messages that the server sends unasked. It must not wait.
func (o *pulseOutput) receive(message any) {
	switch m := message.(type) {
	case *proto.Request:
		select {
		case o.wanted <- int(m.Length):
		case <-o.closed:
		}
	case *proto.Underflow:
		o.underruns.Add(1)
	case *proto.PlaybackStreamKilled:
		o.fail(errors.New("the sound server ended the stream"))
	case *proto.ConnectionClosed:
		o.fail(errGone)
	}
}

var errGone = errors.New("the sound server is gone")

// feed sends what the server asks for. While the server asks for nothing, feed
// asks whether it is still there. Nothing else writes to the connection.
func (o *pulseOutput) feed(r io.Reader) error {
	h := &history{Reader: r, most: bytesFor(2*pulseBuffer, o.rate)}
	if err := o.send(h, <-o.wanted); err != nil {
		return err
	}
	err := o.client.Request(&proto.CorkPlaybackStream{StreamIndex: o.stream}, nil)
	for err == nil {
		select {
		case <-o.closed:
			return nil
		case n := <-o.wanted:
			err = o.send(h, n)
		case <-o.faded:
			err = o.fadeOut(h)
		case <-time.After(time.Second / 2):
			err = o.client.Request(&proto.Stat{}, &proto.StatReply{})
		}
		if errors.Is(err, context.DeadlineExceeded) {
			err = nil // it may only be slow; the playback notices when nothing is played
		}
	}
	return errGone
}

// send sends n bytes of r.
func (o *pulseOutput) send(r io.Reader, n int) error {
	var b [piece * frameBytes]byte
	for n > 0 {
		got, err := r.Read(b[:min(n, len(b))])
		if err == nil {
			err = o.client.Send(o.stream, b[:got])
		}
		if err != nil {
			return err
		}
		n -= got
	}
	return nil
}

func (o *pulseOutput) FadeOut() {
	select {
	case o.faded <- struct{}{}:
	default:
	}
}

func (o *pulseOutput) Latency() time.Duration { return o.latency }

func (o *pulseOutput) Underruns() int { return int(o.underruns.Load()) }

func (o *pulseOutput) Err() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}

// Close may be called once.
func (o *pulseOutput) Close() {
	close(o.closed)
	o.conn.Close()
}

// fail keeps the first error.
func (o *pulseOutput) fail(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err == nil {
		o.err = err
	}
}

// innermost is the error without the addresses around it.
func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
