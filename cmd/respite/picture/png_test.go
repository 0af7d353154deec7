package picture

import (
	"bytes"
	"image/png"
	"testing"
)

// A PNG file contains the name of the program, and other decoders can read it.
func TestPNGNamesItsProgram(t *testing.T) {
	var b bytes.Buffer
	if err := (Drawing{Width: 30, Height: 20}).WritePNG(&b, 2, false); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b.Bytes(), []byte("tEXtSoftware\x00respite")) {
		t.Error("it does not name the program")
	}
	m, err := png.Decode(&b) // checks the checksums of all chunks
	if err != nil {
		t.Fatal(err)
	}
	if size := m.Bounds().Size(); size.X != 60 || size.Y != 40 {
		t.Errorf("it has %v pixels, want 60 by 40", size)
	}
}
