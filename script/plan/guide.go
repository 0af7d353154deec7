package plan

import (
	"slices"
	"time"

	"respite/script"
)

// A Guide makes the announcements for a session that is not played from beginning to
// end: the way out of a pose that is left early, the way back into a pose after a
// pause, the repetition of the last line. Each is a short timeline of its own, made of
// the session's lines and of stock phrases, with the time that the body needs; a
// timeline without cues says nothing. Lines that the voice lacks are left out. The
// same arguments give the same timelines.
type Guide struct {
	Timeline *script.Timeline
	Voice    Voice // nil Phrases: no stock phrases
}

// Times in an announcement.
const (
	detourLead = 150 * time.Millisecond // before the first line, and after the last
	detourGap  = 1500 * time.Millisecond
	backTime   = 6 * time.Second // to get back into a pose
	outTime    = 4 * time.Second // to get out of one
)

// Leave returns the announcement for a jump from one time to another, such as the
// start of the next chapter: the lines that lead out of the current pose, and the move
// into the position in which the session continues.
func (g Guide) Leave(at, to time.Duration) *script.Timeline {
	d := g.detour()
	position := g.positionAt(at)
	if i := g.poseAt(at); i >= 0 {
		pose := g.Timeline.Poses[i]
		d.stretch, d.side, position = pose.Stretch, pose.Side, pose.Position
		if !g.sameStay(i, to) {
			for _, text := range pose.Out {
				d.say(text)
			}
			d.wait(outTime)
		}
	}
	d.stretch, d.side = "", ""
	if want := g.positionFor(to); want != "" && want != position && g.Voice.Phrases != nil {
		if d.say(g.Voice.Phrases.Move(position, want)) {
			d.wait(moveTime.usual)
		}
	}
	return d.timeline()
}

// Return returns the announcement after a pause that began at a time, and the time at
// which the session continues: in a pose, the way back into it with the time for that;
// then the start of a whole breath.
func (g Guide) Return(at time.Duration) (detour *script.Timeline, from time.Duration) {
	from = g.Timeline.Resume(at)
	d := g.detour()
	if i := g.poseAt(from); i >= 0 && g.inDose(from) {
		pose := g.Timeline.Poses[i]
		d.stretch, d.side = pose.Stretch, pose.Side
		if g.Voice.Phrases != nil {
			d.say(g.Voice.Phrases.Line("back into it", ""))
		}
		d.gap = cueGap
		d.say(pose.Stretch)
		d.wait(backTime)
	}
	return d.timeline(), from
}

// LastLine returns the last line that began before a time.
func (g Guide) LastLine(at time.Duration) *script.Timeline {
	d := g.detour()
	var last script.Cue
	for _, c := range g.Timeline.Cues {
		if c.Kind == script.Speech && c.At <= at {
			last = c
		}
	}
	d.stretch, d.side = last.Stretch, last.Side
	d.say(last.Text)
	return d.timeline()
}

// Where returns the announcement of the position in the session: the stretch at a
// time, and about how long the session still lasts.
func (g Guide) Where(at time.Duration) *script.Timeline {
	d := g.detour()
	d.gap = 500 * time.Millisecond
	if i := g.Timeline.ChapterAt(at); i >= 0 {
		d.say(g.Timeline.Chapters[i].Stretch)
	}
	if g.Voice.Phrases != nil {
		d.say(timeLeft(g.Voice, g.Timeline.Length-at))
	}
	return d.timeline()
}

// timeLeft returns a phrase for an approximate remaining time.
func timeLeft(v Voice, d time.Duration) string {
	if d < time.Minute {
		return v.Phrases.Line("nearly over", "")
	}
	return v.Phrases.Counted("minutes left", int(d.Round(time.Minute)/time.Minute))
}

// poseAt returns the index of the pose at a time, or -1.
func (g Guide) poseAt(at time.Duration) int {
	return slices.IndexFunc(g.Timeline.Poses, func(p script.Pose) bool { return p.At <= at && at < p.End() })
}

// sameStay reports whether a time is inside the dose of a pose.
func (g Guide) sameStay(pose int, at time.Duration) bool { return g.poseAt(at) == pose && g.inDose(at) }

// inDose reports whether a breath of a dose sounds at a time, or begins then.
func (g Guide) inDose(at time.Duration) bool {
	return slices.ContainsFunc(g.Timeline.Cues, func(c script.Cue) bool {
		return c.Kind.IsPhase() && c.Number > 0 && c.At <= at && at < c.End()
	})
}

// positionAt returns the position of the body outside of a pose; empty where it is
// unknown, as during a move.
func (g Guide) positionAt(at time.Duration) string {
	position, since := "", time.Duration(0)
	for _, p := range g.Timeline.Poses {
		if p.End() <= at {
			position, since = p.Position, p.End()
		}
	}
	if i := g.Timeline.ChapterAt(at); i >= 0 && g.Timeline.Chapters[i].At >= since && g.Timeline.Chapters[i].Stretch != "" && at > g.Timeline.Chapters[i].At {
		return "" // a move may be under way
	}
	return position
}

// positionFor returns the position that the session expects at a time: the one of the
// chapter that begins there.
func (g Guide) positionFor(at time.Duration) string {
	i := g.Timeline.ChapterAt(at)
	if i < 0 {
		return ""
	}
	return g.Timeline.Chapters[i].Position
}

// A detour is an announcement under construction.
type detour struct {
	voice   Voice
	line    script.Timeline
	now     time.Duration
	gap     time.Duration
	stretch string
	side    script.Side
}

func (g Guide) detour() *detour {
	return &detour{voice: g.Voice, gap: detourGap, now: detourLead, line: script.Timeline{Title: g.Timeline.Title, Routine: g.Timeline.Routine}}
}

// say adds a line and reports true, unless the voice lacks it.
func (d *detour) say(text string) bool {
	if text == "" {
		return false
	}
	takes := d.voice.Lengths(text)
	if len(takes) == 0 {
		return false
	}
	if len(d.line.Cues) > 0 {
		d.now += d.gap
	}
	length := (takes[0] + time.Millisecond - 1).Truncate(time.Millisecond)
	d.line.Cues = append(d.line.Cues, script.Cue{At: d.now, Length: length, Kind: script.Speech, Text: text, Stretch: d.stretch, Side: d.side})
	d.now += length
	return true
}

// wait adds a pause after the last line, if there is one.
func (d *detour) wait(t time.Duration) {
	if len(d.line.Cues) > 0 {
		d.now += t
	}
}

func (d *detour) timeline() *script.Timeline {
	d.line.Length = d.now + detourLead
	return &d.line
}
