// Package script and the packages below it turn a routine into a timeline, in
// three layers:
//
//   - respite/script/routine is the format: Parse reads a file into a Routine.
//   - respite/script/plan is the plan: Build chooses how much of each dose is
//     done, and lays a Routine out as a Timeline.
//   - This package is the timeline: what sounds when, as plain data.
//
// Beside them, respite/script/stock holds respite's own phrases,
// respite/script/routines the built-in routines, and respite/script/caption
// writes a Timeline as captions, chapters and other texts. None of them handles
// sound, devices or commands; the plan only needs the length of each spoken line.
//
// # The routine format
//
// A routine is one YAML document in UTF-8, at most 512 KB. Only mappings,
// lists and scalars are read: anchors, aliases, tags, merge keys and further
// documents are mistakes, and so is a key that is not listed here, a key given
// twice, or a key without a value. The file routine/routine.schema.json says
// most of the format to editors.
//
//	title: TEXT             required
//	language: TEXT          BCP 47, such as en, de or pt-BR; en when left out. For
//	                        a language that respite does not have, its own phrases
//	                        are read from stock/LANGUAGE.yaml beside the file, which
//	                        respite new --stock writes
//	breath: BREATH          {in: 4s, out: 6s} when left out
//	opening: TALK           said first; respite then explains the tones and plays one
//	                        breath
//	stretches: [ENTRY]      required; 1 to 500
//	closing: TALK           said last
//
// TALK is LINES, or lines for full guidance and for brief and quiet guidance:
//
//	{full: LINES, brief: LINES}
//
// BREATH gives the length of a breath's phases:
//
//	in: TIME                required, 1s to 20s
//	sip: TIME               a second, short inhale; 0.5s to 20s, or left out
//	hold: TIME              after breathing in; 0.5s to 20s, or left out
//	out: TIME               required, 1s to 20s
//	rest: TIME              after breathing out; 0.5s to 20s, or left out
//
// ENTRY is a stretch, or something between two stretches. A stretch is a hold,
// in which the body keeps still, or a flow, in which it moves with the breath.
// Its keys, in the order in which they are heard:
//
//	name: TEXT              required; unique in the routine, whatever its case
//	from: POSITION          position at the start; respite says how to get there if the
//	                        body is in another position
//	to: POSITION            position at the end; that of from when left out
//	caution: LINES          who should skip it; said at every level of guidance
//	image: TEXT             a built-in figure or a file; shown, not heard
//	move: LINES             how to get into the position at the start; with from, this
//	                        replaces the stock phrase; without, it is always said
//	setup: LINES            one action a line; said at full guidance
//	brief: LINES            said instead of setup at brief and quiet guidance: one to
//	                        three short lines with every required action
//	rehearse: PHASES        the movement of a flow, said in full before it begins, at
//	                        every level of guidance
//	settle: TIME            silence to get into the pose after these lines; 1s to 20s
//	enter: PHASES           how the pose is entered, on the first breath of the dose
//	hold: DOSE              either this
//	flow: DOSE              or this
//	sides: [right, left]    or [left, right]; a flow alternates between the sides, a hold
//	                        has a dose on each
//	inhale: LINE            a short cue of a flow, said before the inhale
//	exhale: LINE            and before the exhale
//	cues: LINES             how to do the pose; said in the dose at full and brief guidance
//	tips: LINES             said in the dose at full guidance
//	retain: RETENTION       how long the breath is held after each set of a flow
//	leave: PHASES           how the pose is left, on the last breath of the dose
//	release: LINES          said after the dose
//
// The other entries have one key:
//
//	rest: DOSE              breathing between two stretches
//	say: LINES
//	pause: TIME             silence; 1s to 10m
//	sound: TEXT             a sound file; its name is relative to the folder of the routine
//
// POSITION is one of hands and knees, stomach, back, seated, standing, kneeling
// and side.
//
// PHASES is a LINE for one phase of a breath or for both:
//
//	{inhale: LINE, exhale: LINE}
//
// RETENTION holds the breath empty after the last exhale of a set, full after
// one more inhale, or both, 1s to 3m each:
//
//	{empty: TIME, full: TIME}
//
// LINES is a LINE, or a list of 1 to 50. A LINE is a TEXT or, in a stretch
// with sides, one for each: {right: TEXT, left: TEXT}. In a flow, only rehearse,
// inhale and exhale can have a line for each side.
//
// TEXT has 1 to 300 characters; white space counts as one space. A number, or
// a word that YAML takes for true or false (yes, no, on, off), needs quotes.
//
// TIME is hours, minutes and seconds, as in 1h30m, 45s or 2.5s, to the
// millisecond.
//
// DOSE is a time, a number of breaths or of repetitions, or a range of one of
// them, once or in sets:
//
//	45s, 30s..1m
//	8 breaths, 5..10 breaths
//	10 reps, 8..12 reps     of a flow; a breath for each
//	10 reps of 3s           or a time for each, 2s to 1m
//	3 x 20s, rest 10s       2 to 50 sets, with 3s to 10m between two of them
//
// A hold or a flow is 5s to 4h, or 1 to 2000 breaths; a rest 5s to 10m, or 1
// to 60 breaths. A dose is the time in the pose. It includes the breaths on
// which the pose is entered and left. In a flow with sides, these two breaths
// belong to neither side, and the sides share the others equally.
//
// # Example
//
//	title: Morning back
//	language: en
//	breath: {in: 4s, hold: 1s, out: 6s, rest: 1s}
//	opening: Welcome. Listen to your body, and stop when it hurts.
//	stretches:
//	  - name: Cat-Cow
//	    from: hands and knees
//	    setup:
//	      - Place your hands under your shoulders.
//	      - Place your knees under your hips.
//	    brief: Hands under your shoulders, knees under your hips.
//	    rehearse:
//	      inhale: On the inhale, let your belly drop, and look up.
//	      exhale: On the exhale, round your back, and look down.
//	    flow: 5..10 breaths
//	    inhale: Belly down.
//	    exhale: Round.
//	    tips: Let the breath lead.
//	  - rest: 20s
//	  - name: Cobra
//	    from: stomach
//	    caution: Leave this out if you are pregnant.
//	    setup: Place your hands beside your chest.
//	    settle: 10s
//	    enter: {inhale: Lift your chest as you breathe in.}
//	    hold: 5..10 breaths
//	    cues: Keep your elbows bent.
//	    leave: {exhale: Lower your chest as you breathe out.}
//	  - name: Windshield Wiper
//	    from: back
//	    setup: Bend your knees, and put your feet on the floor.
//	    rehearse: {exhale: Drop both knees to one side as you breathe out., inhale: Come back as you breathe in.}
//	    flow: 1m
//	    sides: [right, left]
//	    exhale: {right: Knees right., left: Knees left.}
//	    release: Bring your knees together.
//	closing:
//	  - Stay as long as you like.
//	  - You are done.
package script
