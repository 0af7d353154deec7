package samples_test

import (
	"fmt"

	"respite/samples"
)

func ExampleOpenVoice() {
	voice, err := samples.OpenVoice("finn")
	if err != nil {
		fmt.Println(err)
		return
	}
	_, ok := voice.Length("Inhale.")
	fmt.Println(voice.Manifest().Language, ok)
	_, ok = voice.Length("Nobody recorded this.")
	fmt.Println(ok)
	// Output:
	// en true
	// false
}
