package testsound

// Ramp is a source of a given number of distinct frames.
type Ramp int64

func (r Ramp) Len() int64 { return int64(r) }

func (r Ramp) Render(dst [][2]float32, at int64) {
	for i := range dst {
		dst[i] = [2]float32{}
		if p := at + int64(i); p >= 0 && p < int64(r) {
			dst[i] = [2]float32{float32(p + 1), -float32(p + 1)}
		}
	}
}

// Fixed is a source with these frames.
type Fixed [][2]float32

func (f Fixed) Len() int64 { return int64(len(f)) }

func (f Fixed) Render(dst [][2]float32, at int64) {
	for i := range dst {
		dst[i] = [2]float32{}
		if p := at + int64(i); p >= 0 && p < f.Len() {
			dst[i] = f[p]
		}
	}
}
