package picture

import (
	"math"
	"slices"
)

// chain draws a limb: a line through points with round joints. The radii are half of its
// thickness at each point.
func chain(points []point, radii []float64) [][]point {
	if len(points) == 1 {
		return [][]point{circle(points[0], radii[0])}
	}
	var parts [][]point
	for i := range len(points) - 1 {
		parts = append(parts, capsule(points[i], points[i+1], radii[i], radii[i+1]))
	}
	return parts
}

// capsule returns two circles and the area between their outer tangents.
func capsule(p, q point, r, s float64) []point {
	d := q.minus(p).length()
	if d <= math.Abs(r-s) {
		if r < s {
			return circle(q, s)
		}
		return circle(p, r)
	}
	heading := math.Atan2(q.y-p.y, q.x-p.x)
	tangent := math.Acos((r - s) / d)
	return append(arc(p, r, heading+tangent, heading+2*math.Pi-tangent), arc(q, s, heading-tangent, heading+tangent)...)
}

func circle(p point, r float64) []point { return arc(p, r, 0, 2*math.Pi) }

// arc returns points on a circle between two angles, close enough to look smooth.
func arc(p point, r, from, to float64) []point {
	const step = math.Pi / 14
	n := int(math.Ceil((to - from) / step))
	line := make([]point, n+1)
	for i := range line {
		a := from + (to-from)*float64(i)/float64(n)
		line[i] = point{p.x + r*math.Cos(a), p.y + r*math.Sin(a)}
	}
	return line
}

// curve returns points on a smooth line through the given points (a Catmull-Rom spline).
func curve(through []point, each int) []point {
	if len(through) < 3 {
		return slices.Clone(through)
	}
	at := func(i int) point { return through[min(max(i, 0), len(through)-1)] }
	line := []point{through[0]}
	for i := range len(through) - 1 {
		a, b, c, d := at(i-1), at(i), at(i+1), at(i+2)
		for k := 1; k <= each; k++ {
			t := float64(k) / float64(each)
			line = append(line, spline(a, b, c, d, t))
		}
	}
	return line
}

func spline(a, b, c, d point, t float64) point {
	mix := func(a, b, c, d float64) float64 {
		return 0.5 * (2*b + (c-a)*t + (2*a-5*b+4*c-d)*t*t + (3*b-a-3*c+d)*t*t*t)
	}
	return point{mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)}
}

// blend interpolates radii at n places along a line.
func blend(radii []float64, n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		at := float64(i) / float64(n-1) * float64(len(radii)-1)
		k := min(int(at), len(radii)-2)
		all[i] = radii[k] + (radii[k+1]-radii[k])*(at-float64(k))
	}
	return all
}

// alike gives all polygons the same orientation, so that overlapping areas are filled.
func alike(polygons [][]point) [][]point {
	for _, p := range polygons {
		if area(p) < 0 {
			slices.Reverse(p)
		}
	}
	return polygons
}

func area(p []point) float64 {
	var sum float64
	for i := range p {
		q := p[(i+1)%len(p)]
		sum += p[i].x*q.y - q.x*p[i].y
	}
	return sum
}
