package limit

// A part is one of several Sources whose sum a Limiter limits.
type part struct {
	Source
	whole *Limiter
}

// Part returns a Source, one of several whose sum is that of the limiter, with the
// gains that the limiter gives the sum. All of them so add up to the limiter.
func (l *Limiter) Part(src Source) Source { return part{src, l} }

func (p part) Render(dst [][2]float32, at int64) {
	p.Source.Render(dst, at)
	if len(dst) == 0 || p.whole.isHarmless(len(dst), at) {
		return
	}
	w := p.whole.windows.Get().(*window)
	defer p.whole.windows.Put(w)
	lower(dst, p.whole.gains(w, len(dst), at))
}
