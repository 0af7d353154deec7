package speech_test

import (
	"fmt"

	"respite/samples/record/speech"
)

func ExampleNew() {
	_, err := speech.New("flite", speech.Settings{Language: "de"})
	fmt.Println(err)
	// Output: flite speaks only English, but the routine is in "de"
}
