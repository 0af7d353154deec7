package audio

// In a mono session every sound is the same on both channels, so the mix is, too, and
// a file needs to hold only one channel. ITU-R BS.1770-4 adds the powers of the
// channels: one channel measures 3.01 LU less than two equal ones, so a mono session
// gets that much more gain.

// mono returns the loop with the mean of its channels on both.
func (a *Ambience) mono() *Ambience {
	n := len(a.pcm[0])
	pcm := make([]int16, n)
	for i := range pcm {
		l, r := a.pcm[0][(i+a.shift[0])%n], a.pcm[1][(i+a.shift[1])%n]
		pcm[i] = int16((int(l) + int(r)) / 2)
	}
	return newAmbience(a.rate, [2][]int16{pcm, pcm}, [2]int{})
}

// A downmix is a Source with the mean of its channels on both.
type downmix struct{ Source }

func (d downmix) Render(dst []Frame, at int64) {
	d.Source.Render(dst, at)
	for i, f := range dst {
		x := (f[0] + f[1]) / 2
		dst[i] = Frame{x, x}
	}
}
