package record

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Canonical correlation analysis of aligned frames of a reader and a reference (H. Hotelling,
// "Relations Between Two Sets of Variates", Biometrika 28, 1936). The words are what both have
// in common; the rest is the voice, the microphone and the room of each.
const (
	canonicals      = 16   // number of variates
	regularisation  = 0.02 // added to each variance, as a share of the mean variance, because frames are few
	mostCorrelation = 0.95 // upper limit of a correlation
)

// A moment accumulates statistics of pairs of frames: their number, sums and products.
type moment struct {
	n      float64
	x, y   []float64
	xx, yy *mat.Dense
	xy     *mat.Dense
}

func newMoment() *moment {
	square := func() *mat.Dense { return mat.NewDense(stackedSize, stackedSize, nil) }
	return &moment{x: make([]float64, stackedSize), y: make([]float64, stackedSize), xx: square(), yy: square(), xy: square()}
}

// add adds the pairs of frames of an alignment.
func (m *moment) add(x, y [][]float64, way [][2]int) {
	if len(way) == 0 {
		return
	}
	xs, ys := mat.NewDense(len(way), stackedSize, nil), mat.NewDense(len(way), stackedSize, nil)
	for k, pair := range way {
		xs.SetRow(k, x[pair[0]])
		ys.SetRow(k, y[pair[1]])
		for d := range stackedSize {
			m.x[d] += x[pair[0]][d]
			m.y[d] += y[pair[1]][d]
		}
	}
	m.n += float64(len(way))
	var product mat.Dense
	for _, p := range []struct{ sum, a, b *mat.Dense }{{m.xx, xs, xs}, {m.yy, ys, ys}, {m.xy, xs, ys}} {
		product.Mul(p.a.T(), p.b)
		p.sum.Add(p.sum, &product)
	}
}

// join adds the statistics of another moment.
func (m *moment) join(other *moment) {
	m.n += other.n
	for d := range stackedSize {
		m.x[d] += other.x[d]
		m.y[d] += other.y[d]
	}
	m.xx.Add(m.xx, other.xx)
	m.yy.Add(m.yy, other.yy)
	m.xy.Add(m.xy, other.xy)
}

// A canonical transforms frames of a reader and of a reference to variates that can be
// compared.
type canonical struct {
	meanX, meanY []float64
	toX, toY     *mat.Dense // stackedSize × canonicals
	same         []float64  // correlation of each variate
}

// canonical computes the transformation; ok is false if there is too little data.
func (m *moment) canonical() (c *canonical, ok bool) {
	if m.n < float64(stackedSize) {
		return nil, false
	}
	c = &canonical{meanX: scaled(m.x, 1/m.n), meanY: scaled(m.y, 1/m.n)}
	whiteX, okX := whitening(covariance(m.xx, c.meanX, c.meanX, m.n))
	whiteY, okY := whitening(covariance(m.yy, c.meanY, c.meanY, m.n))
	if !okX || !okY {
		return nil, false
	}
	var half, both mat.Dense
	half.Mul(whiteX, covariance(m.xy, c.meanX, c.meanY, m.n))
	both.Mul(&half, whiteY)
	var svd mat.SVD
	if !svd.Factorize(&both, mat.SVDThin) {
		return nil, false
	}
	var u, v, x, y mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	x.Mul(whiteX, u.Slice(0, stackedSize, 0, canonicals))
	y.Mul(whiteY, v.Slice(0, stackedSize, 0, canonicals))
	c.toX, c.toY, c.same = &x, &y, svd.Values(nil)[:canonicals]
	for k, r := range c.same {
		c.same[k] = min(r, mostCorrelation)
	}
	return c, true
}

func scaled(x []float64, by float64) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = by * v
	}
	return y
}

func covariance(products *mat.Dense, meanX, meanY []float64, n float64) *mat.Dense {
	c := mat.NewDense(stackedSize, stackedSize, nil)
	c.Apply(func(i, j int, v float64) float64 { return v/n - meanX[i]*meanY[j] }, products)
	return c
}

// whitening returns the inverse square root of a covariance matrix.
func whitening(c *mat.Dense) (*mat.Dense, bool) {
	s := mat.NewSymDense(stackedSize, nil)
	add := regularisation * mat.Trace(c) / float64(stackedSize)
	for i := range stackedSize {
		for j := i; j < stackedSize; j++ {
			s.SetSym(i, j, c.At(i, j))
		}
		s.SetSym(i, i, c.At(i, i)+add)
	}
	var e mat.EigenSym
	if !e.Factorize(s, true) {
		return nil, false
	}
	var vectors, scaled, white mat.Dense
	e.VectorsTo(&vectors)
	values := e.Values(nil)
	scaled.Apply(func(_, j int, v float64) float64 { return v / math.Sqrt(max(values[j], 1e-12)) }, &vectors)
	white.Mul(&scaled, vectors.T())
	return &white, true
}

// A variate is a transformed frame, scaled by the weights of the likelihood.
type variate struct {
	v      [canonicals]float32
	square float32
}

// reader transforms the frames of a reader, and weights them for the product with those of the
// reference.
func (c *canonical) reader(frames [][]float64) []variate {
	return c.variates(frames, c.toX, c.meanX, func(r float64) float64 { return r / (1 - r*r) })
}

// reference transforms the frames of a reference.
func (c *canonical) reference(frames [][]float64) []variate {
	return c.variates(frames, c.toY, c.meanY, func(float64) float64 { return 1 })
}

func (c *canonical) variates(frames [][]float64, to *mat.Dense, mean []float64, weight func(float64) float64) []variate {
	if len(frames) == 0 {
		return nil
	}
	x := mat.NewDense(len(frames), stackedSize, nil)
	for i, f := range frames {
		for d, v := range f {
			x.Set(i, d, v-mean[d])
		}
	}
	var y mat.Dense
	y.Mul(x, to)
	out := make([]variate, len(frames))
	for i := range out {
		for k, r := range c.same {
			v := y.At(i, k)
			out[i].v[k] = float32(v * weight(r))
			out[i].square += float32(v * v * r * r / (2 * (1 - r*r)))
		}
	}
	return out
}

// likelihood returns a log-likelihood ratio, as a mean over the frames: that a reading and a
// line of the reference have the same words, against that they are unrelated. It also returns
// the alignment that maximises it.
func (c *canonical) likelihood(reading, line []variate) (float64, [][2]int) {
	base := 0.0
	for _, r := range c.same {
		base -= math.Log(1-r*r) / 2
	}
	cost, way := warp(len(reading), len(line), func(i, j int) float64 {
		var product float32
		a, b := &reading[i], &line[j]
		for k, v := range a.v {
			product += v * b.v[k]
		}
		return float64(a.square+b.square-product) - base
	})
	return -cost, way
}
