package output

import "respite/audio"

// blockFrames are the frames of a block of formats whose decoders play the last
// block to its end, and so more than was encoded: AAC (ISO/IEC 14496-3, 4.5.1.1).
// ffmpeg 5.1 played up to 23 ms more than the length that the file states.
var blockFrames = map[string]int64{".m4a": 1024}

// A cut is the beginning of a source.
type cut struct {
	audio.Source
	frames int64
}

func (c cut) Len() int64 { return c.frames }

// wholeBlocks is src without the frames that do not fill a block of the format,
// at most 23 ms of the silence that a session ends with.
func wholeBlocks(src audio.Source, kind string) audio.Source {
	n := blockFrames[kind]
	if n == 0 || src.Len() < n {
		return src
	}
	return cut{src, src.Len() / n * n}
}
