package flac

import (
	"errors"
	"math/bits"
)

// A header is what a frame's header states (RFC 9639, 9.1) and STREAMINFO does not.
type header struct {
	samples int // of each channel
	stereo  int // coding of the channels
}

// How two channels are coded (RFC 9639, 9.1.3).
const (
	independent = iota
	leftSide
	sideRight
	midSide
)

var (
	errSync    = errors.New("there is no valid frame header")
	errChanged = errors.New("its sample format changes")
	errHeader  = errors.New("a frame's header has a wrong check sum")
	errFrame   = errors.New("a frame has a wrong check sum")
)

// header reads a frame's header and checks its check sum.
func (d *blocks) header() (h header, err error) {
	in := &d.in
	in.mark()
	if in.read(15) != 0x7ffc {
		return h, errSync
	}
	in.read(1) // fixed or variable block size
	size, rate, channels, width := in.read(4), in.read(4), in.read(4), in.read(3)
	in.read(1)
	for more := bits.LeadingZeros8(^uint8(in.read(8))); more > 1; more-- {
		in.read(8) // the frame's number
	}
	h.samples = blockSize(in, size)
	stated := rateOf(in, rate)
	if sum := in.crc8(); uint64(sum) != in.read(8) {
		return h, errHeader
	}
	h.stereo = max(0, int(channels)-7)
	if count := min(int(channels)+1, 9); h.stereo > midSide || h.samples == 0 || rate == 15 || width == 3 {
		return h, errSync
	} else if h.stereo == independent && count != d.info.Channels || h.stereo > 0 && d.info.Channels != 2 ||
		width != 0 && widths[width] != d.info.Bits || stated != 0 && stated != d.info.Rate {
		return h, errChanged
	}
	return h, nil
}

// widths are the bits of a sample by their code; 0 stands for the value in STREAMINFO
// (RFC 9639, 9.1.4).
var widths = [8]int{0, 8, 12, 0, 16, 20, 24, 32}

// blockSize returns the samples of a block by their code, 0 for an invalid code (RFC
// 9639, 9.1.1).
func blockSize(in *bitReader, code uint64) int {
	switch {
	case code == 1:
		return 192
	case code >= 2 && code <= 5:
		return 144 << code
	case code == 6:
		return int(in.read(8)) + 1
	case code == 7:
		return int(in.read(16)) + 1
	case code >= 8:
		return 1 << code
	}
	return 0
}

// rateOf returns the rate in Hz by its code; 0 stands for the value in STREAMINFO (RFC
// 9639, 9.1.2).
func rateOf(in *bitReader, code uint64) int {
	switch code {
	case 12:
		return 1000 * int(in.read(8))
	case 13:
		return int(in.read(16))
	case 14:
		return 10 * int(in.read(16))
	}
	return rates[code]
}

// rates are the rates in Hz by their code; 0 stands for the value in STREAMINFO.
var rates = [16]int{0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000}

// A block holds the samples of two channels; the second is empty in a mono file.
type block[T sample] [2][]T

// read reads the subframes of a frame and converts them to left and right.
func (b *block[T]) read(in *bitReader, h header, channels int, width uint) error {
	for c := range channels {
		if cap(b[c]) < h.samples {
			b[c] = make([]T, h.samples)
		}
		b[c] = b[c][:h.samples]
		side := h.stereo == sideRight && c == 0 || (h.stereo == leftSide || h.stereo == midSide) && c == 1
		extra := uint(0)
		if side {
			extra = 1 // the difference of two channels needs one more bit
		}
		if err := subframe(in, b[c], width+extra); err != nil {
			return err
		}
	}
	b.separate(h.stereo)
	return nil
}

// separate converts the coded pair of channels to left and right (RFC 9639, 4.2).
func (b *block[T]) separate(stereo int) {
	first, second := b[0], b[1]
	switch stereo {
	case leftSide:
		for i, left := range first {
			second[i] = left - second[i]
		}
	case sideRight:
		for i, right := range second {
			first[i] += right
		}
	case midSide:
		for i, side := range second {
			mid := first[i]<<1 | side&1
			first[i], second[i] = (mid+side)>>1, (mid-side)>>1
		}
	}
}
