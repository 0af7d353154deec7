package speech

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"respite/samples/record/speech/process"
)

// asked returns the request for a line in the dialect of an engine. Its numbers are floats,
// because JSON has no integers.
func asked(t *testing.T, engine string, s Settings) (path string, header http.Header, body map[string]any) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path, header = r.URL.String(), r.Header
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8") // like piper's server
		w.Write(wavOf(1))
	}))
	defer server.Close()
	s.URL, s.Speed = server.URL+s.URL, 1
	e, err := New(engine, s)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := e.Speak(t.Context(), "Hello."); err != nil {
		t.Fatal(err)
	}
	return path, header, body
}

// A user's server receives the voice and the model that the user names, no defaults, and the
// language in the fields of Kokoro-FastAPI (lang_code), Supertonic (lang) and others
// (language).
func TestOwnServerIsAsked(t *testing.T) {
	for i, c := range []struct {
		s    Settings
		want map[string]any
	}{
		{Settings{Voice: "af_heart", Language: "en"}, map[string]any{"voice": "af_heart", "language": "en", "lang": "en", "lang_code": "a"}},
		{Settings{Voice: "bf_emma", Language: "en-GB"}, map[string]any{"voice": "bf_emma", "language": "en-GB", "lang": "en", "lang_code": "b"}},
		{Settings{Voice: "af_heart", Model: "speaches-ai/Kokoro-82M-v1.0-ONNX", Language: "de"},
			map[string]any{"voice": "af_heart", "model": "speaches-ai/Kokoro-82M-v1.0-ONNX", "language": "de", "lang": "de"}},
		{Settings{Voice: "x"}, map[string]any{"voice": "x"}},
	} {
		c.want["input"], c.want["response_format"], c.want["speed"] = "Hello.", "wav", 0.85
		c.s.URL = "/v1"
		if path, _, got := asked(t, []string{"openai", "kokoro", "supertonic"}[i%3], c.s); path != "/v1/audio/speech" || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%+v: asked %s for %v, want %v", c.s, path, got, c.want)
		}
	}
}

// OpenAI's own server receives the pace and the tone if its model supports instructions.
func TestOpenAIIsInstructed(t *testing.T) {
	for model, instructed := range map[string]bool{"": true, "gpt-4o-mini-tts-2025-12-15": true, "tts-1": false, "tts-1-hd": false} {
		e, err := New("openai", Settings{Key: testKey, Model: model, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		s := e.(*server)
		if s.url != "https://api.openai.com/v1/audio/speech" {
			t.Errorf("it is asked at %s", s.url)
		}
		say := func(s *server) string {
			b := s.body("Hello.", s.speed).(map[string]any)
			if b["model"] == "" || b["voice"] != "alloy" || b["language"] != nil {
				t.Errorf("%q: asked for %v", model, b)
			}
			told, _ := b["instructions"].(string)
			return told
		}
		if told := say(s); strings.Contains(told, "about 115 words a minute") != instructed {
			t.Errorf("%q is told %q", model, told)
		}
		if told := say(s.AtSpeed(0.8).(*server)); strings.Contains(told, "about 92 words a minute") != instructed {
			t.Errorf("%q is told %q", model, told)
		}
	}
	if _, err := New("openai", Settings{Language: "en"}); err == nil || !strings.Contains(err.Error(), process.KeyVariable) {
		t.Errorf("without a key and a server: error %v", err)
	}
}

// ElevenLabs receives the language for every model that accepts it.
func TestElevenLabsLanguage(t *testing.T) {
	for model, want := range map[string]any{"": nil, "eleven_multilingual_v2": nil, "eleven_flash_v2_5": "de", "eleven_v3": "de"} {
		path, header, body := asked(t, "elevenlabs", Settings{Voice: "id", Model: model, Language: "de-AT", Key: testKey, URL: "/v1"})
		settings := body["voice_settings"].(map[string]any)
		if path != "/v1/text-to-speech/id?output_format=pcm_24000" || header.Get("Xi-Api-Key") != testKey || body["language_code"] != want || settings["speed"] != 0.85 {
			t.Errorf("%q: asked %s for %v", model, path, body)
		}
	}
	if _, err := New("elevenlabs", Settings{Voice: "id"}); err == nil || !strings.Contains(err.Error(), process.KeyVariable) {
		t.Errorf("without a key: error %v", err)
	}
}

// Piper's server has its own form of request, and receives no key.
func TestPiperServerIsAsked(t *testing.T) {
	for _, c := range []struct {
		s    Settings
		want map[string]any
	}{
		{Settings{}, map[string]any{}},
		{Settings{Model: "en_US-lessac-medium", Voice: "3"}, map[string]any{"voice": "en_US-lessac-medium", "speaker_id": 3.0}},
		{Settings{Voice: "p239"}, map[string]any{"speaker": "p239"}},
	} {
		c.want["text"], c.want["length_scale"] = "Hello.", 1.75
		c.s.Key = testKey
		path, header, got := asked(t, "piper", c.s)
		if path != "/synthesize" || !reflect.DeepEqual(got, c.want) || header.Get("Authorization") != "" {
			t.Errorf("%+v: asked %s for %v, want %v", c.s, path, got, c.want)
		}
	}
}
