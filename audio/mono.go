package audio

// A mono session is made of parts that are the same on both channels, so that its
// mix is, and one of them can be written to a file. ITU-R BS.1770-4 adds the powers
// of the channels: that file measures 3.01 LU less than the two together, so the
// mix is made as much louder.

// mono returns the loop with both channels in one.
func (a *Ambience) mono() *Ambience {
	n := len(a.pcm[0])
	pcm := make([]int16, n)
	for i := range pcm {
		l, r := a.pcm[0][(i+a.shift[0])%n], a.pcm[1][(i+a.shift[1])%n]
		pcm[i] = int16((int(l) + int(r)) / 2)
	}
	return newAmbience(a.rate, [2][]int16{pcm, pcm}, [2]int{})
}

// A downmix is a Source with both channels in one.
type downmix struct{ Source }

func (d downmix) Render(dst []Frame, at int64) {
	d.Source.Render(dst, at)
	for i, f := range dst {
		x := (f[0] + f[1]) / 2
		dst[i] = Frame{x, x}
	}
}
