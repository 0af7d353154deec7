package speech

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"respite/samples/record/speech/process"
)

// elevenLabsServer is the address of that service.
const elevenLabsServer = "https://api.elevenlabs.io/v1"

// elevenLabs is the service of that name, asked for raw PCM of 24 kHz by its own call
// POST /text-to-speech/VOICE.
func elevenLabs(s Settings) (Engine, error) {
	switch {
	case s.Voice == "":
		return nil, errors.New("elevenlabs needs the id of a voice: --tts-voice ID")
	case s.URL == "" && s.Key == "":
		return nil, errors.New("elevenlabs needs a key in " + process.KeyVariable)
	}
	model := cmp.Or(s.Model, "eleven_multilingual_v2")
	body := func(text string, speed float64) any {
		b := map[string]any{
			"text": text, "model_id": model,
			// The newest model takes a stability of 0, 0.5 and 1 only; a speed is 0.7 to 1.2.
			"voice_settings": map[string]any{"stability": 0.5, "similarity_boost": 0.75, "speed": max(0.7, min(speed, 1.2))},
		}
		if s.Language != "" && !strings.Contains(model, "multilingual_v2") { // which refuses it
			b["language_code"] = base(s.Language)
		}
		return b
	}
	return newServer(s, cmp.Or(s.URL, elevenLabsServer), "text-to-speech/"+url.PathEscape(s.Voice), dialect{
		name:     "elevenlabs",
		settings: fmt.Sprintf("model %s, voice %s, language %s", model, s.Voice, s.Language),
		header:   func(h http.Header, key string) { h.Set("Xi-Api-Key", key) },
		body:     body,
		speed:    ownSlower * s.Speed,
		pcm:      24000,
		query:    "output_format=pcm_24000",
	})
}
