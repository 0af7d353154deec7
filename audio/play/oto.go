//go:build (!linux || cgo) && !freebsd

package play

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/hajimehoshi/oto/v2"
)

// buffer is the size of the device's buffer. A smaller one underruns when the machine
// is busy; a larger one delays the response to keys. With PulseAudio behind ALSA the
// latency is about 0.3 s.
const buffer = 200 * time.Millisecond

// An otoPlayer has the methods of oto's player that are used here.
type otoPlayer interface {
	oto.Player
	oto.BufferSizeSetter
}

// openTime is the time limit for opening the device.
const openTime = 4 * time.Second

// otoOutput plays through oto: ALSA, Core Audio or WASAPI.
type otoOutput struct {
	context   *oto.Context
	player    otoPlayer
	rate      int
	now       func() time.Duration
	reader    Reader
	underruns atomic.Int64
}

func openOto(rate int, now func() time.Duration) (Output, error) {
	defer muteStderr()()
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
		return nil, errors.New("the device does not respond")
	}
	if err := context.Err(); err != nil { // NewContext does not report a missing device
		return nil, otoError(err)
	}
	return &otoOutput{context: context, rate: rate, now: now}, nil
}

// Start begins to read. Oto fills requests of the device beyond its own buffer with
// silence, so that buffer must be larger than what the device requests at a time.
func (o *otoOutput) Start(r Reader) {
	o.reader = r
	o.player = o.context.NewPlayer(&otoReader{Reader: r, output: o}).(otoPlayer)
	o.player.SetBufferSize(bytesFor(held(), o.rate))
	o.player.Play()
}

func (o *otoOutput) Backend() string { return "oto" }

// Steer only changes what is read next. Oto buffers too little to be worth taking
// back.
func (o *otoOutput) Steer(change func()) { change() }

// Heard assumes that all frames that were handed over have been heard.
func (o *otoOutput) Heard() int64 { return o.reader.Handed() }

// FadeOut sets the volume to 0. Oto changes it linearly over the next frames that the
// device requests.
func (o *otoOutput) FadeOut() { o.player.SetVolume(0) }

func (o *otoOutput) Latency() time.Duration {
	return held() + buffer + piece*time.Second/time.Duration(o.rate)
}

// held is the size of oto's buffer. ALSA requests half of the device's buffer at a
// time; other systems request at most all of it.
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

// Close stops reading. An oto context cannot be closed.
func (o *otoOutput) Close() {
	if o.player != nil {
		o.player.Pause()
	}
}

// otoError returns oto's error in one line, without oto's name.
func otoError(err error) error {
	text, _, _ := strings.Cut(err.Error(), ", ") // the rest lists the other devices that were tried
	return errors.New(strings.TrimPrefix(text, "oto: "))
}

// An otoReader counts underruns.
type otoReader struct {
	io.Reader
	output *otoOutput
	usage  usage
}

func (r *otoReader) Read(b []byte) (int, error) {
	if r.usage.ranDry(r.output.player.UnplayedBufferSize(), r.output.now()) {
		r.output.underruns.Add(1)
	}
	n, err := r.Reader.Read(b)
	r.usage.handed += n
	return n, err
}

// A usage records how much the device has taken from oto's buffer.
type usage struct {
	handed int           // bytes given to oto
	taken  int           // bytes of them that the device has taken
	last   time.Duration // time at which the device last took some
}

// ranDry reports whether the device had an underrun since the last call. Left is the
// number of bytes that oto still holds. An underrun means that oto is empty, or that
// the device has taken nothing for longer than its buffer lasts.
func (u *usage) ranDry(left int, now time.Duration) bool {
	took := u.handed - left
	if took <= u.taken {
		return false
	}
	dry := left == 0 || u.taken > 0 && now-u.last > buffer
	u.taken, u.last = took, now
	return dry
}
