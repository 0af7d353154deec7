// Package tag holds what a sound file says about itself, and how ID3, Vorbis
// comments and MPEG-4 files say it.
package tag

import "respite/script"

// Tags say what a file is, how loud, and where its chapters begin. What is empty
// is left out.
type Tags struct {
	Title    string
	Artist   string
	Album    string
	Genre    string
	Year     string // four digits
	Language string // of what is said, BCP 47; empty where it is not known
	Comment  string
	Software string
	Cover    Cover
	Level    Level
	Chapters []script.Chapter
}
