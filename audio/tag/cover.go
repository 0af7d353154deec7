package tag

import "encoding/binary"

// A Cover is the picture of a file. Without Data there is no picture.
type Cover struct {
	Type          string // image/png or image/jpeg
	Data          []byte
	Width, Height int // pixels
}

// frontCover is the picture type (ID3v2.4.0 frames, 4.14; RFC 9639, 8.8).
const frontCover = 3

// apic returns the cover as the body of an APIC frame (ID3v2.4.0 frames, 4.14).
func (c Cover) apic() string {
	return utf8Text + c.Type + "\x00" + string(rune(frontCover)) + "\x00" + string(c.Data)
}

// Picture returns the cover as the content of FLAC's PICTURE block (RFC 9639, 8.8),
// which is also the METADATA_BLOCK_PICTURE of Vorbis comments; nil without a cover.
func (c Cover) Picture() []byte {
	if len(c.Data) == 0 {
		return nil
	}
	const depth, notIndexed = 24, 0
	b := binary.BigEndian.AppendUint32(nil, frontCover)
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(c.Type))), c.Type...)
	for _, n := range []int{0, c.Width, c.Height, depth, notIndexed, len(c.Data)} { // the first 0: no description
		b = binary.BigEndian.AppendUint32(b, uint32(n))
	}
	return append(b, c.Data...)
}
