// Package script and the packages below it turn a routine into a timeline, in
// three layers:
//
//   - respite/script/routine is the format: Parse reads a file into a Routine.
//   - respite/script/plan is the plan: Build chooses how much of each dose is
//     done, and lays a Routine out as a Timeline.
//   - This package is the timeline: what sounds when, as plain data.
//
// Beside them, respite/script/stock holds what respite says by itself,
// respite/script/routines the built-in routines, and respite/script/caption
// writes a Timeline as captions, chapters and the like. None of them knows
// sound, devices or commands; the plan knows how long each line takes to say.
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
//	language: TEXT          BCP 47, such as en, de or pt-BR; en when left out. In
//	                        one that respite does not know it says what stands in
//	                        stock/LANGUAGE.yaml beside the file: respite new --stock
//	breath: BREATH          {in: 4s, out: 6s} when left out
//	opening: TALK           said first; then what the tones mean, and a breath alone
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
// ENTRY is a stretch or what stands between two. A stretch is a hold, in which
// the body keeps still, or a flow, in which it moves with the breath. Its
// keys, in the order in which they are heard:
//
//	name: TEXT              required; no two alike in any case of letters
//	from: POSITION          where it starts; the way there is said where the body is elsewhere
//	to: POSITION            where it ends; as from when left out
//	caution: LINES          who should leave it out; said at every guidance
//	image: TEXT             a built-in figure or a file; shown, not heard
//	move: LINES             into the starting position: with from, said in the place
//	                        of the stock phrase; without, always said
//	setup: LINES            one action a line; said at full guidance
//	brief: LINES            said instead of setup at brief and quiet guidance: one to
//	                        three short lines that hold every required action
//	rehearse: PHASES        the movement of a flow, said in full before it begins, at every guidance
//	settle: TIME            to get there after the last of these; 1s to 20s
//	enter: PHASES           how the pose is entered, on the first breath of the dose
//	hold: DOSE              either this
//	flow: DOSE              or this
//	sides: [right, left]    or [left, right]: taking turns in a flow, one dose each in a hold
//	inhale: LINE            a short cue of a flow, said before the inhale
//	exhale: LINE            and before the exhale
//	cues: LINES             how the pose is done; said in the dose at full and brief guidance
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
//	sound: TEXT             a sound file, named from the folder of the routine
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
// with sides, one for each: {right: TEXT, left: TEXT}. In a flow, where the
// sides take turns, only rehearse, inhale and exhale have lines for each.
//
// TEXT has 1 to 300 characters; white space counts as one space. A number, or
// a word that YAML takes for true or false (yes, no, on, off), needs quotes.
//
// TIME is hours, minutes and seconds, as in 1h30m, 45s or 2.5s; milliseconds
// are the finest.
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
// to 60 breaths. A dose is the time in the pose, from reaching it to leaving
// it: the breaths on which it is entered and left are among those of the dose.
// In a flow with sides these two are neither side's, and the sides share the
// others equally.
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
