package flac

import "math/bits"

// The codes of a frame's header (RFC 9639, 9.1.1 to 9.1.4).

const statedBlock = 7 // the block size follows in 16 bits at the header's end

func blockCode(n int) byte {
	switch n {
	case sessionBlock:
		return 12
	case clipBlock:
		return 10
	}
	return statedBlock
}

func rateCode(rate int) byte {
	for code, r := range rates {
		if r == rate {
			return byte(code)
		}
	}
	return 0 // the rate is the one in STREAMINFO
}

func sizeCode(bits int) byte {
	for code, b := range widths {
		if b == bits {
			return byte(code) << 1
		}
	}
	return 0
}

// appendNumber appends a frame's number of up to 36 bits in the encoding of UTF-8 (RFC
// 9639, 9.1.5).
func appendNumber(dst []byte, n uint64) []byte {
	if n < 0x80 {
		return append(dst, byte(n))
	}
	more := (bits.Len64(n) - 2) / 5 // continuation bytes of 6 bits each; the first byte holds 6-more bits
	dst = append(dst, byte(0xff<<(7-more))|byte(n>>(6*more)))
	for more--; more >= 0; more-- {
		dst = append(dst, 0x80|byte(n>>(6*more))&0x3f)
	}
	return dst
}

// numberEnd returns the first number that needs more than a given number of bytes.
func numberEnd(length int) int64 {
	if length == 1 {
		return 1 << 7
	}
	return 1 << (5*length + 1)
}
