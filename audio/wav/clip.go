// Package wav reads and writes WAV files.
package wav

import (
	"bytes"
	"encoding/binary"

	"respite/audio"
)

// wavHeader is the header of 44 bytes that [EncodeClip] writes: the canonical RIFF
// header of the Microsoft/IBM "Multimedia Programming Interface and Data
// Specifications 1.0" (1991), chapter 3.
type wavHeader struct {
	RIFF       [4]byte
	Size       uint32
	WAVE, Fmt  [4]byte
	FmtSize    uint32
	Format     uint16
	Channels   uint16
	Rate       uint32
	ByteRate   uint32
	BlockAlign uint16
	Bits       uint16
	Data       [4]byte
	DataSize   uint32
}

// EncodeClip returns the clip as a WAV file: mono, 16 bit.
func EncodeClip(c audio.Clip) []byte {
	size := uint32(2 * len(c.Samples))
	h := wavHeader{
		RIFF: [4]byte([]byte("RIFF")), Size: 36 + size,
		WAVE: [4]byte([]byte("WAVE")), Fmt: [4]byte([]byte("fmt ")), FmtSize: 16,
		Format: 1, Channels: 1, Rate: uint32(c.Rate), ByteRate: uint32(2 * c.Rate), BlockAlign: 2, Bits: 16,
		Data: [4]byte([]byte("data")), DataSize: size,
	}
	var b bytes.Buffer
	b.Grow(44 + int(size))
	binary.Write(&b, binary.LittleEndian, h) // a bytes.Buffer never fails
	binary.Write(&b, binary.LittleEndian, c.Samples)
	return b.Bytes()
}
