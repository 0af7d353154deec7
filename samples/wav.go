package samples

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// wavHeader is the 44 bytes before the samples of a file written by [Clip.WAV]:
// the canonical RIFF header of the Microsoft/IBM "Multimedia Programming
// Interface and Data Specifications 1.0" (1991), chapter 3.
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

// WAV is the clip as a WAV file: mono, 16 bit.
func (c Clip) WAV() []byte {
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

// decodeWAV reads a WAV file. Chunks other than fmt and data are passed over.
func decodeWAV(wav []byte) (Clip, error) {
	if len(wav) < 12 || string(wav[:4]) != "RIFF" || string(wav[8:12]) != "WAVE" {
		return Clip{}, errors.New("neither a WAV nor a FLAC file")
	}
	var clip Clip
	for rest := wav[12:]; len(rest) >= 8; {
		id, size := string(rest[:4]), uint64(binary.LittleEndian.Uint32(rest[4:]))
		body := rest[8:]
		if size > uint64(len(body)) {
			return Clip{}, fmt.Errorf("truncated: chunk %q says %d bytes, %d are there", id, size, len(body))
		}
		body = body[:size]
		switch id {
		case "fmt ":
			rate, err := decodeFormat(body)
			if err != nil {
				return Clip{}, err
			}
			clip.Rate = rate
		case "data":
			if clip.Rate == 0 {
				return Clip{}, errors.New("the sound comes before its format")
			}
			clip.Samples = make([]int16, len(body)/2)
			for i := range clip.Samples {
				clip.Samples[i] = int16(binary.LittleEndian.Uint16(body[2*i:]))
			}
			return clip, nil
		}
		rest = rest[8+min(size+size%2, uint64(len(rest)-8)):]
	}
	return Clip{}, errors.New("no sound in the file")
}

// decodeFormat reads a fmt chunk and returns the sample rate in Hz.
func decodeFormat(b []byte) (rate int, err error) {
	if len(b) < 16 {
		return 0, errors.New("its fmt chunk is too short")
	}
	format, channels := binary.LittleEndian.Uint16(b), binary.LittleEndian.Uint16(b[2:])
	rate, bits := int(binary.LittleEndian.Uint32(b[4:])), binary.LittleEndian.Uint16(b[14:])
	if format != 1 {
		return 0, fmt.Errorf("PCM of 16 bit is needed; this is format %d", format)
	}
	return rate, checkKind("WAV file", rate, int(channels), int(bits))
}
