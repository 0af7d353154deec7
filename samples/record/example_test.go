package record_test

import (
	"fmt"

	"respite/samples/record"
)

// The voices that respite is bundled with, and what speaks them.
func ExampleVoices() {
	for _, v := range record.Voices() {
		fmt.Printf("%s: %s (%v)\n", v.Name, v.Description, v.Engine)
	}
	// Output:
	// ross: a calm man, American English (RHVoice, profile bdl, rate 63, quality max)
	// clara: a calm woman, American English (RHVoice, profile clb, rate 67, quality max)
	// greta: a calm woman, German (pico2wave, voice de-DE, speed 68)
	// lucia: a calm woman, Spanish of Spain (pico2wave, voice es-ES, speed 74)
}
