package container

import "testing"

// Only an unknown size is replaced. Any other size reveals a truncated file.
func TestSized(t *testing.T) {
	for size, want := range map[uint32]uint32{0: 44, 0x7ffff000: 44, 0x7fffffff: 44, 0xffffffff: 44, 44: 44, 45: 45, 66000: 66000, 20: 20} {
		for _, extra := range []string{"", "LIST\x04\x00\x00\x00INFO"} {
			wav := []byte("RIFF....WAVEfmt \x10\x00\x00\x00................" + extra + "data....")
			at := len(wav) - 4
			wav = append(wav, make([]byte, 44)...)
			for i := range 4 {
				wav[at+i] = byte(size >> (8 * i))
			}
			wav = sized(wav)
			got := uint32(wav[at]) | uint32(wav[at+1])<<8 | uint32(wav[at+2])<<16 | uint32(wav[at+3])<<24
			if got != want {
				t.Errorf("%d became %d, want %d", size, got, want)
			}
		}
	}
	for _, other := range []string{"", "RIFF", "no sound", "RIFF....WAVEdat", "RIFF....WAVEjunk\xff\xff\xff\xff"} {
		if got := string(sized([]byte(other))); got != other {
			t.Errorf("%q became %q", other, got)
		}
	}
}
