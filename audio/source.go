package audio

// A Frame is one moment of stereo sound, left and right; full scale is 1.
type Frame [2]float32

// A Source is sound as a pure function of position: safe for concurrent use,
// and the same frames whatever was asked before. Everything that sounds is
// one, and every effect wraps one, so that live and written sound are the
// same frames and a seek is another position.
type Source interface {
	// Len is the number of frames that the source lasts.
	Len() int64
	// Render sets dst to the frames [at, at+len(dst)). Frames before the
	// first and past the last are silent.
	Render(dst []Frame, at int64)
}
