package recording

import (
	"bufio"

	"respite/audio"
	"respite/audio/flac"
)

// A flacDecoder reads the sound of a FLAC file.
type flacDecoder struct{ *flac.Decoder }

func openFLAC(in *bufio.Reader) (decoder, stated, error) {
	d, err := flac.NewDecoder(in)
	if err != nil {
		return nil, stated{}, err
	}
	return flacDecoder{d}, stated{d.Info.Rate, d.Info.Channels, d.Info.Frames}, nil
}

func (d flacDecoder) decode(dst []audio.Frame) (int, error) { return d.Read(dst) }
