package flac

import "testing"

// The published check values of the two CRCs for the text 123456789.
func TestCheckSums(t *testing.T) {
	if got := crc8([]byte("123456789")); got != 0xf4 {
		t.Errorf("CRC-8 is %#x, not 0xf4", got)
	}
	if got := crc16(0, []byte("123456789")); got != 0xfee8 {
		t.Errorf("CRC-16 is %#x, not 0xfee8", got)
	}
}
