package notation

import "strings"

// Nearest returns the most similar word of from, regardless of case, or "" when none
// is similar enough: at most one edit for every three letters. Of equally similar
// words it returns the first.
func Nearest(word string, from []string) string {
	best, least := "", (len([]rune(word))+1)/3+1
	for _, f := range from {
		if d := editDistance(strings.ToLower(word), strings.ToLower(f), least); d < least {
			best, least = f, d
		}
	}
	return best
}

// editDistance returns the optimal string alignment distance of a and b: the number of
// insertions, deletions, substitutions and swaps of neighbouring letters. It gives up
// at most.
func editDistance(a, b string, most int) int {
	s, t := []rune(a), []rune(b)
	if max(len(s)-len(t), len(t)-len(s)) >= most {
		return most
	}
	var before, last []int // the two previous rows
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		before, last, row = last, row, make([]int, len(t)+1)
		row[0] = i + 1
		for j := range t {
			changed := last[j]
			if s[i] != t[j] {
				changed++
			}
			row[j+1] = min(changed, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(t)]
}
