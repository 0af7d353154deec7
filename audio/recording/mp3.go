package recording

import (
	"bufio"
	"encoding/binary"
	"io"

	"github.com/hajimehoshi/go-mp3"

	"respite/audio"
)

// An mp3Decoder reads the sound of an MP3 file. The library always returns 16 bit and
// two channels.
type mp3Decoder struct {
	stream *mp3.Decoder
	skip   int64 // frames that the encoder inserted before the sound
	least  int64 // fewest frames of a complete file
	buf    [4 * block]byte
}

// isMP3 reports whether b starts with a frame of MPEG audio, layer III, that is
// followed by another frame or by the end of b.
func isMP3(in *bufio.Reader) bool {
	start, _ := in.Peek(4)
	first, ok := parseMP3Header(start)
	if !ok {
		return false
	}
	start, err := in.Peek(first.size + 4)
	if err != nil {
		return err == io.EOF
	}
	_, ok = parseMP3Header(start[first.size:])
	return ok
}

func openMP3(in *bufio.Reader) (decoder, stated, error) {
	info, err := readMP3Info(in)
	if err != nil {
		return nil, stated{}, err
	}
	frames := &mp3Frames{in: in}
	stream, err := mp3.NewDecoder(frames)
	if err != nil {
		return nil, stated{}, damaged(err)
	}
	s := stated{frames.first.rate, frames.first.channels, -1}
	if info.frames > 0 {
		s.frames = max(1, info.frames-info.delay)
	}
	return &mp3Decoder{stream: stream, skip: info.delay, least: info.frames}, s, nil
}

func (d *mp3Decoder) decode(dst []audio.Frame) (int, error) {
	for d.skip > 0 {
		n, err := d.next(dst[:min(int64(len(dst)), d.skip)])
		d.skip -= int64(n)
		if err != nil {
			return 0, err
		}
	}
	return d.next(dst)
}

// next reads frames, including the encoder's delay.
func (d *mp3Decoder) next(dst []audio.Frame) (int, error) {
	got, err := io.ReadFull(d.stream, d.buf[:4*min(len(dst), block)])
	n := got / 4
	d.least -= int64(n)
	switch {
	case err == io.ErrUnexpectedEOF, err == io.EOF && n > 0:
		err = nil // the next call returns the end
	case err == io.EOF && d.least > 0:
		err = errTruncated
	case err != nil && err != io.EOF:
		err = damaged(err)
	}
	for i := range n {
		b := d.buf[4*i:]
		left, right := int16(binary.LittleEndian.Uint16(b)), int16(binary.LittleEndian.Uint16(b[2:]))
		dst[i] = audio.Frame{float32(left) / (1 << 15), float32(right) / (1 << 15)}
	}
	return n, err
}
