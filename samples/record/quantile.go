package record

import "slices"

// quantile is the value under which a share of x lies; x is not empty and stays as it is.
func quantile(x []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(x))
	return sorted[int(share*float64(len(sorted)-1))]
}

// median is the middle of x, which is not empty.
func median(x []float64) float64 { return quantile(x, 0.5) }
