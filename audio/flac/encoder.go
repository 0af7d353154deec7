package flac

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sync"

	"respite/audio/pcm"
)

// The samples of a channel in a frame. For sessions it divides a chunk. Clips are
// speech, which changes fast: shorter blocks fit it better, until their headers weigh
// more.
const (
	sessionBlock = 4096
	clipBlock    = 1024
)

const _ = -uint(pcm.ChunkFrames % sessionBlock) // fails to compile unless sessionBlock divides a chunk

// A shape holds the parameters that all frames of a file share.
type shape struct {
	rate, bits, channels int
	block                int // samples of a channel in a frame
	order                int // highest order of the linear predictors
}

// An encoder turns samples into FLAC frames. It keeps no state between frames.
type encoder struct {
	channels  [4][sessionBlock]int32 // left, right, mid, side
	predicted [sessionBlock]int32
	residual  [sessionBlock]uint32
	windowed  [highestOrder + fitted]float64
	lags      [highestOrder + 1]float64
	out       bitWriter
	sizes     []int // of the frames that the last call of encode appended, in bytes
}

// The indices of the channels in an encoder.
const atLeft, atRight, atMid, atSide = 0, 1, 2, 3

// encoders reuses buffers between chunks.
var encoders = sync.Pool{New: func() any { return new(encoder) }}

// encode appends the frames of samples with one or two channels. The samples are
// little-endian and interleaved, and begin at a position that is a multiple of the
// block.
func (e *encoder) encode(dst, pcm []byte, s shape, at int64) []byte {
	step, load := s.channels*s.bits/8, e.load
	if s.channels == 1 {
		load = e.loadMono
	}
	e.sizes = e.sizes[:0]
	for number := at / int64(s.block); len(pcm) > 0; number++ {
		n := min(s.block, len(pcm)/step)
		load(pcm[:n*step], step)
		start := len(dst)
		dst = e.frame(dst, n, number, s)
		e.sizes = append(e.sizes, len(dst)-start)
		pcm = pcm[n*step:]
	}
	return dst
}

// load separates the channels of samples, little-endian and interleaved.
func (e *encoder) load(pcm []byte, step int) {
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
	}
}

// loadMono loads the samples of a single channel.
func (e *encoder) loadMono(pcm []byte, step int) {
	for i := range len(pcm) / step {
		b := pcm[i*step:]
		if step == 2 {
			e.channels[atLeft][i] = int32(int16(binary.LittleEndian.Uint16(b)))
		} else {
			e.channels[atLeft][i] = int32(b[0]) | int32(b[1])<<8 | int32(int8(b[2]))<<16
		}
	}
}

// frame appends one frame of n samples a channel (RFC 9639, 9).
func (e *encoder) frame(dst []byte, n int, number int64, s shape) []byte {
	start := len(dst)
	mono := [1]int{atLeft}
	var pair stereo
	channels := mono[:]
	if s.channels == 2 {
		pair = e.pair(n)
		channels = pair.channels[:]
	}
	e.out = bitWriter{dst: appendFrameHeader(dst, n, number, pair, s)}
	for _, c := range channels {
		bits := uint(s.bits)
		if c == atSide {
			bits++ // the difference of two channels needs one more bit
		}
		e.subframe(e.channels[c][:n], s.order, bits)
	}
	dst = e.out.bytes()
	return binary.BigEndian.AppendUint16(dst, crc16(0, dst[start:]))
}

// appendFrameHeader appends the header of a frame (RFC 9639, 9.1).
func appendFrameHeader(dst []byte, n int, number int64, pair stereo, s shape) []byte {
	start := len(dst)
	dst = append(dst, 0xff, 0xf8, blockCode(n)<<4|rateCode(s.rate), pair.code<<4|sizeCode(s.bits))
	dst = appendNumber(dst, uint64(number))
	if blockCode(n) == statedBlock {
		dst = binary.BigEndian.AppendUint16(dst, uint16(n-1))
	}
	return append(dst, crc8(dst[start:]))
}

// A stereo is a pair of channels and its code (RFC 9639, 9.1.3).
type stereo struct {
	channels [2]int
	code     byte
}

var pairs = []stereo{
	{[2]int{atLeft, atRight}, 1}, {[2]int{atLeft, atSide}, 8}, {[2]int{atSide, atRight}, 9}, {[2]int{atMid, atSide}, 10},
}

// pair chooses the stereo coding for n samples of each channel, and computes its
// channels.
func (e *encoder) pair(n int) stereo {
	l, r := e.channels[atLeft][:n], e.channels[atRight][:n]
	best := cheapest(middle(l), middle(r))
	if best.code == 1 {
		return best
	}
	mid, side := e.channels[atMid][:n], e.channels[atSide][:n]
	for i, v := range l {
		mid[i], side[i] = (v+r[i])>>1, v-r[i]
	}
	return best
}

// cheapest estimates from the second differences of left, right, mid and side which
// pair takes the fewest bits.
func cheapest(l, r []int32) stereo {
	r = r[:len(l)]
	var left, right, mid, side uint64
	for i := 2; i < len(l); i++ {
		a, b := l[i]-2*l[i-1]+l[i-2], r[i]-2*r[i-1]+r[i-2]
		left += abs(a)
		right += abs(b)
		mid += abs(a + b)
		side += abs(a - b)
	}
	var costs [4]uint64
	for c, sum := range [4]uint64{atLeft: left, atRight: right, atMid: mid / 2, atSide: side} {
		_, costs[c] = riceCost(2*sum, uint64(len(l)))
	}
	cost := func(s stereo) uint64 { return costs[s.channels[0]] + costs[s.channels[1]] }
	return slices.MinFunc(pairs, func(a, b stereo) int { return cmp.Compare(cost(a), cost(b)) })
}

func abs(x int32) uint64 {
	sign := x >> 31
	return uint64(uint32((x ^ sign) - sign))
}
