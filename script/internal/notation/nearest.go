package notation

import "strings"

// Nearest is the word of from that was probably meant by word, or "" when
// none is near: at most one slip for every three letters, in any case of
// letters. Of equally near words the first wins.
func Nearest(word string, from []string) string {
	best, least := "", (len([]rune(word))+1)/3+1
	for _, f := range from {
		if d := slips(strings.ToLower(word), strings.ToLower(f), least); d < least {
			best, least = f, d
		}
	}
	return best
}

// slips counts the letters to insert, drop, change or swap with their
// neighbour to turn a into b (the optimal string alignment distance); it
// gives up at most.
func slips(a, b string, most int) int {
	s, t := []rune(a), []rune(b)
	if max(len(s)-len(t), len(t)-len(s)) >= most {
		return most
	}
	var before, last []int // the two rows above
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
