package render

import (
	"reflect"
	"testing"

	"respite/cmd/respite/output"
)

// The order of the intro and the outro does not change, so that a batch keeps tracks that have
// both.
func TestFrameInputsHaveOneOrder(t *testing.T) {
	f := FrameFlags{intro: "in.wav", outro: "out.wav"}
	want := []output.Input{{What: "the intro", Name: "in.wav"}, {What: "the outro", Name: "out.wav"}}
	for range 50 {
		if got := f.inputs(); !reflect.DeepEqual(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	}
	if got := (&FrameFlags{outro: "out.wav"}).inputs(); !reflect.DeepEqual(got, want[1:]) {
		t.Errorf("only an outro: %v", got)
	}
}
