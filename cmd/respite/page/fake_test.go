package page

import (
	"context"
	"errors"
	"io"
	"math"
	"sync"
	"time"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/pcm"
	"respite/audio/tag"
	"respite/cmd/respite/picture"
	"respite/script"
)

// A noise is a source whose sound is unique at every position: two sweeps and steps of a hash,
// with equal channels.
type noise int64

func (n noise) Len() int64 { return int64(n) }

func (n noise) Render(dst []audio.Frame, at int64) {
	clear(dst)
	from, to := max(at, 0), min(at+int64(len(dst)), int64(n))
	if from < to {
		copy(dst[from-at:], noiseFrames()[from:to])
	}
}

// noiseFrames returns the frames of the longest noise: a tone whose pitch changes every tenth
// of a second. They are computed once, because many tests use them.
var noiseFrames = sync.OnceValue(func() []audio.Frame {
	frames := make([]audio.Frame, 40*fakeRate)
	for i := range frames {
		step := uint64(i / 4410)
		step = (step + 1) * 0x9e3779b97f4a7c15
		hz := 300 + float64(step>>40&0x7ff)
		x := float32(0.4 * math.Sin(2*math.Pi*hz*float64(i)/fakeRate))
		frames[i] = audio.Frame{x, x}
	}
	return frames
})

const fakeRate = 44100

// fakeTimeline has two stretches. The first has two breaths on each side.
func fakeTimeline() *script.Timeline {
	const ms = time.Millisecond
	t := &script.Timeline{Title: "Evening <calm>", Routine: "evening", Length: 40000 * ms, Chapters: []script.Chapter{
		{At: 0, Title: "Opening"}, {At: 5000 * ms, Title: "Cat-Cow", Stretch: "Cat-Cow"}, {At: 25000 * ms, Title: "Windshield Wiper", Stretch: "Windshield Wiper"},
	}}
	say := func(at, length time.Duration, stretch, text string) {
		t.Cues = append(t.Cues, script.Cue{At: at * ms, Length: length * ms, Kind: script.Speech, Text: text, Stretch: stretch})
	}
	breath := func(at time.Duration, stretch string, side script.Side, n int) {
		t.Cues = append(t.Cues,
			script.Cue{At: at * ms, Length: 3000 * ms, Kind: script.Inhale, Stretch: stretch, Side: side, Number: n, Count: 2},
			script.Cue{At: (at + 3000) * ms, Length: 5000 * ms, Kind: script.Exhale, Stretch: stretch, Side: side, Number: n, Count: 2})
	}
	say(1000, 2000, "", "Welcome.")
	say(3200, 1200, "", "Go slowly & listen.")
	say(5500, 1500, "Cat-Cow", "Come onto your hands and knees.")
	breath(8000, "Cat-Cow", "", 1)
	breath(16000, "Cat-Cow", "", 2)
	say(25500, 1500, "Windshield Wiper", "Lie on your back.")
	breath(28000, "Windshield Wiper", script.Right, 1)
	say(37000, 1500, "", "Well done.")
	return t
}

func fakeSession() Session {
	return Session{Timeline: fakeTimeline(), Language: "en", Safety: "Stop when it hurts",
		Images: fakeImages()}
}

// fakeImages returns the pictures of the stretches, which are parsed once.
var fakeImages = sync.OnceValue(func() map[string]*picture.Image {
	return map[string]*picture.Image{"Cat-Cow": picture.ForName("Cat-Cow"), "Windshield Wiper": picture.ForName("Windshield Wiper")}
})

func fakeRecording() *Recording {
	t := fakeTimeline()
	return &Recording{Session: fakeSession(), Source: noise(int64(t.Length.Seconds() * fakeRate)), Rate: fakeRate, Tags: tag.Tags{Title: t.Title, Chapters: t.Chapters}}
}

// A fakeStudio has one routine. For other choices, it returns the errors of a real studio.
type fakeStudio struct{}

func (fakeStudio) Menu() Menu {
	return Menu{Routines: []MenuRoutine{{MenuItem{"evening", "Evening", "en"}, []string{"Cat-Cow", "Windshield Wiper"}}},
		Voices: []MenuItem{{"ada", "ada", "en"}}, Ambiences: []MenuItem{{"rain", "rain", ""}}, Example: "title: T\n", Safety: "Stop when it hurts"}
}

func (fakeStudio) Plan(_ context.Context, c Choice) (Session, error) {
	switch {
	case c.Text != nil && string(c.Text) != "title: good\n":
		return Session{}, Mistakes{{Line: 3, Column: 7, Message: "the key naem is not known", Excerpt: "    3 |   naem: Cobra\n      |   ^^^^"}}
	case c.Text == nil && c.Routine != "evening":
		return Session{}, Mistakes{{Message: "there is no routine " + c.Routine}}
	case c.Voice == "broken":
		return Session{}, errors.New("/home/somebody/secret: no such file")
	}
	return fakeSession(), nil
}

func (f fakeStudio) Record(ctx context.Context, c Choice) (*Recording, error) {
	if _, err := f.Plan(ctx, c); err != nil {
		return nil, err
	}
	return fakeRecording(), nil
}

func (f fakeStudio) Sheet(ctx context.Context, c Choice) (Sheet, error) {
	_, err := f.Plan(ctx, c)
	return fakeSheet(), err
}

func (fakeStudio) Kinds() []string { return []string{".flac"} }

func (fakeStudio) Encode(ctx context.Context, w io.Writer, _ string, r *Recording) error {
	return flac.File{Rate: r.Rate, Format: pcm.Int16, Tags: r.Tags}.Write(ctx, w, r.Source, nil)
}

func fakeSheet() Sheet {
	return Sheet{Title: "Evening <calm>", Language: "en", Safety: "Stop when it hurts", Link: "https://example.org/a?b=c", Stretches: []SheetStretch{
		{Name: "Cat-Cow", How: []string{"Round & arch."}, Dose: "5..10 breaths", Image: picture.ForName("Cat-Cow")},
		{Name: "Windshield Wiper", How: []string{"Knees to one side."}, Dose: "2 x 30s, rest 10s", Sides: EachSide, Caution: []string{"Not after surgery."}},
	}}
}
