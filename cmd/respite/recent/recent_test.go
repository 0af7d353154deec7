package recent

import "testing"

// A full store drops the value that was not used for the longest time.
func TestValues(t *testing.T) {
	r := New[int](2)
	r.Keep("a", 1)
	r.Keep("b", 2)
	r.Keep("b", 3)
	r.Find("a")
	r.Keep("c", 4)
	for name, want := range map[string]int{"a": 1, "b": 0, "c": 4} {
		if got, ok := r.Find(name); got != want || ok != (want != 0) {
			t.Errorf("%s: %d, %v, want %d", name, got, ok, want)
		}
	}
	if len(r.known) != 2 || r.order.Len() != 2 {
		t.Errorf("%d names and %d values are kept", len(r.known), r.order.Len())
	}
}

func TestFindOr(t *testing.T) {
	r := New[int](2)
	if first, second := r.FindOr("a", 1), r.FindOr("a", 2); first != 1 || second != 1 {
		t.Errorf("%d, then %d, want 1 twice", first, second)
	}
}
