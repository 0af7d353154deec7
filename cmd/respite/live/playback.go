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
	redraw    = 100 * time.Millisecond // between two views of the session
	stallTime = 5 * time.Second        // that the device may take nothing
	fadeTime  = 180 * time.Millisecond // that an interrupted program may take to fall silent
)

var errNoAnswer = errors.New("it does not answer")

// A playback is a session while it is played. Commands change it; all of them
// run in the goroutine of run.
type playback struct {
	Session
	player *play.Player
	out    play.Output
	open   func() *Device       // opens the device again
	now    func() time.Duration // counts the time that the computer is asleep
	awake  func() time.Duration // does not

	commands chan command
	console  *console
	desktop  desktop
	volume   int // percent
	left     leaving

	suspended bool // it played until the program was suspended
	lost      lost
}

// A command changes what is played.
type command func(Controls)

// A leaving says how the session was left before its end.
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

// run plays until the end, until somebody leaves, or until a fault, which it returns.
func (p *playback) run(ctx context.Context) error {
	// By default a signal would end the program with the terminal as the keys need it.
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGPIPE)
	notifySuspend(signals)
	defer signal.Stop(signals)
	defer func() { p.out.Close() }() // it may be another one by then
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

// loop runs commands and keeps the view up to date.
func (p *playback) loop(ctx context.Context, signals <-chan os.Signal, first <-chan struct{}) error {
	tick := time.NewTicker(redraw)
	defer tick.Stop()
	watch := newWatch(p.now(), p.awake())
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

// obey does what a signal asks for.
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

// suspend falls silent, gives the terminal back, and stops the program.
func (p *playback) suspend() {
	if p.suspended = p.player.State().Playing; p.suspended {
		p.player.Pause(p.frame(p.at()))
		time.Sleep(p.out.Latency() + fadeTime)
	}
	p.console.suspend()
	suspend()
}

// goOn goes on where the session was when the program was stopped.
func (p *playback) goOn() {
	p.console.goOn()
	if p.suspended {
		p.suspended = false
		p.player.Resume()
	}
}

// at is the time of the session.
func (p *playback) at() time.Duration {
	return min(p.duration(p.player.At(p.out.Heard())), p.Timeline.Length)
}

// over tells that the last frame was heard. Silence follows it, and as much of
// that as a device may hold is heard, too.
func (p *playback) over() bool {
	state := p.player.State()
	return state.Ended && p.duration(state.Silent) >= p.out.Latency() && p.duration(p.out.Heard()-state.Handed+state.Silent) >= p.out.Latency()
}

// fault returns what ended the session, if something did.
func (p *playback) fault(w *watch) error {
	state := p.player.State()
	if state.Err != nil {
		return state.Err
	}
	if p.lost.is || p.out.Err() != nil {
		return p.reopen(w)
	}
	return w.look(p.now(), p.awake(), state.Handed)
}

// fadeOut fades out and waits until that was heard, or for a short time where
// the session was interrupted.
func (p *playback) fadeOut() {
	p.player.Pause(p.player.At(p.out.Heard()))
	p.out.FadeOut()
	if p.left == interrupted {
		time.Sleep(fadeTime)
		return
	}
	time.Sleep(p.out.Latency() + fadeTime)
}

// duration is how long so many frames last.
func (p *playback) duration(frames int64) time.Duration {
	return time.Duration(frames) * time.Second / time.Duration(p.Rate)
}

// frame is the frame at a time.
func (p *playback) frame(at time.Duration) int64 { return audio.FrameAt(at, p.Rate) }

// A firstRead tells when the first frames of the session were handed to the device.
type firstRead struct {
	*play.Player
	done chan struct{} // nil once it is closed
}

func (f *firstRead) Read(b []byte) (int, error) {
	n, err := f.Player.Read(b)
	if f.done != nil && f.State().Silent == 0 {
		close(f.done)
		f.done = nil
	}
	return n, err
}
