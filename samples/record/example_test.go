package record_test

import (
	"fmt"

	"respite/samples/record"
)

// The voices that respite is bundled with, and what speaks them.
func ExampleVoices() {
	for _, v := range record.Voices("") {
		fmt.Printf("%s: %s (%v)\n", v.Name, v.Description, v.Engine)
	}
	// Output:
	// finn: a calm man, American English (Kokoro-82M, voice am_puck, language en-us, speed 0.86, pace 115, row 60)
	// ada: a calm woman, American English (Kokoro-82M, voice af_heart, language en-us, speed 0.84, pace 115, row 60)
	// mateo: a calm man, Spanish (Kokoro-82M, voice em_alex, language es, speed 0.9, pace 115, row 60)
	// elise: a calm woman, French (Kokoro-82M, voice ff_siwis, language fr-fr, speed 0.9, pace 115, row 60)
	// chiara: a calm woman, Italian (Kokoro-82M, voice if_sara, language it, speed 0.9, pace 115, row 60)
	// greta: a calm woman, German (pico2wave, voice de-DE, speed 68)
}
