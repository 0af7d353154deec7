package play_test

import (
	"bytes"
	"fmt"

	"respite/audio"
	"respite/audio/play"
)

// A tone is ten seconds of one value.
type tone struct{}

func (tone) Len() int64 { return 441000 }

func (tone) Render(dst []audio.Frame, at int64) {
	for i := range dst {
		dst[i] = audio.Frame{0.5, 0.5}
	}
}

// An output reads from a player; in this example a loop does.
func ExamplePlayer() {
	p := play.NewPlayer(tone{}, 44100, 0)
	second := func() []byte {
		var heard []byte
		for len(heard) < 44100*4 {
			b := make([]byte, 2048)
			n, _ := p.Read(b)
			heard = append(heard, b[:n]...)
		}
		return heard
	}
	second()
	p.Pause(22050)
	second()
	fmt.Println("silent in a pause:", len(bytes.Trim(second(), "\x00")) == 0)
	p.Resume()
	second()
	fmt.Println("plays again:", p.State().Playing, p.State().At > 22050)
	// Output:
	// silent in a pause: true
	// plays again: true true
}
