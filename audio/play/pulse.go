//go:build linux || freebsd

package play

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jfreymuth/pulse/proto"
)

// Sizes of the buffers. The server requests a second at a time and holds one to two
// seconds, which can be taken back. Its device gets half of the remaining 200 ms.
const (
	pulseBuffer  = 2200 * time.Millisecond // buffer of the server and its device
	pulseRequest = time.Second             // size of a request of the server
	pulseStart   = 300 * time.Millisecond  // what the server buffers before it starts
)

// pulseOutput plays through PulseAudio, or PipeWire's replacement of it, with its
// native protocol.
type pulseOutput struct {
	client    *proto.Client
	conn      net.Conn
	stream    uint32
	rate      int
	now       func() time.Duration
	latency   time.Duration
	wanted    chan int // bytes that the server requests
	steerings chan *steering
	underruns atomic.Int64
	once      sync.Once // for Close
	closed    chan struct{}
	fed       chan struct{} // closed when reading has stopped
	started   bool

	mu       sync.Mutex
	err      error
	position position
}

func openPulse(rate int, now func() time.Duration) (*pulseOutput, error) {
	client, conn, err := proto.Connect("")
	if err != nil {
		return nil, fmt.Errorf("no PulseAudio or PipeWire server answers: %w", innermost(err))
	}
	o := &pulseOutput{client: client, conn: conn, rate: rate, now: now, wanted: make(chan int, 64),
		steerings: make(chan *steering), closed: make(chan struct{}), fed: make(chan struct{})}
	client.Callback = o.receive
	if err := o.create(rate); err != nil {
		conn.Close()
		return nil, err
	}
	return o, nil
}

// create creates the stream, paused.
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
		BufferPrebufferLength: uint32(bytesFor(pulseStart, rate)),
		BufferMinimumRequest:  uint32(bytesFor(pulseRequest, rate)),
		AdjustLatency:         true,
		Corked:                true,
		Properties:            proto.PropList{"media.name": proto.PropListString("session")},
	}, &reply)
	if err != nil {
		return err
	}
	o.stream = reply.StreamIndex
	o.latency = time.Duration(reply.SinkLatency)*time.Microsecond + steerLead
	o.wanted <- int(reply.BufferTargetLength)
	return nil
}

func (o *pulseOutput) Backend() string { return "pulse" }

// Start begins to send what the server requests.
func (o *pulseOutput) Start(r Reader) {
	o.started = true
	go func() {
		defer close(o.fed)
		runtime.LockOSThread() // a thread of its own is woken sooner on a busy machine
		if err := o.feed(r); err != nil {
			o.fail(err)
		}
	}()
}

// receive handles the messages that the server sends on its own. It must not block.
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

// queryInterval is the time between two queries of the server's position.
const queryInterval = 100 * time.Millisecond

// feed sends what the server requests, and executes steerings. No other goroutine
// writes to the connection.
func (o *pulseOutput) feed(r Reader) error {
	total := <-o.wanted
	first := min(total, bytesFor(pulseStart, o.rate))
	if err := o.send(r, first, 0); err != nil {
		return errGone
	}
	err := o.client.Request(&proto.CorkPlaybackStream{StreamIndex: o.stream}, nil)
	if err == nil {
		err = o.send(r, total-first, 0)
	}
	ticker := time.NewTicker(queryInterval)
	defer ticker.Stop()
	for err == nil {
		select {
		case <-o.closed:
			return nil
		case n := <-o.wanted:
			err = o.send(r, n, 0)
		case s := <-o.steerings:
			err = o.steer(r, s)
		case <-ticker.C:
			_, err = o.queryPosition(r)
		}
		if errors.Is(err, context.DeadlineExceeded) {
			err = nil // the server may only be slow; a lack of sound is noticed elsewhere
		}
	}
	return errGone
}

// send sends n bytes of r; the offset counts from the end of what was sent last.
func (o *pulseOutput) send(r io.Reader, n, offset int) error {
	var b [piece * frameBytes]byte
	for n > 0 {
		got, err := r.Read(b[:min(n, len(b))])
		if err == nil {
			err = o.write(b[:got], offset)
		}
		if err != nil {
			return err
		}
		n -= got
		offset = 0
	}
	return nil
}

// FadeOut does nothing: a steering is heard at once.
func (o *pulseOutput) FadeOut() {}

func (o *pulseOutput) Latency() time.Duration { return o.latency }

func (o *pulseOutput) Underruns() int { return int(o.underruns.Load()) }

func (o *pulseOutput) Err() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}

func (o *pulseOutput) Close() {
	o.once.Do(func() { close(o.closed) })
	o.conn.Close()
	if o.started {
		<-o.fed
	}
}

// fail records the first error.
func (o *pulseOutput) fail(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err == nil {
		o.err = err
	}
}

// innermost unwraps an error, to drop the addresses around it.
func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
