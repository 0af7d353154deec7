package audio_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"respite/audio"
	"respite/audio/loudness"
	"respite/audio/tag"
	"respite/audio/wav"
	"respite/samples"
	"respite/script/plan"
	"respite/script/routines"
	"respite/script/stock"
)

// A routine becomes a session, and the session a WAV file. The command respite render
// --only Cobra makes the same sound, mastered to -16 LUFS.
func Example() {
	const rate = 44100
	check := func(err error) {
		if err != nil {
			log.Fatal(err)
		}
	}
	routine, err := routines.Open(routines.Default, "en")
	check(err)
	voice, err := samples.OpenVoice(samples.DefaultVoice)
	check(err)
	phrases, err := stock.For(routine.Language)
	check(err)
	timeline, err := plan.Build(routine, plan.Options{Only: []string{"Cobra"}}, plan.Voice{Lengths: voice.Lengths, Phrases: phrases})
	check(err)

	tones, err := samples.OpenTones(samples.DefaultTones)
	check(err)
	loop, err := samples.Ambience("pad")
	check(err)
	pad, err := audio.NewAmbience(loop, rate)
	check(err)
	session, err := audio.NewSession(timeline, audio.Kit{
		Rate: rate, Voice: voice, Tones: tones, Bells: samples.Bells{},
		Ambience: pad, AmbienceLevel: -24,
		Master: &audio.Master{Loudness: -16, Peak: -1},
	})
	check(err)

	var file bytes.Buffer // or an *os.File
	out := wav.File{Rate: rate, Tags: tag.Tags{Title: timeline.Title, Language: routine.Language}}
	check(out.Write(context.Background(), &file, session, nil))

	fmt.Println(timeline.Title, len(timeline.Chapters), int64(file.Len()) == out.Size(session.Len()))
	fmt.Printf("%.0f LUFS\n", integrated(session, rate))
	// Output:
	// Back relief 3 true
	// -16 LUFS
}

// integrated measures the integrated loudness of a source (BS.1770).
func integrated(src audio.Source, rate int) float64 {
	frames := make([]audio.Frame, src.Len())
	src.Render(frames, 0)
	channels := [2][]float32{make([]float32, len(frames)), make([]float32, len(frames))}
	for i, f := range frames {
		channels[0][i], channels[1][i] = f[0], f[1]
	}
	return loudness.Integrated(rate, channels[0], channels[1])
}
