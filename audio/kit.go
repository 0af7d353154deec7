package audio

// A Voice says lines. It is called from several goroutines at once.
type Voice interface {
	// Say returns the sound of a line, with its integrated loudness in LUFS
	// (ITU-R BS.1770-4). The text is the line as it is written. A voice may
	// hold several takes of a line, counted from 0; where it has fewer it
	// starts again from the first.
	Say(text string, take int) (clip Clip, loudness float64, err error)
}

// Tones are the textures of breath tones: steady sound that loops without a
// seam, so that it can be read at any pitch for any time. It is called from
// several goroutines at once.
type Tones interface {
	// Texture returns the texture of "inhale", "exhale" or "hold".
	Texture(name string) (Clip, error)
}

// Bells are the bells of a session. It is called from several goroutines at once.
type Bells interface {
	// Bell returns the bell "opening", "change" or "ending".
	Bell(name string) (Clip, error)
}
