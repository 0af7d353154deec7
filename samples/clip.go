package samples

import "time"

// A Clip is mono PCM: a spoken line, a tone's texture or a bell.
type Clip struct {
	Rate    int     // Hz
	Samples []int16 // full scale is 32768
}

// Length is how long the clip sounds.
func (c Clip) Length() time.Duration {
	return time.Duration(len(c.Samples)) * time.Second / time.Duration(c.Rate)
}
