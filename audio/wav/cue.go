package wav

import (
	"encoding/binary"
	"math"

	"respite/audio"
)

// cues encodes the chapters as a chunk of cue points and a chunk of their labels
// (Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0",
// 1991, chapter 3). It leaves out chapters whose position exceeds 32 bits.
func (f File) cues() []byte {
	var points, labels []byte
	var n uint32
	for _, c := range f.Tags.Chapters {
		at := audio.FrameAt(c.At, f.Rate)
		if at > math.MaxUint32 {
			break
		}
		n++
		points = binary.LittleEndian.AppendUint32(points, n)
		points = binary.LittleEndian.AppendUint32(points, uint32(at))
		points = append(points, "data\x00\x00\x00\x00\x00\x00\x00\x00"...) // relative to the start of the sound
		points = binary.LittleEndian.AppendUint32(points, uint32(at))

		name := binary.LittleEndian.AppendUint32(nil, n)
		labels = appendText(labels, "labl", string(name)+c.Title)
	}
	if n == 0 {
		return nil
	}
	b := append(head("cue ", 4+uint32(len(points))), binary.LittleEndian.AppendUint32(nil, n)...)
	b = append(b, points...)
	return append(append(append(b, head("LIST", 4+uint32(len(labels)))...), "adtl"...), labels...)
}

// appendText appends a chunk of zero-terminated text, padded to an even size.
func appendText(b []byte, id, text string) []byte {
	b = append(b, head(id, uint32(len(text)+1))...)
	b = append(b, text...)
	return append(b, make([]byte, 1+(len(text)+1)%2)...)
}
