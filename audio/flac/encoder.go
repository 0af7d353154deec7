package flac

import (
	"encoding/binary"
	"math/bits"
	"sync"

	"respite/audio"
)

// flacBlock is how many frames a FLAC frame holds; a whole number of them is a
// chunk.
const flacBlock = 4096

const _ = -uint(audio.ChunkFrames % flacBlock) // does not compile when it is not so

// A flacEncoder turns samples into FLAC frames. It predicts with the fixed
// polynomials, which is quick, and keeps nothing from one frame to the next.
type flacEncoder struct {
	channels [4][flacBlock]int32 // left, right, mid, side
	residual [flacBlock]int32
	out      bitWriter
}

// The places of the channels in a flacEncoder.
const atLeft, atRight, atMid, atSide = 0, 1, 2, 3

// flacEncoders keep scratch space from one chunk to the next.
var flacEncoders = sync.Pool{New: func() any { return new(flacEncoder) }}

// encode appends the frames of samples that stand at a position, a multiple of
// flacBlock.
func (e *flacEncoder) encode(dst, pcm []byte, f File, at int64) []byte {
	step := f.Format.FrameBytes()
	for number := at / flacBlock; len(pcm) > 0; number++ {
		n := min(flacBlock, len(pcm)/step)
		e.load(pcm[:n*step], step)
		dst = e.frame(dst, n, number, f)
		pcm = pcm[n*step:]
	}
	return dst
}

// load takes the channels from samples, little-endian and interleaved.
func (e *flacEncoder) load(pcm []byte, step int) {
	for i := range len(pcm) / step {
		b := pcm[i*step:]
		var l, r int32
		if step == 4 {
			l, r = int32(int16(binary.LittleEndian.Uint16(b))), int32(int16(binary.LittleEndian.Uint16(b[2:])))
		} else {
			l = int32(b[0]) | int32(b[1])<<8 | int32(int8(b[2]))<<16
			r = int32(b[3]) | int32(b[4])<<8 | int32(int8(b[5]))<<16
		}
		e.channels[atLeft][i], e.channels[atRight][i] = l, r
		e.channels[atMid][i], e.channels[atSide][i] = (l+r)>>1, l-r
	}
}

// frame appends one frame of n samples a channel (RFC 9639, 9).
func (e *flacEncoder) frame(dst []byte, n int, number int64, f File) []byte {
	start := len(dst)
	var orders [4]int
	var costs [4]uint64
	for c := range e.channels {
		orders[c], costs[c] = bestOrder(e.channels[c][:n])
	}
	pair := cheapest(costs)
	dst = append(dst, 0xff, 0xf8, blockCode(n)<<4|rateCode(f.Rate), pair.code<<4|sizeCode(f.Format))
	dst = appendNumber(dst, uint64(number))
	if n != flacBlock {
		dst = binary.BigEndian.AppendUint16(dst, uint16(n-1))
	}
	dst = append(dst, crc8(dst[start:]))

	e.out = bitWriter{dst: dst}
	size := uint(8 * f.Format.FrameBytes() / 2)
	for _, c := range pair.channels {
		bits := size
		if c == atSide {
			bits++ // a difference needs one more
		}
		e.subframe(e.channels[c][:n], orders[c], bits)
	}
	dst = e.out.bytes()
	return binary.BigEndian.AppendUint16(dst, crc16(0, dst[start:]))
}

// subframe writes one channel with the fixed predictor of that order (RFC 9639,
// 9.2.5).
func (e *flacEncoder) subframe(x []int32, order int, bits uint) {
	e.out.put(uint64(8|order)<<1, 8)
	for _, v := range x[:order] {
		e.out.put(uint64(v)&(1<<bits-1), bits)
	}
	e.out.residual(predict(e.residual[:], x, order), order)
}

// A stereo is a pair of channels and its code (RFC 9639, 9.1.3).
type stereo struct {
	channels [2]int
	code     byte
}

// cheapest is the pair that costs the fewest bits.
func cheapest(costs [4]uint64) stereo {
	best := stereo{[2]int{atLeft, atRight}, 1}
	for _, s := range []stereo{{[2]int{atLeft, atSide}, 8}, {[2]int{atSide, atRight}, 9}, {[2]int{atMid, atSide}, 10}} {
		if costs[s.channels[0]]+costs[s.channels[1]] < costs[best.channels[0]]+costs[best.channels[1]] {
			best = s
		}
	}
	return best
}

// The codes of a frame's header (RFC 9639, 9.1.1 to 9.1.4).
func blockCode(n int) byte {
	if n == flacBlock {
		return 12
	}
	return 7 // 16 bit at the header's end
}

func rateCode(rate int) byte {
	switch rate {
	case 44100:
		return 9
	case 48000:
		return 10
	}
	return 0 // as STREAMINFO says
}

func sizeCode(f audio.Format) byte {
	if f == audio.Int24 {
		return 6 << 1
	}
	return 4 << 1
}

// appendNumber appends a frame's number in the way of UTF-8, up to 36 bit (RFC
// 9639, 9.1.5).
func appendNumber(dst []byte, n uint64) []byte {
	if n < 0x80 {
		return append(dst, byte(n))
	}
	more := (bits.Len64(n) - 2) / 5 // bytes after the first, each of 6 bits; the first has 6-more
	dst = append(dst, byte(0xff<<(7-more))|byte(n>>(6*more)))
	for more--; more >= 0; more-- {
		dst = append(dst, 0x80|byte(n>>(6*more))&0x3f)
	}
	return dst
}
