package record

import "math"

// warp aligns a take of n frames with one of m frames by dynamic time warping (H. Sakoe and S.
// Chiba, "Dynamic Programming Algorithm Optimization for Spoken Word Recognition", IEEE Trans.
// ASSP 26, 1978). It returns the mean cost of the best alignment, and its pairs of frames.
func warp(n, m int, cost func(i, j int) float64) (mean float64, way [][2]int) {
	if n == 0 || m == 0 {
		return math.Inf(1), nil
	}
	width := m + 1
	table := make([]float64, (n+1)*width) // least cost up to frame i of one and j of the other
	for k := range table {
		table[k] = math.Inf(1)
	}
	table[0] = 0
	band := max(n, m)/6 + abs(n-m) + 6
	for i := range n {
		above, row := table[i*width:(i+1)*width], table[(i+1)*width:(i+2)*width]
		centre := i * m / n
		for j := max(0, centre-band); j <= min(m-1, centre+band); j++ {
			d := cost(i, j)
			row[j+1] = min(above[j]+2*d, above[j+1]+d, row[j]+d)
		}
	}
	for i, j := n, m; i > 0 && j > 0; {
		way = append(way, [2]int{i - 1, j - 1})
		both, one, other := table[(i-1)*width+j-1], table[(i-1)*width+j], table[i*width+j-1]
		switch {
		case both <= one && both <= other:
			i, j = i-1, j-1
		case one < other:
			i--
		default:
			j--
		}
	}
	return table[n*width+m] / float64(n+m), way
}

func abs(n int) int { return max(n, -n) }
