package flac

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sync"

	"respite/audio/pcm"
)

// The samples of a channel in a frame: of sessions, a whole number of which is a
// chunk, and of clips. Speech changes fast: shorter blocks fit it better, until
// their headers weigh more.
const (
	sessionBlock = 4096
	clipBlock    = 1024
)

const _ = -uint(pcm.ChunkFrames % sessionBlock) // does not compile when it is not so

// A shape is what all frames of a file share.
type shape struct {
	rate, bits, channels int
	block                int // samples of a channel in a frame
	order                int // of the linear predictor
}

// An encoder turns samples into FLAC frames. It keeps nothing from one frame to
// the next.
type encoder struct {
	channels [4][sessionBlock]int32 // left, right, mid, side
	fixed    [4]fixedPredictor      // of the channels
	residual [sessionBlock]int32
	windowed [sessionBlock]float64
	lags     [highestOrder + 4]float64
	out      bitWriter
}

// The places of the channels in an encoder.
const atLeft, atRight, atMid, atSide = 0, 1, 2, 3

// encoders keep scratch space from one chunk to the next.
var encoders = sync.Pool{New: func() any { return new(encoder) }}

// encode appends the frames of stereo samples that stand at a position, a
// multiple of the block. The samples are little-endian and interleaved.
func (e *encoder) encode(dst, pcm []byte, s shape, at int64) []byte {
	step := 2 * s.bits / 8
	for number := at / int64(s.block); len(pcm) > 0; number++ {
		n := min(s.block, len(pcm)/step)
		e.load(pcm[:n*step], step)
		dst = e.frame(dst, n, number, s)
		pcm = pcm[n*step:]
	}
	return dst
}

// load takes the channels from samples, little-endian and interleaved.
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
		e.channels[atMid][i], e.channels[atSide][i] = (l+r)>>1, l-r
	}
}

// frame appends one frame of n samples a channel (RFC 9639, 9).
func (e *encoder) frame(dst []byte, n int, number int64, s shape) []byte {
	start := len(dst)
	code, channels := byte(0), []int{atLeft}
	if s.channels == 2 {
		pair := e.pair(n)
		code, channels = pair.code, pair.channels[:]
	} else {
		e.fixed[atLeft] = newFixedPredictor(e.channels[atLeft][:n])
	}
	dst = append(dst, 0xff, 0xf8, blockCode(n)<<4|rateCode(s.rate), code<<4|sizeCode(s.bits))
	dst = appendNumber(dst, uint64(number))
	if blockCode(n) == statedBlock {
		dst = binary.BigEndian.AppendUint16(dst, uint16(n-1))
	}
	dst = append(dst, crc8(dst[start:]))

	e.out = bitWriter{dst: dst}
	for _, c := range channels {
		bits := uint(s.bits)
		if c == atSide {
			bits++ // a difference needs one more
		}
		e.subframe(e.channels[c][:n], e.fixed[c], s.order, bits)
	}
	dst = e.out.bytes()
	return binary.BigEndian.AppendUint16(dst, crc16(0, dst[start:]))
}

// A stereo is a pair of channels and its code (RFC 9639, 9.1.3).
type stereo struct {
	channels [2]int
	code     byte
}

// pair is the cheapest pair of n samples a channel, by the fixed predictors.
func (e *encoder) pair(n int) stereo {
	pairs := []stereo{{[2]int{atLeft, atRight}, 1}, {[2]int{atLeft, atSide}, 8}, {[2]int{atSide, atRight}, 9}, {[2]int{atMid, atSide}, 10}}
	e.fixed[atLeft] = newFixedPredictor(e.channels[atLeft][:n])
	if slices.Equal(e.channels[atLeft][:n], e.channels[atRight][:n]) {
		return pairs[1] // the difference is silent
	}
	for c := atRight; c <= atSide; c++ {
		e.fixed[c] = newFixedPredictor(e.channels[c][:n])
	}
	cost := func(s stereo) uint64 { return e.fixed[s.channels[0]].cost + e.fixed[s.channels[1]].cost }
	return slices.MinFunc(pairs, func(a, b stereo) int { return cmp.Compare(cost(a), cost(b)) })
}
