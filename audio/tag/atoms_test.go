package tag

import (
	"bytes"
	"testing"
)

// Items as in the QuickTime File Format Specification, "Metadata": an atom is its size in
// four bytes, its name and its content. The data types are 1 for text, 13 for JPEG, 14
// for PNG and 21 for an integer; four empty bytes for the locale follow them.
func TestAtoms(t *testing.T) {
	jpeg, png := Cover{Type: "image/jpeg", Data: []byte("jfif")}, Cover{Type: "image/png", Data: []byte("ihdr")}
	for _, tc := range []struct {
		what      string
		got, want string
	}{
		{"no tags", string(Tags{}.Atoms(false)), ""},
		{"a title", string(Tags{Title: "x"}.Atoms(false)), "\x00\x00\x00\x19\xa9nam\x00\x00\x00\x11data\x00\x00\x00\x01\x00\x00\x00\x00x"},
		{"a book", string(Tags{}.Atoms(true)), "\x00\x00\x00\x19stik\x00\x00\x00\x11data\x00\x00\x00\x15\x00\x00\x00\x00\x02"},
		{"a JPEG", string(Tags{Cover: jpeg}.Atoms(false)), "\x00\x00\x00\x1ccovr\x00\x00\x00\x14data\x00\x00\x00\x0d\x00\x00\x00\x00jfif"},
		{"a PNG", string(Tags{Cover: png}.Atoms(false)), "\x00\x00\x00\x1ccovr\x00\x00\x00\x14data\x00\x00\x00\x0e\x00\x00\x00\x00ihdr"},
		{"a free item", string(freeItem("a", "b")), "\x00\x00\x00\x42----\x00\x00\x00\x1cmean\x00\x00\x00\x00com.apple.iTunes\x00\x00\x00\x0dname\x00\x00\x00\x00a\x00\x00\x00\x11data\x00\x00\x00\x01\x00\x00\x00\x00b"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %q, want %q", tc.what, tc.got, tc.want)
		}
	}
}

// RFC 9639, 8.8: the type, the media type, the description, width, height, depth, colours
// and data; lengths and numbers in four bytes.
func TestPicture(t *testing.T) {
	got := Cover{Type: "image/png", Data: []byte("ihdr"), Width: 256, Height: 3}.Picture()
	want := "\x00\x00\x00\x03\x00\x00\x00\x09image/png\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x03\x00\x00\x00\x18\x00\x00\x00\x00\x00\x00\x00\x04ihdr"
	if !bytes.Equal(got, []byte(want)) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := (Cover{Type: "image/png"}).Picture(); got != nil {
		t.Errorf("without data: %q", got)
	}
}
