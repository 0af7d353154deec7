// Package quantile computes order statistics.
package quantile

import "slices"

// Of returns the value below which that share of x lies. x must not be empty; it is not
// modified.
func Of(x []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(x))
	return sorted[int(share*float64(len(sorted)-1))]
}

// Median returns the median of x, which must not be empty.
func Median(x []float64) float64 { return Of(x, 0.5) }
