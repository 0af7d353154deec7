package limit

// A part is one of several Sources whose sum goes through a Limiter.
type part struct {
	Source
	whole *Limiter
}

// Part returns a part of the limiter's Source, multiplied by the gains that the
// limiter applies to the whole. Several parts that add up to the Source also add up to
// the limiter's output.
func (l *Limiter) Part(src Source) Source { return part{src, l} }

func (p part) Render(dst [][2]float32, at int64) {
	p.Source.Render(dst, at)
	if len(dst) == 0 || p.whole.needsNoGain(len(dst), at) {
		return
	}
	w := p.whole.windows.Get().(*window)
	defer p.whole.windows.Put(w)
	applyGains(dst, p.whole.gains(w, len(dst), at))
}
