package wav

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	gowav "github.com/go-audio/wav"

	"respite/audio"
)

// An Info is the content of a file's fmt chunk.
type Info struct {
	Rate     int // Hz
	Channels int
	Bits     int // of a sample
}

// ReadInfo reads the fmt chunk of a WAV file. A file that is not PCM, has no sound, or
// has a chunk larger than the rest of the file is an error.
func ReadInfo(file []byte) (Info, error) {
	d, err := open(file)
	if err != nil {
		return Info{}, err
	}
	return Info{int(d.SampleRate), int(d.NumChans), int(d.BitDepth)}, nil
}

// DecodeClip decodes a mono WAV file of 16 bit. Errors are those of [ReadInfo], and
// another number of channels or bits.
func DecodeClip(file []byte) (audio.Clip, error) {
	d, err := open(file)
	if err != nil {
		return audio.Clip{}, err
	}
	if d.NumChans != 1 || d.BitDepth != 16 {
		return audio.Clip{}, fmt.Errorf("mono, 16 bit is needed; this has %d channels, %d bit", d.NumChans, d.BitDepth)
	}
	pcm := make([]byte, d.PCMSize) // all at once: the library reads sample by sample
	if _, err := io.ReadFull(d.PCMChunk, pcm); err != nil {
		return audio.Clip{}, errors.New("truncated: the file ends before its sound does")
	}
	c := audio.Clip{Rate: int(d.SampleRate), Samples: make([]int16, len(pcm)/2)}
	for i := range c.Samples {
		c.Samples[i] = int16(binary.LittleEndian.Uint16(pcm[2*i:]))
	}
	return c, nil
}

// open lets the library read up to the sound of a file. The size of the sound is not more
// than that of the file.
func open(file []byte) (d *gowav.Decoder, err error) {
	bare, err := guard(file)
	if err != nil {
		return nil, err
	}
	defer func() {
		if recover() != nil { // the library panics at a damaged file
			err = errors.New("damaged: its chunks cannot be read")
		}
	}()
	d = gowav.NewDecoder(bytes.NewReader(bare))
	switch err := d.FwdToPCM(); {
	case err != nil || d.PCMChunk == nil:
		return nil, errors.New("no sound in the file")
	case d.WavAudioFormat != 1:
		return nil, fmt.Errorf("PCM is needed; this is format %d", d.WavAudioFormat)
	}
	return d, nil
}

// guard returns the file reduced to its fmt and data chunks: the library trusts the
// counts in other chunks, and might read for hours. It refuses chunks that are larger
// than the rest of the file, and a fmt chunk that is missing, has a wrong size or
// follows the sound (Microsoft and IBM, "Multimedia Programming Interface and Data
// Specifications 1.0", 1991, chapter 3).
func guard(file []byte) ([]byte, error) {
	if len(file) < 12 || string(file[:4]) != "RIFF" || string(file[8:12]) != "WAVE" {
		return nil, errors.New("neither a WAV nor a FLAC file")
	}
	var format []byte
	for rest := file[12:]; len(rest) >= 8; {
		id, size := string(rest[:4]), uint64(binary.LittleEndian.Uint32(rest[4:]))
		if there := uint64(len(rest) - 8); size > there {
			return nil, fmt.Errorf("truncated: chunk %q states %d bytes, the file has %d of them", id, size, there)
		}
		chunk := rest[:8+size]
		switch {
		case id == "fmt " && (size < 16 || size > 64 || size%2 != 0 || format != nil):
			return nil, errors.New("damaged: its fmt chunk has a wrong size or occurs twice")
		case id == "fmt ":
			format = chunk
		case id == "data" && format == nil:
			return nil, errors.New("damaged: its sound comes before its format")
		case id == "data":
			return slices.Concat(file[:12], format, chunk), nil
		}
		rest = rest[min(8+size+size%2, uint64(len(rest))):]
	}
	return nil, errors.New("no sound in the file")
}
