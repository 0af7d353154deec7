package speech

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// openAIServer is the address of OpenAI itself.
const openAIServer = "https://api.openai.com/v1"

// calmly is what a model that understands instructions is told.
const calmly = "Speak calmly, warmly and slowly, with short pauses at the ends of clauses, as in a guided stretching session."

// openAI is a server with the call POST /audio/speech of OpenAI's API, asked for WAV. A server of
// the user's has voices and models of its own names, so that one has to be given.
func openAI(s Settings) (Engine, error) {
	own := s.URL != "" && s.URL != openAIServer
	if own && s.Voice == "" {
		return nil, fmt.Errorf("a server of your own has voices of its own names: --tts-voice NAME")
	}
	model, voice := s.Model, cmp.Or(s.Voice, "alloy")
	if !own {
		model = cmp.Or(model, "gpt-4o-mini-tts")
	}
	body := func(text string, speed float64) any {
		b := map[string]any{"voice": voice, "input": text, "response_format": "wav", "speed": speed}
		if model != "" {
			b["model"] = model
		}
		if own && s.Language != "" {
			b["language"] = s.Language
		}
		if !own {
			b["instructions"] = calmly
		}
		return b
	}
	return newServer(s, cmp.Or(s.URL, openAIServer), "audio/speech", dialect{
		name:     "openai",
		settings: fmt.Sprintf("model %s, voice %s, language %s", model, voice, s.Language),
		header:   func(h http.Header, key string) { h.Set("Authorization", "Bearer "+key) },
		body:     body,
		speed:    0.85 * s.Speed,
	})
}

// elevenLabs is the server of that name, asked for raw PCM of 22,050 Hz by its own call
// POST /text-to-speech/VOICE.
func elevenLabs(s Settings) (Engine, error) {
	if s.Voice == "" {
		return nil, fmt.Errorf("elevenlabs needs the id of a voice: --tts-voice ID")
	}
	model := cmp.Or(s.Model, "eleven_multilingual_v2")
	body := func(text string, speed float64) any {
		return map[string]any{
			"text": text, "model_id": model,
			"voice_settings": map[string]any{"stability": 0.6, "similarity_boost": 0.75, "speed": max(0.7, min(speed, 1.2))},
		}
	}
	return newServer(s, cmp.Or(s.URL, "https://api.elevenlabs.io/v1"), "text-to-speech/"+url.PathEscape(s.Voice), dialect{
		name:     "elevenlabs",
		settings: fmt.Sprintf("model %s, voice %s", model, s.Voice),
		header:   func(h http.Header, key string) { h.Set("Xi-Api-Key", key) },
		body:     body,
		speed:    0.85 * s.Speed,
		pcm:      22050,
		query:    "output_format=pcm_22050",
	})
}

// newServer returns the engine of a server that is asked by a call, a path below its address.
func newServer(s Settings, address, call string, d dialect) (Engine, error) {
	u, err := serverAddress(address, call)
	if err != nil {
		return nil, err
	}
	u.RawQuery = cmp.Or(d.query, u.RawQuery)
	return &server{dialect: d, url: u.String(), key: secret(s.Key), client: newClient(u.Scheme), first: time.Second}, nil
}
