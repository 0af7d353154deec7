package script

import "time"

// afterIntro is the pause between an intro and the session.
const afterIntro = 500 * time.Millisecond

// Framed returns the timeline with a sound file before and another one after it. Each
// is a cue of the kind [Sound] with a File and a Length; a Length of 0 leaves it out.
// Everything in the timeline is delayed by shift. Each of the two sounds gets its own
// chapter.
func (t *Timeline) Framed(intro, outro Cue) (framed *Timeline, shift time.Duration) {
	f := &Timeline{Title: t.Title, Routine: t.Routine, Length: t.Length}
	if intro.Length > 0 {
		shift = intro.Length + afterIntro
		f.Length += shift
		f.Cues, f.Chapters = []Cue{intro}, []Chapter{{Title: "Intro"}}
	}
	for _, c := range t.Cues {
		c.At += shift
		f.Cues = append(f.Cues, c)
	}
	for _, c := range t.Chapters {
		c.At += shift
		f.Chapters = append(f.Chapters, c)
	}
	for _, p := range t.Poses {
		p.At += shift
		f.Poses = append(f.Poses, p)
	}
	if outro.Length > 0 {
		outro.At = f.Length
		f.Cues, f.Chapters = append(f.Cues, outro), append(f.Chapters, Chapter{At: f.Length, Title: "Outro"})
		f.Length += outro.Length
	}
	return f, shift
}
