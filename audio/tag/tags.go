// Package tag holds what a sound file says about itself, and how ID3 and Vorbis
// comments say it.
package tag

import "respite/script"

// Tags say what a file is, and where its chapters begin.
type Tags struct {
	Title    string
	Language string // of what is said, BCP 47; empty where it is not known
	Comment  string
	Software string
	Chapters []script.Chapter
}
