package samples

import (
	"encoding/binary"
	"errors"
	"fmt"

	"respite/audio"
)

// decodeWAV reads a WAV file. Chunks other than fmt and data are passed over.
func decodeWAV(wav []byte) (audio.Clip, error) {
	if len(wav) < 12 || string(wav[:4]) != "RIFF" || string(wav[8:12]) != "WAVE" {
		return audio.Clip{}, errors.New("neither a WAV nor a FLAC file")
	}
	var clip audio.Clip
	for rest := wav[12:]; len(rest) >= 8; {
		id, size := string(rest[:4]), uint64(binary.LittleEndian.Uint32(rest[4:]))
		body := rest[8:]
		if size > uint64(len(body)) {
			return audio.Clip{}, fmt.Errorf("truncated: chunk %q says %d bytes, %d are there", id, size, len(body))
		}
		body = body[:size]
		switch id {
		case "fmt ":
			rate, err := decodeFormat(body)
			if err != nil {
				return audio.Clip{}, err
			}
			clip.Rate = rate
		case "data":
			if clip.Rate == 0 {
				return audio.Clip{}, errors.New("the sound comes before its format")
			}
			clip.Samples = make([]int16, len(body)/2)
			for i := range clip.Samples {
				clip.Samples[i] = int16(binary.LittleEndian.Uint16(body[2*i:]))
			}
			return clip, nil
		}
		rest = rest[8+min(size+size%2, uint64(len(rest)-8)):]
	}
	return audio.Clip{}, errors.New("no sound in the file")
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
