package script

// A span is a place in a routine's text: line and column count from 1, in
// characters; width is how many characters the caret underlines.
type span struct{ line, column, width int }

// A source is the text that spans point into.
type source struct {
	file string
	text []byte
}
