package speech

import "strconv"

// piperServer uses piper's own server (python3 -m piper.http_server) of piper-tts 1.5 and
// later, through its call POST /synthesize. Without a model, the server uses the voice that it
// was started with. It declares its sound as text/html.
func piperServer(s Settings) (Engine, error) {
	settings := "its own voice"
	if s.Model != "" {
		settings = "model " + s.Model
	}
	body := func(text string, speed float64) any {
		b := map[string]any{"text": text, "length_scale": piperStretch / speed}
		if s.Model != "" {
			b["voice"] = s.Model
		}
		if id, err := strconv.Atoi(s.Voice); err == nil {
			b["speaker_id"] = id
		} else if s.Voice != "" {
			b["speaker"] = s.Voice
		}
		return b
	}
	return newServer(s, s.URL, "synthesize", dialect{
		name:     "piper",
		settings: settings + speaker(s.Voice),
		body:     body,
		speed:    s.Speed,
	})
}
