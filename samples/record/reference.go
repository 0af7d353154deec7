package record

import (
	"context"

	"respite/samples"
	"respite/samples/record/mastering"
	"respite/samples/record/speech"
)

// VoiceReference makes a [Reference] from a voice.
func VoiceReference(v *samples.Voice) Reference { return voiceReference{v} }

// EngineReference makes a [Reference] from an engine.
func EngineReference(e speech.Engine) Reference { return engineReference{e} }

type voiceReference struct{ *samples.Voice }

func (r voiceReference) Say(_ context.Context, text string) ([]float32, error) {
	clip, _, err := r.Voice.Say(text, 0)
	return mastering.Floats(clip.Samples), err
}

type engineReference struct{ speech.Engine }

func (r engineReference) Say(ctx context.Context, text string) ([]float32, error) {
	take, rate, err := r.Speak(ctx, text)
	if err != nil {
		return nil, err
	}
	return mastering.AtVoiceRate(take, rate), nil
}
