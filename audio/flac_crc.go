package audio

// crc8 is the check sum of a FLAC frame's header, x^8+x^2+x+1 (RFC 9639, 9.1.8).
func crc8(b []byte) (crc byte) {
	for _, x := range b {
		crc ^= x
		for range 8 {
			crc = crc<<1 ^ crc>>7*7
		}
	}
	return crc
}

// crc16 is the check sum of a FLAC frame, x^16+x^15+x^2+1 (RFC 9639, 9.3).
func crc16(b []byte) (crc uint16) {
	for _, x := range b {
		crc = crc<<8 ^ crc16Table[byte(crc>>8)^x]
	}
	return crc
}

var crc16Table = func() (table [256]uint16) {
	for i := range table {
		crc := uint16(i) << 8
		for range 8 {
			crc = crc<<1 ^ crc>>15*0x8005
		}
		table[i] = crc
	}
	return table
}()
