package live

import (
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"respite/cmd/respite/clean"
)

// noteTime is how long a note is visible.
const noteTime = 5 * time.Second

// A console reads the keys and shows the view of a playback. It uses the terminal while the
// program is in the foreground.
type console struct {
	in       *os.File // nil if it is not a terminal
	screen   *screen  // nil if the output is not a terminal
	plain    plainView
	commands chan<- command

	before    *term.State   // state of the terminal before keys are read
	done      chan struct{} // closed to end the reading of keys
	ended     chan struct{} // closed when the reading of keys has ended
	suspended bool          // the program is about to stop, and does not use the terminal
	raw       bool          // the terminal is in raw mode
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

// canDraw tells whether f is a terminal that supports cursor positions.
func canDraw(f *os.File) bool {
	kind, set := os.LookupEnv("TERM")
	return term.IsTerminal(int(f.Fd())) && kind != "dumb" && (kind != "" || !set || os.PathSeparator == '\\')
}

// note shows a text for a few seconds.
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

// show shows the session. A program that started in the background takes over the terminal
// when it moves to the foreground.
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

// listen sets the terminal to pass on single keys, and reads them until close.
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
	if c.ended == nil || isClosed(c.ended) { // a background program cannot read keys
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

// suspend gives the terminal back until goOn is called.
func (c *console) suspend() {
	c.suspended = true
	c.restore()
}

// goOn sets up and draws on the terminal again. A shell may have changed its state.
func (c *console) goOn() {
	c.suspended, c.raw = false, false
	if c.screen != nil {
		c.screen.entered = false
	}
}

// restore restores the state of the terminal.
func (c *console) restore() {
	if c.screen != nil {
		c.screen.close()
	}
	if c.before != nil && isForeground(c.in) { // in the background, the terminal belongs to another program
		_ = term.Restore(int(c.in.Fd()), c.before) // an error means that the terminal is gone
		c.raw = false
	}
}

// readKeys converts the input of the terminal to commands.
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

// close stops the reading of keys and restores the terminal.
func (c *console) close() {
	c.restore()
	if c.done != nil {
		close(c.done)
	}
}
