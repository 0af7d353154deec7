package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"respite/script"
)

// built returns the timeline of a routine with a voice that takes half a second for a
// word.
func built(t *testing.T, text string, o Options) *script.Timeline {
	t.Helper()
	tl, err := Build(parsed(t, text), o, slowly)
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

// heard returns a stretch's lines and breaths in the order of the timeline.
func heard(tl *script.Timeline) string {
	var out []string
	for _, c := range tl.Cues {
		switch {
		case c.Stretch == "" || c.Kind == script.Exhale || c.Kind == script.Bell:
		case c.Kind == script.Speech:
			out = append(out, c.Text)
		case c.Kind == script.Inhale && c.Number > 0:
			out = append(out, fmt.Sprint(c.Number))
		default:
			out = append(out, string(c.Kind))
		}
	}
	return strings.Join(out, " ")
}

// The lines and breaths of small stretches, word for word; the expected results are
// written by hand.
func TestWhatIsHeard(t *testing.T) {
	flow := inStretch("flow: 12 breaths\nrehearse: {inhale: Breathe in and rise., exhale: Breathe out and sink.}\ninhale: Up.\nexhale: Down.")
	sides := inStretch("flow: 8 breaths\nsides: [left, right]\nexhale: {right: To the right., left: To the left.}\nrelease: Both feet.")
	cobra := inStretch("hold: 6 breaths\nfrom: stomach\nenter: {inhale: Lift.}\nleave: {exhale: Lower.}\ncues: Elbows bent.\ntips: Look far.")
	long, counted := inStretch("hold: 2m\nrelease: Up."), inStretch("hold: 12 breaths\nrelease: Up.") // there are words up to ten
	entered := inStretch("flow: 9 breaths\nsides: [left, right]\nenter: {exhale: Fold.}\ninhale: Up.\nexhale: {right: To the right., left: To the left.}\nrelease: Still.")
	square := "breath: {in: 4s, hold: 4s, out: 4s, rest: 4s}\n" + inStretch("flow: 4 breaths\nrelease: Still.")
	for name, c := range map[string]struct {
		text string
		g    Guidance
		want string
	}{
		"long, full":     {long, Full, "A Keep breathing slowly. 1 2 3 4 5 6 You are halfway. 7 8 9 10 Ten more seconds. 11 Up."},
		"long, brief":    {long, Brief, "A 1 2 3 4 5 6 7 8 9 10 Ten more seconds. 11 Up."},
		"counted, full":  {counted, Full, "A Keep breathing slowly. 1 2 3 4 5 6 7 8 9 Three more breaths. 10 11 One last breath. 12 Up."},
		"entered, full":  {entered, Full, "A 1 Fold. Take eight slow breaths. Up. 2 To the left. Up. 3 To the right. Up. 4 To the left. Up. 5 To the right. Up. 6 To the left. Up. 7 To the right. Once more to each side. 8 9 Still."},
		"entered, brief": {entered, Brief, "A 1 Fold. Up. 2 To the left. Up. 3 To the right. Up. 4 To the left. Up. 5 To the right. 6 7 Once more to each side. 8 9 Still."},
		"a cue of 3.5 s, and a lead of 0.7 s, in 4 s": {inStretch("flow: 2 breaths\nexhale: One two three four five six seven.\nrelease: Still."), Brief,
			"A One two three four five six seven. Inhale. 1 Exhale. Inhale. 2 Exhale. Still."},
		"a cue of 3 s, over the start of a breath": {inStretch("flow: 2 breaths\nexhale: One two three four five six.\nrelease: Still."), Brief,
			"A Inhale. 1 One two three four five six. Inhale. 2 Still."},
		"square, full":  {square, Full, "A Take four slow breaths. Inhale. 1 Hold. hold Exhale. Wait. rest Inhale. 2 Hold. hold Exhale. Wait. rest Inhale. 3 hold Exhale. rest One last breath. 4 hold rest Still."},
		"square, brief": {square, Brief, "A Inhale. 1 Hold. hold Exhale. Wait. rest Inhale. 2 hold Exhale. rest 3 hold rest One last breath. 4 hold rest Still."},
		"square, quiet": {square, Quiet, "A Inhale. 1 hold Exhale. rest 2 hold rest 3 hold rest 4 hold rest Still."},
		"flow, full":    {flow, Full, "A Breathe in and rise. Breathe out and sink. Keep breathing slowly. Up. 1 Down. Up. 2 Down. Up. 3 Down. 4 Up. 5 Down. 6 Up. 7 Down. 8 Up. 9 Down. Three more breaths. 10 11 One last breath. 12 Slowly come out of it."},
		"flow, brief":   {flow, Brief, "A Breathe in and rise. Breathe out and sink. Up. 1 Down. Up. 2 Down. 3 4 5 6 7 8 9 10 11 One last breath. 12 Slowly come out of it."},
		"flow, quiet":   {flow, Quiet, "A Breathe in and rise. Breathe out and sink. Up. 1 Down. 2 3 4 5 6 7 8 9 10 11 12 Slowly come out of it."},
		"sides":         {sides, Full, "A Take eight slow breaths. Inhale. 1 To the left. Inhale. 2 To the right. Inhale. 3 To the left. Inhale. 4 To the right. Inhale. 5 To the left. Inhale. 6 To the right. Once more to each side. 7 8 Both feet."},
		"hold, full":    {cobra, Full, "A Lie down on your stomach. Lift. 1 Elbows bent. Take five slow breaths. 2 3 Three more breaths. 4 Look far. 5 One last breath. 6 Lower."},
		"hold, brief":   {cobra, Brief, "A Lie down on your stomach. Lift. 1 Elbows bent. 2 3 4 5 One last breath. 6 Lower."},
		"hold, quiet":   {cobra, Quiet, "A Lie down on your stomach. Lift. 1 2 3 4 5 6 Lower."},
		"sets": {inStretch("hold: 3 x 20s, rest 10s\nsetup: Plank.\nrelease: Knees down."), Full,
			"A Plank. Take one slow breath. 1 Knees down. Once more. 1 Knees down. One last time. 1 Knees down."},
		"reps": {inStretch("flow: 3 reps\ninhale: Up.\nexhale: Down.\nrelease: Still."), Full,
			"A Do this three times. Up. 1 Down. Up. 2 Down. One last breath. 3 Down. Still."},
		"retention": {inStretch("flow: 2 x 2 breaths\nretain: {empty: 20s, full: 10s}\nrelease: Still."), Full,
			"A Take two slow breaths. Inhale. 1 Exhale. Inhale. 2 Exhale. rest Inhale. inhale Hold. hold Exhale. One last time. Inhale. 1 Exhale. 2 rest Inhale. inhale Hold. hold Exhale. Still."},
	} {
		if got := heard(built(t, c.text, Options{Guidance: c.g})); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// In a hold without counted breaths the time is said: ten seconds before the end from 25 s
// of breaths on, and in the middle from 40 s on. Here a breath takes 2 s.
func TestMarksOfTime(t *testing.T) {
	for dose, want := range map[string][2]bool{"27s": {false, false}, "29s": {true, false}, "41.2s": {true, false}, "41.3s": {true, true}} {
		got := heard(built(t, "breath: {in: 1s, out: 1s}\n"+inStretch("hold: "+dose+"\nrelease: Up."), Options{}))
		if strings.Contains(got, "Ten more seconds.") != want[0] || strings.Contains(got, "You are halfway.") != want[1] {
			t.Errorf("%s: %s", dose, got)
		}
	}
}

// The entries between stretches have their place in the timeline.
func TestOtherEntries(t *testing.T) {
	r := parsed(t, "title: T\nstretches:\n- {name: A, hold: 30s}\n- say: [One., Two.]\n- pause: 30s\n- sound: gong.wav\n- rest: 2 breaths\n- {name: B, hold: 30s}\n")
	v := slowly
	v.Sound = func(file string) (time.Duration, error) { return 7 * time.Second, nil }
	tl, err := Build(r, Options{}, v)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(tl.Cues, func(c script.Cue) bool { return c.Text == "Two." })
	gong, rest := tl.Cues[i+1], tl.Cues[i+2]
	if gong.Kind != script.Sound || gong.File != "gong.wav" || gong.Length != 7*time.Second || gong.At-tl.Cues[i].End() < 30*time.Second {
		t.Errorf("the sound is %+v, after %+v", gong, tl.Cues[i])
	}
	if rest.Text != "Rest for a moment." || rest.At < gong.End() || tl.Cues[i+3].Kind != script.Inhale || tl.Cues[i+3].Count != 2 {
		t.Errorf("the rest is %+v, %+v", rest, tl.Cues[i+3])
	}
}

// After the explanation of the tones one whole breath sounds alone. The explanation
// covers only the phases of that breath.
func TestTheBreathIsTaught(t *testing.T) {
	for breath, lesson := range map[string][]string{
		"{in: 4s, out: 6s}":                    {"When the tone rises, breathe in. When it falls, breathe out."},
		"{in: 4s, hold: 4s, out: 4s}":          {"When the tone rises, breathe in. When it falls, breathe out.", "When it stays level, hold your breath, without any strain."},
		"{in: 3s, sip: 1s, out: 8s, rest: 1s}": {"When the tone rises, breathe in. When it falls, breathe out.", "When it rises a second time, sip in a little more air.", "When it stays level, hold your breath, without any strain."},
	} {
		tl := built(t, "opening: Welcome.\nbreath: "+breath+"\n"+inStretch("hold: 1m"), Options{})
		var texts []string
		var words, tones []script.Cue
		for _, c := range tl.Cues {
			switch {
			case c.Stretch != "" || c.Text == "Welcome.":
			case c.Kind == script.Speech:
				texts, words = append(texts, c.Text), append(words, c)
			case c.Kind.IsPhase():
				tones = append(tones, c)
			}
		}
		if !slices.Equal(texts, lesson) || len(tones) < 2 || tones[0].Kind != script.Inhale {
			t.Errorf("%s: %q, then %d tones", breath, texts, len(tones))
			continue
		}
		if gap := tones[0].At - words[len(words)-1].End(); gap < 500*time.Millisecond || gap > 3*time.Second {
			t.Errorf("%s: the breath begins %s after the words", breath, gap)
		}
		for _, c := range tl.Cues {
			if c.Kind == script.Speech && c.At < tones[len(tones)-1].End() && c.End() > tones[0].At {
				t.Errorf("%s: %q is said over the breath", breath, c.Text)
			}
		}
	}
}

// Every move between two positions has a line in every language, in any order of
// stretches.
func TestEveryMoveIsSaid(t *testing.T) {
	for _, only := range [][]string{{"Cobra"}, {"Downward-Facing Dog"}, {"Windshield Wiper"}, {"Cat-Cow", "Windshield Wiper"}} {
		tl := backRelief(t, Options{Only: only}).Timeline
		at := slices.IndexFunc(tl.Cues, func(c script.Cue) bool { return c.Kind == script.Speech && c.Stretch == only[0] })
		move := tl.Cues[at+1]
		if next := tl.Cues[at+2]; next.At-move.End() < 8*time.Second {
			t.Errorf("--only %q: %q, then %q after %s", only, move.Text, next.Text, next.At-move.End())
		}
	}
}

// A hold in time has exactly its length, from the end of the time to get there to the
// end of the line that leads out, however many whole breaths fit in.
func TestExactHolds(t *testing.T) {
	for _, dose := range []string{"20s", "30s", "45s", "47.5s", "1m", "3m"} {
		tl := built(t, inStretch("hold: "+dose+"\nsetup: Sit.\nsettle: 10s\nrelease: Up."), Options{})
		var there, out time.Duration
		for _, c := range tl.Cues {
			switch c.Text {
			case "Sit.":
				there = c.End() + 10*time.Second
			case "Up.":
				out = c.End()
			}
		}
		if want, _ := time.ParseDuration(dose); out-there != want {
			t.Errorf("%s lasts %s", dose, out-there)
		}
	}
}
