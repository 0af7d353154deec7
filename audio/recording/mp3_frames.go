package recording

import (
	"bufio"
	"errors"
	"io"
)

// mp3Frames returns only the frames of an MP3 file. The library would decode what is
// between and after them (mostly tags) as sound, and would accept a truncated file.
type mp3Frames struct {
	in    *bufio.Reader
	first mp3Header
	frame []byte // the unread rest of a frame
	buf   [2048]byte
}

// An mp3Header is the header of a frame (ISO/IEC 11172-3, 2.4.1.3, and 13818-3).
type mp3Header struct {
	rate, channels int
	samples        int // of each channel, in the frame
	size           int // of the frame, bytes
}

func (f *mp3Frames) Read(b []byte) (int, error) {
	if len(f.frame) == 0 {
		if err := f.next(); err != nil {
			return 0, err
		}
	}
	n := copy(b, f.frame)
	f.frame = f.frame[n:]
	return n, nil
}

// next finds the next frame within 64 kB.
func (f *mp3Frames) next() error {
	for range 1 << 16 {
		start, err := f.in.Peek(4)
		if err != nil {
			return err
		}
		h, ok := parseMP3Header(start)
		if ok && (f.first.size == 0 || h.rate == f.first.rate && h.channels == f.first.channels) {
			return f.take(h)
		}
		if err := skipTag(f.in, start); err != nil {
			return err
		}
	}
	return errors.New("no MP3 frames in 64 kB")
}

func (f *mp3Frames) take(h mp3Header) error {
	f.first, f.frame = h, f.buf[:h.size]
	if _, err := io.ReadFull(f.in, f.frame); err != nil {
		f.frame = nil
		return errTruncated
	}
	return nil
}

// skipTag skips an ID3 tag, or one byte.
func skipTag(in *bufio.Reader, start []byte) error {
	switch string(start[:3]) {
	case "TAG":
		if _, err := in.Discard(128); err != nil && err != io.EOF {
			return err
		}
		return nil
	case "ID3":
		return skipID3(in)
	}
	_, err := in.Discard(1)
	return err
}

// skipID3 skips ID3v2 tags (ID3v2.4.0 structure, 3.1).
func skipID3(in *bufio.Reader) error {
	for {
		h, err := in.Peek(10)
		if err != nil || string(h[:3]) != "ID3" {
			return nil
		}
		size := int64(h[6]&0x7f)<<21 | int64(h[7]&0x7f)<<14 | int64(h[8]&0x7f)<<7 | int64(h[9]&0x7f)
		if h[5]&0x10 != 0 {
			size += 10 // a footer
		}
		if err := skip(in, 10+size); err != nil {
			return truncated(err)
		}
	}
}

// parseMP3Header parses the first four bytes of a frame of layer III, MPEG-1 or
// MPEG-2.
func parseMP3Header(b []byte) (mp3Header, bool) {
	if len(b) < 4 || b[0] != 0xff || b[1]&0xf6 != 0xf2 { // sync, MPEG-1 or -2, layer III
		return mp3Header{}, false
	}
	mpeg1 := b[1]&8 != 0
	rates, bits, samples := [3]int{22050, 24000, 16000}, mpeg2Bits, 576
	if mpeg1 {
		rates, bits, samples = [3]int{44100, 48000, 32000}, mpeg1Bits, 1152
	}
	bit, rate := bits[b[2]>>4], b[2]>>2&3
	if bit == 0 || rate == 3 || b[3]&3 == 2 {
		return mp3Header{}, false
	}
	h := mp3Header{rate: rates[rate], channels: 2, samples: samples}
	if b[3]>>6 == 3 {
		h.channels = 1
	}
	h.size = samples/8*bit*1000/h.rate + int(b[2]>>1&1)
	return h, true
}

// The bit rates of layer III, in kbit/s; 0 is free format or invalid.
var (
	mpeg1Bits = [16]int{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0}
	mpeg2Bits = [16]int{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0}
)
