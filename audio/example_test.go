package audio_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"respite/audio"
	"respite/audio/tag"
	"respite/audio/wav"
	"respite/samples"
	"respite/script/plan"
	"respite/script/routines"
)

// A routine becomes a session, and the session a WAV file.
func Example() {
	routine, err := routines.Open(routines.Default, "en")
	if err != nil {
		log.Fatal(err)
	}
	voice, err := samples.OpenVoice(samples.DefaultVoice)
	if err != nil {
		log.Fatal(err)
	}
	tones, err := samples.OpenTones(samples.DefaultTones)
	if err != nil {
		log.Fatal(err)
	}
	timeline, err := plan.Build(routine, plan.Options{Only: []string{"Cobra"}}, plan.Voice{Lengths: voice.Lengths})
	if err != nil {
		log.Fatal(err)
	}
	session, err := audio.NewSession(timeline, audio.Kit{
		Rate: 44100, Voice: voice, Tones: tones, Bells: samples.Bells{}, Master: &audio.Master{Loudness: -16, Peak: -1},
	})
	if err != nil {
		log.Fatal(err)
	}
	var file bytes.Buffer // or an *os.File
	wav := wav.File{Rate: 44100, Tags: tag.Tags{Title: timeline.Title}}
	if err := wav.Write(context.Background(), &file, session, nil); err != nil {
		log.Fatal(err)
	}
	fmt.Println(timeline.Title, len(timeline.Chapters), int64(file.Len()) == wav.Size(session.Len()))
	// Output: Back relief 3 true
}
