package page

import (
	"context"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
)

// A kindStudio records the file types for which it makes sessions.
type kindStudio struct {
	fakeStudio
	lock  sync.Mutex
	asked []string
}

func (k *kindStudio) Kinds() []string { return []string{".flac", ".mp3"} }

func (k *kindStudio) Record(ctx context.Context, c Choice) (*Recording, error) {
	k.lock.Lock()
	defer k.lock.Unlock()
	k.asked = append(k.asked, c.Kind)
	return k.fakeStudio.Record(ctx, c)
}

// Each file type gets its own session, because it may need headroom for its peaks. A session
// for another file type is not reused.
func TestASessionIsMadeForItsKind(t *testing.T) {
	studio := &kindStudio{}
	h, err := (&Server{Studio: studio, Hosts: []string{"127.0.0.1"}, Log: log.New(io.Discard, "", 0)}).Handler()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"sound.wav", "encoded.mp3", "page.html", "encoded.flac", "sound.flac", "session"} {
		r := httptest.NewRequest("GET", "http://127.0.0.1/"+path+"?routine=evening", nil)
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != http.StatusOK {
			t.Errorf("%s: status %d: %s", path, w.Code, w.Body)
		}
	}
	if want := []string{"", ".mp3"}; !slices.Equal(studio.asked, want) {
		t.Errorf("sessions were made for %q, want %q", studio.asked, want)
	}
}
