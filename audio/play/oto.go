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

// buffer is how much a device holds. Less loses frames when the machine is
// busy; with more, keys act late. With PulseAudio behind ALSA it takes about
// 0.3 s until what was handed over is heard.
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
		return nil, errors.New("it does not answer")
	}
	if err := context.Err(); err != nil { // NewContext does not say that there is no device
		return nil, otoError(err)
	}
	return &otoOutput{context: context, rate: rate, now: now}, nil
}

// Start begins to read. Oto fills with silence what the device asks for beyond what oto
// holds, so oto has to hold more than the device takes at a time.
func (o *otoOutput) Start(r Reader) {
	o.reader = r
	o.player = o.context.NewPlayer(&otoReader{Reader: r, output: o}).(otoPlayer)
	o.player.SetBufferSize(bytesFor(held(), o.rate))
	o.player.Play()
}

func (o *otoOutput) Backend() string { return "oto" }

// Steer changes what is read next: oto holds too little to take it back.
func (o *otoOutput) Steer(change func()) { change() }

// Heard takes what was handed over for heard.
func (o *otoOutput) Heard() int64 { return o.reader.Handed() }

// FadeOut sets the volume to 0: oto goes there in even steps while it hands
// the device what that asks for next.
func (o *otoOutput) FadeOut() { o.player.SetVolume(0) }

func (o *otoOutput) Latency() time.Duration {
	return held() + buffer + piece*time.Second/time.Duration(o.rate)
}

// held is how much oto holds. ALSA takes half of the device's buffer at a
// time, other systems take all of it at most.
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

// Close stops the reading. A context of oto's cannot be closed.
func (o *otoOutput) Close() {
	if o.player != nil {
		o.player.Pause()
	}
}

// otoError is the error of oto in one line, without its name.
func otoError(err error) error {
	text, _, _ := strings.Cut(err.Error(), ", ") // then come all the other devices that were tried
	return errors.New(strings.TrimPrefix(text, "oto: "))
}

// An otoReader counts the times that the device ran dry.
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

// A usage is what a device took of what oto was handed.
type usage struct {
	handed int           // bytes given to oto
	taken  int           // bytes of them that the device took,
	last   time.Duration // and when it did so last
}

// ranDry tells whether the device had to wait since the last call: oto holds
// left bytes now, and either that is nothing or the device took none for
// longer than its buffer lasts.
func (u *usage) ranDry(left int, now time.Duration) bool {
	took := u.handed - left
	if took <= u.taken {
		return false
	}
	dry := left == 0 || u.taken > 0 && now-u.last > buffer
	u.taken, u.last = took, now
	return dry
}
