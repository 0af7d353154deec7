//go:build !linux || cgo

package play

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hajimehoshi/oto/v2"
)

// buffer is how much a device holds. Less loses frames when the machine is
// busy; more would be late to follow a key. With PulseAudio behind ALSA it takes
// about 0.3 s until what was handed over is heard, so a fade within
// 0.2 s cannot be.
const buffer = 200 * time.Millisecond

// An otoPlayer is what a player of oto's can do.
type otoPlayer interface {
	oto.Player
	oto.BufferSizeSetter
}

// openTime is how long opening may take.
const openTime = 4 * time.Second

// otoOutput plays through oto: ALSA, Core Audio or WASAPI.
type otoOutput struct {
	context   *oto.Context
	player    otoPlayer
	reader    *otoReader
	rate      int
	now       func() time.Duration
	underruns atomic.Int64
}

func openOto(rate int, now func() time.Duration) (Output, error) {
	defer quiet()()
	context, ready, err := oto.NewContextWithOptions(&oto.NewContextOptions{
		SampleRate:   rate,
		ChannelCount: 2,
		Format:       oto.FormatSignedInt16LE,
		BufferSize:   buffer,
	})
	if err != nil {
		return nil, otoError(err)
	}
	select {
	case <-ready:
	case <-time.After(openTime):
		return nil, errors.New("it does not answer")
	}
	if err := context.Err(); err != nil { // NewContext does not say that there is no device
		return nil, otoError(err)
	}
	return &otoOutput{context: context, rate: rate, now: now}, nil
}

// Start begins to read. What oto does not hold when the device asks becomes
// silence, so it holds more than the device takes at a time.
func (o *otoOutput) Start(r io.Reader) {
	o.reader = &otoReader{o: o, history: history{Reader: r, most: bytesFor(2*held(), o.rate)}}
	o.player = o.context.NewPlayer(o.reader).(otoPlayer)
	o.player.SetBufferSize(bytesFor(held(), o.rate))
	o.player.Play()
}

// Hush takes back what oto holds, and has it play that as a fade.
func (o *otoOutput) Hush() {
	o.reader.mu.Lock()
	o.reader.faded = o.reader.hush(o.player.UnplayedBufferSize(), o.rate)
	o.reader.mu.Unlock()
	o.player.Reset()
	o.player.Play()
}

func (o *otoOutput) Latency() time.Duration {
	return held() + buffer + piece*time.Second/time.Duration(o.rate)
}

// held is what oto holds. From ALSA a device takes half of its buffer at a
// time; elsewhere all of it at most.
func held() time.Duration {
	if runtime.GOOS == "linux" {
		return buffer * 3 / 4
	}
	return buffer * 5 / 4
}

func (o *otoOutput) Underruns() int { return int(o.underruns.Load()) }

func (o *otoOutput) Err() error {
	if err := o.context.Err(); err != nil {
		return otoError(err)
	}
	if o.player != nil && o.player.Err() != nil {
		return otoError(o.player.Err())
	}
	return nil
}

// Close stops reading; a context of oto's cannot be closed.
func (o *otoOutput) Close() {
	if o.player != nil {
		o.player.Pause()
	}
}

// otoError is what oto says, in one line and without its name.
func otoError(err error) error {
	text, _, _ := strings.Cut(err.Error(), ", ") // then come all the other devices that were tried
	return errors.New(strings.TrimPrefix(text, "oto: "))
}

// An otoReader counts the times that the device ran dry.
type otoReader struct {
	o *otoOutput

	mu sync.Mutex // guards the rest
	history
	faded  []byte        // what goes before anything else
	handed int           // bytes given to oto
	taken  int           // bytes of them that the device took,
	last   time.Duration // and when it did so last
}

func (r *otoReader) Read(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count()
	if len(r.faded) > 0 {
		n := copy(b, r.faded)
		r.faded = r.faded[n:]
		return n, nil
	}
	n, err := r.history.Read(b)
	r.handed += n
	return n, err
}

// count looks at what the device took since the last time.
func (r *otoReader) count() {
	left := r.o.player.UnplayedBufferSize()
	if took := r.handed - left; took > r.taken {
		now := r.o.now()
		if left == 0 || r.taken > 0 && now-r.last > buffer {
			r.o.underruns.Add(1)
		}
		r.taken, r.last = took, now
	}
}
