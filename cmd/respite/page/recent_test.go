package page

import "testing"

// A full store drops the value that was not used for the longest time.
func TestRecent(t *testing.T) {
	r := newRecent[int](2)
	r.keep("a", 1)
	r.keep("b", 2)
	r.keep("b", 3)
	r.find("a")
	r.keep("c", 4)
	for name, want := range map[string]int{"a": 1, "b": 0, "c": 4} {
		if got, ok := r.find(name); got != want || ok != (want != 0) {
			t.Errorf("%s: %d, %v, want %d", name, got, ok, want)
		}
	}
	if len(r.known) != 2 || r.order.Len() != 2 {
		t.Errorf("%d names and %d values are kept", len(r.known), r.order.Len())
	}
}
