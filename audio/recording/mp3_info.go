package recording

import (
	"bufio"
	"encoding/binary"
)

// An mp3Info is what the info frame before the sound states; zero where it is missing.
type mp3Info struct {
	frames int64 // in samples of a channel, including the delay and the padding at the end
	delay  int64 // of encoder and decoder, in samples
}

// readMP3Info reads the frame without sound that most encoders write first: the Xing
// header, with LAME's extension ("Mp3 Info Tag rev 1", 2003). Where that is missing it
// consumes nothing.
func readMP3Info(in *bufio.Reader) (mp3Info, error) {
	const ofDecoder = 529 // frames
	start, err := in.Peek(4)
	if err != nil {
		return mp3Info{}, truncated(err)
	}
	h, _ := parseMP3Header(start)
	frame, err := in.Peek(h.size)
	if err != nil {
		return mp3Info{}, truncated(err)
	}
	tag := frame[min(len(frame), 4+h.sideInfo()):]
	const withCount, lame = 12, 120 // bytes
	if len(tag) < withCount || string(tag[:4]) != "Xing" && string(tag[:4]) != "Info" {
		return mp3Info{}, nil
	}
	var info mp3Info
	if tag[7]&1 != 0 {
		info.frames = int64(binary.BigEndian.Uint32(tag[8:])) * int64(h.samples)
	}
	if tag[7]&0xf == 0xf && len(tag) >= lame+24 {
		if fill := uint32(tag[lame+21])<<16 | uint32(tag[lame+22])<<8 | uint32(tag[lame+23]); fill != 0 {
			info.delay = int64(fill>>12) + ofDecoder
		}
	}
	_, err = in.Discard(h.size)
	return info, err
}

// sideInfo returns the number of bytes between a frame's header and its data.
func (h mp3Header) sideInfo() int {
	switch {
	case h.samples == 1152 && h.channels == 2:
		return 32
	case h.samples == 1152 || h.channels == 2:
		return 17
	}
	return 9
}
