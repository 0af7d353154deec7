// Package quantile has order statistics.
package quantile

import "slices"

// Of is the value under which a share of x lies; x is not empty and stays as it is.
func Of(x []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(x))
	return sorted[int(share*float64(len(sorted)-1))]
}

// Median is the middle of x, which is not empty.
func Median(x []float64) float64 { return Of(x, 0.5) }
