package speech

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"

	"respite/samples/record/speech/process"
)

// openAIServer is the address of OpenAI's own service.
const openAIServer = "https://api.openai.com/v1"

// ownSlower is the default speed for servers, because their speed of 1 is faster than calm.
const ownSlower = 0.85

// openAI uses a server with OpenAI's API call POST /audio/speech, and requests WAV. The server
// is OpenAI's own or a compatible one such as Kokoro-FastAPI, speaches or Supertonic's.
// Compatible servers have their own voices and models, so there is no default for them.
func openAI(s Settings) (Engine, error) {
	if s.URL != "" && strings.TrimSuffix(s.URL, "/") != openAIServer {
		return ownOpenAI(s)
	}
	if s.Key == "" {
		return nil, errors.New("openai needs a server (--tts-url URL), or a key for OpenAI's own in " + process.KeyVariable)
	}
	model, voice := cmp.Or(s.Model, "gpt-4o-mini-tts"), cmp.Or(s.Voice, "alloy")
	d := audioSpeech(s, model, voice, func(speed float64) map[string]any {
		if strings.HasPrefix(model, "tts-1") { // these models do not support instructions
			return nil
		}
		return map[string]any{"instructions": instructions(speed)}
	})
	return newServer(s, openAIServer, "audio/speech", d)
}

// ownOpenAI uses a user's server. It sends the language in the fields of the known servers; a
// server ignores fields that it does not know.
func ownOpenAI(s Settings) (Engine, error) {
	if s.Voice == "" {
		return nil, errors.New("your own server needs the name of one of its voices: --tts-voice NAME")
	}
	language := map[string]any{}
	if s.Language != "" {
		language["language"] = s.Language
		language["lang"] = base(s.Language) // for Supertonic
	}
	if code := kokoroCode(s.Language); code != "" {
		language["lang_code"] = code // for Kokoro-FastAPI
	}
	d := audioSpeech(s, s.Model, s.Voice, func(float64) map[string]any { return language })
	return newServer(s, s.URL, "audio/speech", d)
}

// audioSpeech returns the dialect of the API call. more returns extra fields for a speed.
func audioSpeech(s Settings, model, voice string, more func(speed float64) map[string]any) dialect {
	settings := "voice " + voice
	if model != "" {
		settings = "model " + model + ", " + settings
	}
	return dialect{
		name:     "openai",
		settings: settings + ", language " + s.Language,
		header:   bearer,
		speed:    ownSlower * s.Speed,
		body: func(text string, speed float64) any {
			b := map[string]any{"voice": voice, "input": text, "response_format": "wav", "speed": speed}
			if model != "" {
				b["model"] = model
			}
			maps.Copy(b, more(speed))
			return b
		},
	}
}

// bearer sends a key as a bearer token (RFC 6750).
func bearer(h http.Header, key string) { h.Set("Authorization", "Bearer "+key) }

// instructions describe the pace and the tone, for models that accept instructions.
func instructions(speed float64) string {
	return fmt.Sprintf("Speak calmly, warmly and gently, as the teacher of a quiet stretching class: slowly, "+
		"about %.0f words a minute, with a short pause at each comma and a longer one between sentences.", calmPace*speed/ownSlower)
}

// kokoroCodes are Kokoro's letters for languages.
var kokoroCodes = map[string]string{
	"en": "a", "en-GB": "b", "es": "e", "fr": "f", "hi": "h", "it": "i", "ja": "j", "pt": "p", "zh": "z",
}

func kokoroCode(language string) string {
	return cmp.Or(kokoroCodes[language], kokoroCodes[base(language)])
}
