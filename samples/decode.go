package samples

import (
	"fmt"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/wav"
)

// The supported sample rates in Hz, and the longest clip in samples: ten minutes at
// the rate of a voice.
const (
	lowestRate  = 8000
	highestRate = 192000
	maxSamples  = VoiceRate * 600
)

// Decode reads a mono WAV or FLAC file of 16 bit, at 8 to 192 kHz. It recognises the
// format by the first bytes. It allocates no more than the bytes of the file call for,
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

// checkKind returns an error unless the sound is mono, of 16 bit and at a supported
// rate in Hz.
func checkKind(kind string, rate, channels, bits int) error {
	if channels != 1 || bits != 16 || rate < lowestRate || rate > highestRate {
		return fmt.Errorf("mono, 16 bit, 8 to 192 kHz is needed; this %s has %d channels, %d bit, %d Hz", kind, channels, bits, rate)
	}
	return nil
}
