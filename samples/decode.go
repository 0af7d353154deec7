package samples

import (
	"fmt"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/wav"
)

// The sample rates that are read, in Hz, and the longest clip, in samples: ten
// minutes of a voice.
const (
	lowestRate  = 8000
	highestRate = 192000
	maxSamples  = VoiceRate * 600
)

// Decode reads a WAV or FLAC file of mono sound of 16 bit, at 8 to 192 kHz. The first
// bytes tell the format. It allocates no more than the bytes of the file call for,
// whatever sizes the file states.
func Decode(file []byte) (audio.Clip, error) {
	if flac.IsFLAC(file) {
		return decodeFLAC(file)
	}
	return decodeWAV(file)
}

func decodeWAV(file []byte) (audio.Clip, error) {
	info, err := wav.ReadInfo(file)
	if err == nil {
		err = checkKind("WAV file", info.Rate, info.Channels, info.Bits)
	}
	if err != nil {
		return audio.Clip{}, err
	}
	return wav.DecodeClip(file)
}

func decodeFLAC(file []byte) (audio.Clip, error) {
	info, err := flac.ReadInfo(file)
	if err == nil {
		err = checkKind("FLAC file", info.Rate, info.Channels, info.Bits)
	}
	if err != nil {
		return audio.Clip{}, err
	}
	return flac.DecodeClip(file, maxSamples)
}

// checkKind wants mono sound of 16 bit at a rate (Hz) that can be used.
func checkKind(kind string, rate, channels, bits int) error {
	if channels != 1 || bits != 16 || rate < lowestRate || rate > highestRate {
		return fmt.Errorf("mono, 16 bit, 8 to 192 kHz is needed; this %s has %d channels, %d bit, %d Hz", kind, channels, bits, rate)
	}
	return nil
}
