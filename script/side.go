package script

// A Side is a side of the body.
type Side string

// The two sides.
const (
	Right Side = "right"
	Left  Side = "left"
)
