package live

import (
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"respite/cmd/respite/clean"
)

// noteTime is how long a note stays.
const noteTime = 5 * time.Second

// A console reads the keys and shows the view of a playback. It takes over the terminal
// while the program is in the foreground.
type console struct {
	in       *os.File // nil where it is no terminal
	screen   *screen  // nil where there is no terminal to draw on
	plain    plainView
	commands chan<- command

	before    *term.State   // of the terminal, once keys were read
	done      chan struct{} // closed to end the reading of keys
	ended     chan struct{} // closed when no more keys are read
	suspended bool          // the terminal is somebody else's
	raw       bool          // the terminal is set so that keys are read
	showKeys  bool
	noteText  string
	noteEnds  time.Time
}

func newConsole(t Terminal, commands chan<- command) *console {
	c := &console{commands: commands, plain: plainView{w: t.Out, stretch: -1}}
	if f, ok := t.In.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		c.in = f
	}
	if f, ok := t.Out.(*os.File); ok && canDraw(f) {
		c.screen = &screen{f: f}
	}
	return c
}

// canDraw tells whether f is a terminal that can place text.
func canDraw(f *os.File) bool {
	kind, set := os.LookupEnv("TERM")
	return term.IsTerminal(int(f.Fd())) && kind != "dumb" && (kind != "" || !set || os.PathSeparator == '\\')
}

// note shows a text for a moment.
func (c *console) note(text string) {
	text = clean.Text(text)
	c.noteText, c.noteEnds = text, time.Now().Add(noteTime)
	c.plain.note(text, c.screen != nil)
}

func (c *console) toggleKeys() {
	c.showKeys = !c.showKeys
	if c.screen == nil {
		for _, line := range Keys() {
			c.plain.note(line, false)
		}
	}
}

// show shows the session. A program that was started in the background takes
// the terminal over once it is in the foreground.
func (c *console) show(v view) {
	if c.suspended {
		return
	}
	foreground := c.in != nil && isForeground(c.in)
	if foreground {
		c.listen()
	}
	if c.screen == nil || c.in != nil && !foreground || !isForeground(c.screen.f) {
		c.plain.show(v)
		return
	}
	if time.Now().Before(c.noteEnds) {
		v.note = c.noteText
	}
	v.keys = c.showKeys
	v.hasKeys = c.before != nil
	c.screen.show(v)
}

// listen reads keys until close, in a terminal that passes them on one by one.
func (c *console) listen() {
	if !c.raw {
		before, err := term.MakeRaw(int(c.in.Fd()))
		if err != nil {
			c.in = nil
			return
		}
		c.raw = true
		if c.before == nil {
			c.before, c.done = before, make(chan struct{})
		}
	}
	if c.ended == nil || isClosed(c.ended) { // nothing can be read in the background
		c.ended = make(chan struct{})
		go c.readKeys(c.in, c.done, c.ended)
	}
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// suspend gives the terminal back until goOn.
func (c *console) suspend() {
	c.suspended = true
	c.restore()
}

// goOn has the terminal set and drawn on again. A shell may have changed it meanwhile.
func (c *console) goOn() {
	c.suspended, c.raw = false, false
	if c.screen != nil {
		c.screen.entered = false
	}
}

// restore leaves the terminal as it was.
func (c *console) restore() {
	if c.screen != nil {
		c.screen.close()
	}
	if c.before != nil && isForeground(c.in) { // in the background it is somebody else's
		_ = term.Restore(int(c.in.Fd()), c.before) // a terminal that is gone needs nothing
		c.raw = false
	}
}

// readKeys turns what the terminal sends into commands.
func (c *console) readKeys(r io.Reader, done <-chan struct{}, ended chan<- struct{}) {
	defer close(ended)
	b := make([]byte, 64)
	for {
		n, err := r.Read(b)
		if err != nil {
			return
		}
		for _, do := range commandsOf(string(b[:n])) {
			select {
			case c.commands <- do:
			case <-done:
				return
			}
		}
	}
}

// close ends the reading of keys, and leaves the terminal as it was.
func (c *console) close() {
	c.restore()
	if c.done != nil {
		close(c.done)
	}
}
