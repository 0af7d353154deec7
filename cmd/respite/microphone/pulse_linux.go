package microphone

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/jfreymuth/pulse"

	"respite/samples"
)

// A pulseMicrophone records from the default source of PulseAudio or PipeWire.
type pulseMicrophone struct{ client *pulse.Client }

// Open opens the default microphone. The error says what is missing.
func Open() (Microphone, error) {
	client, err := pulse.NewClient(pulse.ClientApplicationName("respite"))
	if err != nil {
		return nil, fmt.Errorf("no microphone: no PulseAudio or PipeWire server answers: %w", err)
	}
	if _, err := client.DefaultSource(); err != nil {
		client.Close()
		return nil, fmt.Errorf("no microphone: the sound server has no input: %w", err)
	}
	return &pulseMicrophone{client}, nil
}

func (m *pulseMicrophone) Listen(ctx context.Context, hear func([]float32) (bool, error)) error {
	blocks := make(chan []float32, 256)
	write := func(x []float32) (int, error) {
		select {
		case blocks <- append([]float32(nil), x...):
		default: // nobody hears any more
		}
		return len(x), nil
	}
	stream, err := m.client.NewRecord(pulse.Float32Writer(write), pulse.RecordMono, pulse.RecordSampleRate(samples.VoiceRate), pulse.RecordLatency(0.05))
	if err != nil {
		return fmt.Errorf("the microphone cannot be opened: %w", err)
	}
	defer stream.Close()
	stream.Start()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case x := <-blocks:
			if over, err := hear(x); over || err != nil {
				return err
			}
		}
	}
}

func (m *pulseMicrophone) Play(ctx context.Context, sound []float32) error {
	left := sound
	read := func(dst []float32) (int, error) {
		n := copy(dst, left)
		left = left[n:]
		if n == 0 {
			return 0, io.EOF
		}
		return n, nil
	}
	stream, err := m.client.NewPlayback(pulse.Float32Reader(read), pulse.PlaybackMono, pulse.PlaybackSampleRate(samples.VoiceRate))
	if err != nil {
		return fmt.Errorf("it cannot be played: %w", err)
	}
	defer stream.Close()
	stream.Start()
	return untilPlayed(ctx, float64(len(sound))/samples.VoiceRate+0.3)
}

func (m *pulseMicrophone) Close() { m.client.Close() }

// untilPlayed waits for the duration of a sound.
func untilPlayed(ctx context.Context, seconds float64) error {
	select {
	case <-time.After(time.Duration(seconds * float64(time.Second))):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
