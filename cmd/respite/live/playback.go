package live

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"

	"respite/audio"
	"respite/audio/play"
)

const (
	redraw    = 100 * time.Millisecond // interval between two views of the session
	stallTime = 5 * time.Second        // longest time that the device may accept no data
	fadeTime  = 180 * time.Millisecond // longest fade-out of an interrupted program
)

var errNoAnswer = errors.New("it does not answer")

// A playback is a session that is being played. Commands change it; all of them run in the
// goroutine of run.
type playback struct {
	Session
	player *play.Player
	out    play.Output
	open   func() *Device       // opens the device again
	now    func() time.Duration // includes the time that the computer sleeps
	awake  func() time.Duration // excludes the time that the computer sleeps

	commands chan command
	console  *console
	desktop  desktop
	volume   int // percent
	left     leaving

	suspended bool // it was playing when the program was suspended
	lost      lost
}

// A command changes a playback.
type command func(Controls)

// A leaving tells how the session ended before its last frame.
type leaving int

const (
	stayed leaving = iota
	stopped
	interrupted
)

func newPlayback(d *Device, s Session, t Terminal) *playback {
	p := &playback{
		Session: s, out: d.out, open: d.open, now: d.now, awake: awakeClock(), volume: loudest,
		player:   play.NewPlayer(s.Source, s.Rate, audio.FrameAt(s.From, s.Rate)),
		commands: make(chan command),
	}
	p.console = newConsole(t, p.commands)
	return p
}

// run plays until the end, until the user leaves, or until an error, which it returns.
func (p *playback) run(ctx context.Context) error {
	// The default action for a signal would end the program without restoring the terminal.
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGPIPE)
	notifySuspend(signals)
	defer signal.Stop(signals)
	defer func() { p.out.Close() }() // out may change when a device is lost
	defer p.player.Close()
	defer p.desktop.serve(p.commands)()
	defer p.console.close()

	first := make(chan struct{})
	p.player.Through(p.out)
	p.out.Start(&firstRead{Player: p.player, done: first})
	if err := p.loop(ctx, signals, first); err != nil {
		return err
	}
	if p.left != stayed {
		p.fadeOut()
	}
	return nil
}

// clocks reads both clocks at the same time. The program can be stopped between two reads,
// which must not look like sleep: then it reads them again.
func (p *playback) clocks() (now, awake time.Duration) {
	for {
		awake = p.awake()
		now = p.now()
		if p.awake()-awake < stallTime/10 {
			return now, awake
		}
	}
}

// loop runs commands and keeps the view up to date.
func (p *playback) loop(ctx context.Context, signals <-chan os.Signal, first <-chan struct{}) error {
	tick := time.NewTicker(redraw)
	defer tick.Stop()
	watch := newWatch(p.clocks())
	for p.left == stayed {
		select {
		case do := <-p.commands:
			do(p)
		case <-ctx.Done():
			p.Interrupt()
		case sig := <-signals:
			p.obey(sig)
		case <-first:
			first = nil
			p.show()
		case <-tick.C:
			if err := p.fault(watch); err != nil {
				return err
			}
			if p.over() {
				return nil
			}
			p.show()
		}
	}
	return nil
}

// obey handles a signal.
func (p *playback) obey(sig os.Signal) {
	switch {
	case sig == syscall.SIGPIPE: // sound goes on when nobody reads what is printed
	case isSuspend(sig):
		p.suspend()
	case isGoOn(sig):
		p.goOn()
	default:
		p.Interrupt()
	}
}

// suspend fades out, gives the terminal back, and stops the program.
func (p *playback) suspend() {
	if p.suspended = p.player.State().Playing; p.suspended {
		p.player.Pause(p.frame(p.at()))
		time.Sleep(p.out.Latency() + fadeTime)
	}
	p.console.suspend()
	suspend()
}

// goOn continues from the position at which the program was stopped.
func (p *playback) goOn() {
	p.console.goOn()
	if p.suspended {
		p.suspended = false
		p.player.Resume()
	}
}

// at returns the position in the session.
func (p *playback) at() time.Duration {
	return min(p.duration(p.player.At(p.out.Heard())), p.Timeline.Length)
}

// over tells whether the last frame was audible. Silence follows it, so a device with a full
// buffer has played the last frame.
func (p *playback) over() bool {
	state := p.player.State()
	return state.Ended && p.duration(state.Silent) >= p.out.Latency() && p.duration(p.out.Heard()-state.Handed+state.Silent) >= p.out.Latency()
}

// fault returns the error that ended the session, if there is one.
func (p *playback) fault(w *watch) error {
	state := p.player.State()
	if state.Err != nil {
		return state.Err
	}
	if p.lost.next != nil || p.out.Err() != nil {
		return p.reopen(w)
	}
	now, awake := p.clocks()
	return w.look(now, awake, state.Handed)
}

// fadeOut fades out and waits until the fade has been played. After an interrupt, it waits
// only for a short time.
func (p *playback) fadeOut() {
	p.player.Pause(p.player.At(p.out.Heard()))
	p.out.FadeOut()
	if p.left == interrupted {
		time.Sleep(fadeTime)
		return
	}
	time.Sleep(p.out.Latency() + fadeTime)
}

// duration converts a number of frames to a time.
func (p *playback) duration(frames int64) time.Duration {
	return time.Duration(frames) * time.Second / time.Duration(p.Rate)
}

// frame converts a time to a frame.
func (p *playback) frame(at time.Duration) int64 { return audio.FrameAt(at, p.Rate) }

// A firstRead reports when the device has received the first frames of the session.
type firstRead struct {
	*play.Player
	done chan struct{} // nil after it was closed
}

func (f *firstRead) Read(b []byte) (int, error) {
	n, err := f.Player.Read(b)
	if f.done != nil && f.State().Silent == 0 {
		close(f.done)
		f.done = nil
	}
	return n, err
}
