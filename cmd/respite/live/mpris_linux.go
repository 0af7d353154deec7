package live

import (
	"fmt"
	"os"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

// The names of MPRIS D-Bus Interface Specification 2.2, by which the keys of a
// desktop and the button of a headset find a player.
const (
	mprisName   = "org.mpris.MediaPlayer2.respite"
	mprisPath   = dbus.ObjectPath("/org/mpris/MediaPlayer2")
	mprisRoot   = "org.mpris.MediaPlayer2"
	mprisPlayer = "org.mpris.MediaPlayer2.Player"
	mprisTrack  = dbus.ObjectPath("/respite/session") // a session is one track
)

// A desktop is the session as a player on the session bus, if there is one.
// Its zero value is ready to serve.
type desktop struct {
	updates chan func(*bus) // the bus may be slow, so it is told in a goroutine of its own
}

// A bus is a connection on which the player is offered.
type bus struct {
	*dbus.Conn
	properties *prop.Properties
	shown      map[string]any // properties of the player that were told last
}

// serve offers the player on the session bus, if there is one, until stop is called.
func (d *desktop) serve(commands chan<- command) (stop func()) {
	done := make(chan struct{})
	d.updates = make(chan func(*bus), 16)
	go func() {
		b, err := connect(remote{commands, done})
		if err != nil {
			return // without a bus there is nobody to serve
		}
		defer b.Close()
		defer func() { _ = recover() }() // prop panics when the bus is gone
		for {
			select {
			case update := <-d.updates:
				update(b)
			case <-done:
				return
			}
		}
	}()
	return func() { close(done) }
}

// connect offers the player on the bus.
func connect(r remote) (*bus, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return nil, err
	}
	b := &bus{Conn: conn, shown: map[string]any{}}
	for _, step := range []func() error{
		func() error { return conn.Auth(nil) },
		conn.Hello,
		func() (err error) { b.properties, err = export(conn, r); return err },
		b.takeName,
	} {
		if err := step(); err != nil {
			conn.Close()
			return nil, err
		}
	}
	return b, nil
}

// takeName takes the player's name or, where another process has it, a name of its own.
func (b *bus) takeName() error {
	reply, err := b.RequestName(mprisName, dbus.NameFlagDoNotQueue)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner {
		_, err = b.RequestName(fmt.Sprintf("%s.instance%d", mprisName, os.Getpid()), dbus.NameFlagDoNotQueue)
	}
	return err
}

// show tells the bus what changed.
func (d *desktop) show(v view) {
	d.update(func(b *bus) {
		for name, value := range playerProperties(v) {
			if key := fmt.Sprint(value); b.shown[name] != key {
				b.properties.SetMust(mprisPlayer, name, value)
				b.shown[name] = key
			}
		}
	})
}

// jumped tells the bus that the position went elsewhere than on.
func (d *desktop) jumped(at time.Duration) {
	d.update(func(b *bus) {
		b.properties.SetMust(mprisPlayer, "Position", at.Microseconds())
		_ = b.Emit(mprisPath, mprisPlayer+".Seeked", at.Microseconds())
	})
}

// update leaves an update out when the bus is slow, or not there.
func (d *desktop) update(what func(*bus)) {
	select {
	case d.updates <- what:
	default:
	}
}

// playerProperties are the properties of the player that change. The title of
// the track is the stretch, for that is what changes, and its album the session.
func playerProperties(v view) map[string]any {
	status := "Playing"
	if v.paused {
		status = "Paused"
	}
	return map[string]any{
		"PlaybackStatus": status, "Volume": float64(v.volume) / loudest,
		"Position": v.at.Microseconds(), "CanGoNext": v.next != "",
		"Metadata": map[string]dbus.Variant{
			"mpris:trackid":     dbus.MakeVariant(mprisTrack),
			"mpris:length":      dbus.MakeVariant(v.length.Microseconds()),
			"xesam:title":       dbus.MakeVariant(v.stretch),
			"xesam:album":       dbus.MakeVariant(v.title),
			"xesam:artist":      dbus.MakeVariant([]string{"respite"}),
			"xesam:trackNumber": dbus.MakeVariant(int32(v.chapter + 1)),
		},
	}
}
