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

// elevenLabsServer is the address of the service.
const elevenLabsServer = "https://api.elevenlabs.io/v1"

// elevenLabs uses the service ElevenLabs through its call POST /text-to-speech/VOICE, and
// requests raw PCM at 24 kHz.
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
			// The newest model accepts only a stability of 0, 0.5 or 1, and a speed of 0.7 to
			// 1.2.
			"voice_settings": map[string]any{"stability": 0.5, "similarity_boost": 0.75, "speed": max(0.7, min(speed, 1.2))},
		}
		if s.Language != "" && !strings.Contains(model, "multilingual_v2") { // that model rejects a language
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
