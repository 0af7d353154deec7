package flac

import "testing"

// A sample has at least one bit that is not wasted (RFC 9639, 9.2.2): of 16 bits, 15 may
// be wasted.
func TestWastedBits(t *testing.T) {
	for wasted, want := range map[uint]bool{15: true, 16: false} {
		var w bitWriter
		w.put(constantKind<<1|1, 8)
		w.put(1, wasted) // zeros and a one
		w.put(1, 1)      // the sample: -1, shifted
		b := append(w.bytes(), make([]byte, 8)...)
		x := make([]int32, 3)
		err := subframe(&bitReader{buf: b, rest: b}, x, 16)
		if (err == nil) != want || want && x[2] != -32768 {
			t.Errorf("%d wasted bits: %d, %v", wasted, x, err)
		}
	}
}

// No predictor has more coefficients than the block has samples (RFC 9639, 9.2.1: the
// types 8 to 12 are fixed, those from 32 on linear of order 1 and more).
func TestOrdersOfShortBlocks(t *testing.T) {
	for kind, least := range map[uint64]int{9: 1, 12: 4, 32: 1, 35: 4} {
		for _, n := range []int{least - 1, least} {
			if n == 0 {
				continue
			}
			var w bitWriter
			w.put(kind<<1, 8)
			b := append(w.bytes(), make([]byte, 100)...)
			if err := subframe(&bitReader{buf: b, rest: b}, make([]int32, n), 8); (err == nil) != (n >= least) {
				t.Errorf("type %d with %d samples: %v", kind, n, err)
			}
		}
	}
	for _, kind := range []uint64{2, 7, 13, 31} {
		b := append([]byte{byte(kind << 1)}, make([]byte, 100)...)
		if err := subframe(&bitReader{buf: b, rest: b}, make([]int32, 9), 8); err != errSubframe {
			t.Errorf("the reserved type %d: %v", kind, err)
		}
	}
}

// Bits that are 0 in all samples are wasted. Equal samples make a constant block, whatever
// their bits.
func TestBitsAreWasted(t *testing.T) {
	for _, c := range []struct {
		x      []int32
		wasted uint
		same   bool
	}{
		{[]int32{4, 8, 12}, 2, false}, {[]int32{-4, 8}, 2, false}, {[]int32{0, 8}, 3, false}, {[]int32{4, 4, 5}, 0, false}, {[]int32{1, 2}, 0, false},
		{[]int32{5, 5, 5}, 0, true}, {[]int32{6, 6}, 0, true}, {[]int32{0, 0}, 0, true},
	} {
		if wasted, same := wastedBits(c.x); wasted != c.wasted || same != c.same {
			t.Errorf("%d: %d wasted bits, same %t", c.x, wasted, same)
		}
	}
}
