package flac

import "encoding/binary"

// crc8 returns the check sum of a frame's header, x^8+x^2+x+1 (RFC 9639, 9.1.8).
func crc8(b []byte) (crc byte) {
	for _, x := range b {
		crc ^= x
		for range 8 {
			crc = crc<<1 ^ crc>>7*7
		}
	}
	return crc
}

// crc16 continues the check sum crc of a frame, x^16+x^15+x^2+1 (RFC 9639, 9.3), with
// the bytes b. It processes eight bytes at a time: table k holds the check sums of a
// byte followed by k zero bytes.
func crc16(crc uint16, b []byte) uint16 {
	t := &crc16Tables
	for ; len(b) >= 8; b = b[8:] {
		x := binary.BigEndian.Uint64(b) ^ uint64(crc)<<48
		crc = t[7][x>>56] ^ t[6][x>>48&0xff] ^ t[5][x>>40&0xff] ^ t[4][x>>32&0xff] ^
			t[3][x>>24&0xff] ^ t[2][x>>16&0xff] ^ t[1][x>>8&0xff] ^ t[0][x&0xff]
	}
	for _, x := range b {
		crc = crc<<8 ^ t[0][byte(crc>>8)^x]
	}
	return crc
}

var crc16Tables = func() (tables [8][256]uint16) {
	for i := range 256 {
		crc := uint16(i) << 8
		for range 8 {
			crc = crc<<1 ^ crc>>15*0x8005
		}
		tables[0][i] = crc
	}
	for k := 1; k < 8; k++ {
		for i, crc := range tables[k-1] {
			tables[k][i] = crc<<8 ^ tables[0][crc>>8]
		}
	}
	return tables
}()
