package live

import (
	"errors"
	"math"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/introspect"
	"github.com/godbus/dbus/v5/prop"
)

// A remote sends commands to the playback.
type remote struct {
	commands chan<- command
	done     <-chan struct{}
}

func (r remote) send(do command) *dbus.Error {
	select {
	case r.commands <- do:
	case <-r.done:
	}
	return nil
}

// rootMethods implements the methods of org.mpris.MediaPlayer2.
type rootMethods struct{ remote }

func (m rootMethods) Raise() *dbus.Error { return nil }
func (m rootMethods) Quit() *dbus.Error  { return m.send(Controls.Quit) }

// playerMethods implements the methods of org.mpris.MediaPlayer2.Player.
type playerMethods struct{ remote }

func (m playerMethods) Next() *dbus.Error      { return m.send(Controls.Next) }
func (m playerMethods) Previous() *dbus.Error  { return m.send(Controls.Previous) }
func (m playerMethods) Pause() *dbus.Error     { return m.send(Controls.Pause) }
func (m playerMethods) Play() *dbus.Error      { return m.send(Controls.Resume) }
func (m playerMethods) PlayPause() *dbus.Error { return m.send(Controls.Toggle) }
func (m playerMethods) Stop() *dbus.Error      { return m.send(Controls.Pause) }

// SeekBy implements the method Seek. go vet reserves that name for io.Seeker.
func (m playerMethods) SeekBy(by int64) *dbus.Error {
	return m.send(func(c Controls) { c.Seek(microseconds(by)) })
}

// SetPosition ignores other tracks, as MPRIS requires.
func (m playerMethods) SetPosition(track dbus.ObjectPath, at int64) *dbus.Error {
	if track != mprisTrack {
		return nil
	}
	return m.send(func(c Controls) { c.SetPosition(microseconds(at)) })
}

func (m playerMethods) OpenUri(string) *dbus.Error {
	return dbus.MakeFailedError(errors.New("respite plays routines"))
}

// export publishes the player on the bus, with its introspection data.
func export(conn *dbus.Conn, r remote) (*prop.Properties, error) {
	properties, err := prop.Export(conn, mprisPath, properties(r))
	if err != nil {
		return nil, err
	}
	methods := introspect.Methods(playerMethods{})
	for i := range methods {
		if methods[i].Name == "SeekBy" {
			methods[i].Name = "Seek"
		}
	}
	node := introspect.NewIntrospectable(&introspect.Node{Name: string(mprisPath), Interfaces: []introspect.Interface{
		prop.IntrospectData,
		{Name: mprisRoot, Methods: introspect.Methods(rootMethods{}), Properties: properties.Introspection(mprisRoot)},
		{Name: mprisPlayer, Methods: methods, Properties: properties.Introspection(mprisPlayer),
			Signals: []introspect.Signal{{Name: "Seeked", Args: []introspect.Arg{{Name: "Position", Type: "x", Direction: "out"}}}}},
	}})
	return properties, errors.Join(
		conn.Export(rootMethods{r}, mprisPath, mprisRoot),
		conn.ExportWithMap(playerMethods{r}, map[string]string{"SeekBy": "Seek"}, mprisPath, mprisPlayer),
		conn.Export(node, mprisPath, "org.freedesktop.DBus.Introspectable"))
}

// properties returns all properties with their values before the first view.
func properties(r remote) prop.Map {
	player := map[string]*prop.Prop{}
	for name, value := range playerProperties(view{}) {
		player[name] = &prop.Prop{Value: value, Emit: prop.EmitTrue}
	}
	player["Position"].Emit = prop.EmitFalse // it changes all the time, so no signals are sent
	player["Volume"].Writable = true
	player["Volume"].Callback = r.setVolume
	for name, value := range map[string]any{
		"Rate": 1.0, "MinimumRate": 1.0, "MaximumRate": 1.0,
		"CanGoPrevious": true, "CanPlay": true, "CanPause": true, "CanSeek": true, "CanControl": true,
	} {
		player[name] = &prop.Prop{Value: value, Emit: prop.EmitConst}
	}
	root := map[string]*prop.Prop{}
	for name, value := range map[string]any{
		"CanQuit": true, "CanRaise": false, "HasTrackList": false, "Identity": "respite",
		"SupportedUriSchemes": []string{}, "SupportedMimeTypes": []string{},
	} {
		root[name] = &prop.Prop{Value: value, Emit: prop.EmitConst}
	}
	return prop.Map{mprisRoot: root, mprisPlayer: player}
}

func (r remote) setVolume(c *prop.Change) *dbus.Error {
	volume := c.Value.(float64) // prop has checked the type
	if math.IsNaN(volume) {
		return dbus.MakeFailedError(errors.New("the volume is not a number"))
	}
	return r.send(func(c Controls) { c.SetVolume(int(math.Round(min(max(volume, 0), 1) * loudest))) })
}

// microseconds converts a time from the bus. It limits the value so that adding a session time
// to it does not overflow.
func microseconds(n int64) time.Duration {
	const most = math.MaxInt64 / int64(time.Microsecond) / 2
	return time.Duration(min(max(n, -most), most)) * time.Microsecond
}
