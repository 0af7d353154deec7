// Package tag encodes the metadata of sound files for ID3, Vorbis comments and MPEG-4
// files.
package tag

import "respite/script"

// Tags are the metadata of a file: its title and the like, its loudness and its
// chapters. Empty fields are not written.
type Tags struct {
	Title    string
	Artist   string
	Album    string
	Genre    string
	Year     string // four digits
	Language string // of the spoken words, BCP 47; empty where unknown
	Comment  string
	Software string
	Cover    Cover
	Level    Level
	Chapters []script.Chapter
}
