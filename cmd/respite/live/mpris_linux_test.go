package live

import (
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// A seeker records the positions that it receives.
type seeker struct {
	Controls
	at time.Duration
}

func (s *seeker) SetPosition(at time.Duration) { s.at = at }

// SetPosition ignores another track (MPRIS 2.2, SetPosition).
func TestSetPositionOfAnotherTrack(t *testing.T) {
	commands := make(chan command, 1)
	m := playerMethods{remote{commands: commands, done: make(chan struct{})}}
	if err := m.SetPosition(dbus.ObjectPath("/another/track"), 5e6); err != nil || len(commands) != 0 {
		t.Errorf("another track: %d commands, %v", len(commands), err)
	}
	if err := m.SetPosition(mprisTrack, 5e6); err != nil || len(commands) != 1 {
		t.Fatalf("our track: %d commands, %v", len(commands), err)
	}
	s := &seeker{}
	(<-commands)(s)
	if s.at != 5*time.Second {
		t.Errorf("it goes to %v, want 5s", s.at)
	}
}
