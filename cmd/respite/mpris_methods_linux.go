package main

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/godbus/dbus/v5"
)

func (d *desktop) rootMethods() map[string]any {
	return map[string]any{
		"Raise": func() *dbus.Error { return nil },
		"Quit":  d.does((*sitting).quit),
	}
}

func (d *desktop) playerMethods() map[string]any {
	return map[string]any{
		"Next":      d.does((*sitting).next),
		"Previous":  d.does((*sitting).previous),
		"Pause":     d.does((*sitting).pause),
		"Play":      d.does((*sitting).resume),
		"PlayPause": d.does((*sitting).toggle),
		"Stop":      d.does((*sitting).pause),
		"Seek": func(by int64) *dbus.Error {
			return d.order(func(s *sitting) { s.seek(s.at() + microseconds(by)) })
		},
		"SetPosition": func(track dbus.ObjectPath, at int64) *dbus.Error {
			return d.order(func(s *sitting) { s.seekWithin(microseconds(at)) })
		},
		"OpenUri": func(string) *dbus.Error { return dbus.MakeFailedError(errors.New("respite plays routines")) },
	}
}

func (d *desktop) propertyMethods() map[string]any {
	return map[string]any{
		"Get": func(face, name string) (dbus.Variant, *dbus.Error) {
			value, ok := d.properties(face)[name]
			if !ok {
				return value, dbus.MakeFailedError(fmt.Errorf("no property %s of %s", name, face))
			}
			return value, nil
		},
		"GetAll": func(face string) (map[string]dbus.Variant, *dbus.Error) { return d.properties(face), nil },
		"Set": func(face, name string, value dbus.Variant) *dbus.Error {
			volume, ok := value.Value().(float64)
			if name != "Volume" || !ok || math.IsNaN(volume) {
				return dbus.MakeFailedError(fmt.Errorf("%s cannot be set", name))
			}
			return d.order(func(s *sitting) { s.setVolume(int(math.Round(min(max(volume, 0), 1) * loudest))) })
		},
	}
}

// does is the method that hands over an order.
func (d *desktop) does(o order) func() *dbus.Error {
	return func() *dbus.Error { return d.order(o) }
}

func (d *desktop) properties(face string) map[string]dbus.Variant {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch face {
	case mprisRoot:
		return rootProperties
	case mprisPlayer:
		return d.view.playerProperties()
	}
	return nil
}

var rootProperties = variants(map[string]any{
	"CanQuit": true, "CanRaise": false, "HasTrackList": false, "Identity": "respite",
	"SupportedUriSchemes": []string{}, "SupportedMimeTypes": []string{},
})

// playerProperties is what the bus sees. The session is one track; its title
// is the stretch, for that is what changes, and its album the session.
func (v desktopView) playerProperties() map[string]dbus.Variant {
	status := "Paused"
	if v.playing {
		status = "Playing"
	}
	all := variants(map[string]any{
		"PlaybackStatus": status, "Rate": 1.0, "MinimumRate": 1.0, "MaximumRate": 1.0,
		"Volume": float64(v.volume) / loudest, "Position": v.at.Microseconds(),
		"CanGoNext": !v.last, "CanGoPrevious": true, "CanPlay": true, "CanPause": true, "CanSeek": true, "CanControl": true,
	})
	all["Metadata"] = dbus.MakeVariant(variants(map[string]any{
		"mpris:trackid": mprisTrack, "mpris:length": v.length.Microseconds(),
		"xesam:title": v.stretch, "xesam:album": v.title, "xesam:artist": []string{"respite"}, "xesam:trackNumber": int32(v.number),
	}))
	return all
}

func variants(values map[string]any) map[string]dbus.Variant {
	out := make(map[string]dbus.Variant, len(values))
	for name, value := range values {
		out[name] = dbus.MakeVariant(value)
	}
	return out
}

// microseconds is a time as the bus has it; it never overflows.
func microseconds(n int64) time.Duration {
	const most = math.MaxInt64 / int64(time.Microsecond)
	return time.Duration(min(max(n, -most/2), most/2)) * time.Microsecond
}
