package live

import (
	"fmt"
	"os"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

// The names of the MPRIS D-Bus Interface Specification 2.2. The media keys of a desktop and
// the button of a headset use them to find a player.
const (
	mprisName   = "org.mpris.MediaPlayer2.respite"
	mprisPath   = dbus.ObjectPath("/org/mpris/MediaPlayer2")
	mprisRoot   = "org.mpris.MediaPlayer2"
	mprisPlayer = "org.mpris.MediaPlayer2.Player"
	mprisTrack  = dbus.ObjectPath("/respite/session") // a session is one track
)

// A desktop publishes the session as a media player on the session bus, if there is one. The
// zero value is ready to use.
type desktop struct {
	updates chan func(*bus) // handled in a separate goroutine, because the bus may be slow
}

// A bus is a connection on which the player is published.
type bus struct {
	*dbus.Conn
	properties *prop.Properties
	shown      map[string]any // player properties that were sent last
}

// serve publishes the player on the session bus, if there is one, until stop is called.
func (d *desktop) serve(commands chan<- command) (stop func()) {
	done := make(chan struct{})
	d.updates = make(chan func(*bus), 16)
	go func() {
		b, err := connect(remote{commands, done})
		if err != nil {
			return // there is no session bus
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

// connect publishes the player on the bus.
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

// takeName requests the player's name. If another process has it, it requests a unique name.
func (b *bus) takeName() error {
	reply, err := b.RequestName(mprisName, dbus.NameFlagDoNotQueue)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner {
		_, err = b.RequestName(fmt.Sprintf("%s.instance%d", mprisName, os.Getpid()), dbus.NameFlagDoNotQueue)
	}
	return err
}

// show sends changed properties to the bus.
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

// jumped tells the bus that the position has jumped.
func (d *desktop) jumped(at time.Duration) {
	d.update(func(b *bus) {
		b.properties.SetMust(mprisPlayer, "Position", at.Microseconds())
		_ = b.Emit(mprisPath, mprisPlayer+".Seeked", at.Microseconds())
	})
}

// update drops an update if the bus is slow or not connected.
func (d *desktop) update(what func(*bus)) {
	select {
	case d.updates <- what:
	default:
	}
}

// playerProperties returns the properties of the player that change. The stretch is the title
// of the track, because it changes; the session is the album.
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
