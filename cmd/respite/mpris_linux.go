package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

// The names of MPRIS D-Bus Interface Specification 2.2, by which the keys of a
// desktop and the button of a headset find a player.
const (
	mprisName   = "org.mpris.MediaPlayer2.respite"
	mprisPath   = dbus.ObjectPath("/org/mpris/MediaPlayer2")
	mprisRoot   = "org.mpris.MediaPlayer2"
	mprisPlayer = "org.mpris.MediaPlayer2.Player"
	mprisTrack  = dbus.ObjectPath("/respite/session")
	properties  = "org.freedesktop.DBus.Properties"
)

// A desktop is the session as a player on the session bus, if there is one.
// Its zero value is ready to serve.
type desktop struct {
	orders chan<- order
	done   chan struct{}
	tell   chan func(*dbus.Conn) // to the bus, which may be slow

	mu   sync.Mutex
	view desktopView
}

// serve appears on the session bus, if there is one, until stop is called.
func (d *desktop) serve(orders chan<- order) (stop func()) {
	d.orders, d.done, d.tell = orders, make(chan struct{}), make(chan func(*dbus.Conn), 16)
	go func() {
		conn, err := d.connect()
		if err != nil {
			return // without a bus there is nobody to serve
		}
		defer conn.Close()
		for {
			select {
			case say := <-d.tell:
				say(conn)
			case <-d.done:
				return
			}
		}
	}()
	return func() { close(d.done) }
}

// connect offers the player on the bus.
func (d *desktop) connect() (*dbus.Conn, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return nil, err
	}
	for _, step := range []func() error{
		func() error { return conn.Auth(nil) },
		conn.Hello,
		func() error { return conn.ExportMethodTable(d.rootMethods(), mprisPath, mprisRoot) },
		func() error { return conn.ExportMethodTable(d.playerMethods(), mprisPath, mprisPlayer) },
		func() error { return conn.ExportMethodTable(d.propertyMethods(), mprisPath, properties) },
		func() error { return takeName(conn) },
	} {
		if err := step(); err != nil {
			conn.Close()
			return nil, err
		}
	}
	return conn, nil
}

// takeName takes the player's name or, where another one has it, a name of our own.
func takeName(conn *dbus.Conn) error {
	reply, err := conn.RequestName(mprisName, dbus.NameFlagDoNotQueue)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner {
		_, err = conn.RequestName(fmt.Sprintf("%s.instance%d", mprisName, os.Getpid()), dbus.NameFlagDoNotQueue)
	}
	return err
}

// show lets the bus know of what changed.
func (d *desktop) show(v desktopView) {
	d.mu.Lock()
	changed := d.view.playerProperties()
	d.view = v
	d.mu.Unlock()
	now := v.playerProperties()
	for name, value := range now {
		if name == "Position" || value.String() == changed[name].String() {
			delete(now, name)
		}
	}
	if len(now) > 0 {
		d.say(func(c *dbus.Conn) {
			_ = c.Emit(mprisPath, properties+".PropertiesChanged", mprisPlayer, now, []string{})
		})
	}
}

// jumped lets the bus know that the position went elsewhere than on.
func (d *desktop) jumped(at time.Duration) {
	d.say(func(c *dbus.Conn) { _ = c.Emit(mprisPath, mprisPlayer+".Seeked", at.Microseconds()) })
}

// say leaves it out where nobody takes it.
func (d *desktop) say(what func(*dbus.Conn)) {
	select {
	case d.tell <- what:
	default:
	}
}

// order hands an order to the sitting.
func (d *desktop) order(o order) *dbus.Error {
	select {
	case d.orders <- o:
	case <-d.done:
	}
	return nil
}
