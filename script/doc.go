// Package script reads a routine and lays it out in time: [Parse] turns the
// text into a [Routine], [Build] turns that into a [Timeline] of what sounds
// when. It knows how long each line takes to say, but no sound. [Lint] finds
// what is allowed and yet hard to follow. The file routine.schema.json says
// most of the format to editors.
//
// A timeline follows from the routine, the [Options] and the lengths of lines
// alone: the doses take a share of their ranges by the level or, with a length, as much
// as makes the session last that long; then the pauses, within 0.7 and 1.5 times their
// usual and never shorter than is safe, close the rest.
//
// Errors hold what a program needs to go on: see [ErrorList],
// [MissingLinesError], [ChoiceError] and [LengthError].
//
// # The routine format
//
// A routine is one YAML document in UTF-8, at most 512 KB. Only mappings,
// lists and scalars are read: anchors, aliases, tags, merge keys and further
// documents are mistakes, and so is a key that is not listed here, a key given
// twice, or a key without a value.
//
//	title: TEXT             required
//	language: TEXT          a language with stock phrases; en when left out
//	breath: BREATH          {in: 4s, out: 6s} when left out
//	opening: LINES          said first
//	stretches: [STRETCH]    required; 1 to 500
//	closing: LINES          said last
//
// BREATH gives the length of a breath's phases:
//
//	in: TIME                required, 1s to 20s
//	hold: TIME              after breathing in; 0.5s to 20s, or left out
//	out: TIME               required, 1s to 20s
//	rest: TIME              after breathing out; 0.5s to 20s, or left out
//
// STRETCH is a hold, in which the body keeps still, a flow, in which it moves
// with the breath, or a rest. Its keys, in the order in which they are heard:
//
//	name: TEXT              required; no two alike in any case of letters
//	move: LINES             into the starting position
//	setup: LINES            one action a line
//	settle: TIME            after the set-up; 1s to 20s
//	enter: PHASES           how the position is entered, on a breath
//	hold: DOSE              either this
//	flow: DOSE              or this
//	sides: [right, left]    or [left, right]: taking turns in a flow, one dose each in a hold
//	inhale: LINE            said as the phase of a flow begins
//	exhale: LINE            likewise
//	tips: LINES             said in the dose
//	leave: PHASES           how the position is left, on a breath
//	release: LINES          said after the dose
//
// A rest is an entry with one key:
//
//	rest: DOSE
//
// PHASES is a LINE for one phase of a breath or for both:
//
//	{inhale: LINE, exhale: LINE}
//
// LINES is a LINE, or a list of 1 to 50. A LINE is a TEXT or, in a stretch
// with sides, one for each: {right: TEXT, left: TEXT}. In a flow, where the
// sides take turns, only inhale and exhale have lines for each.
//
// TEXT has 1 to 300 characters; white space counts as one space. A number, or
// a word that YAML takes for true or false (yes, no, on, off), needs quotes.
//
// TIME is hours, minutes and seconds, as in 1h30m, 45s or 2.5s; milliseconds
// are the finest. DOSE is a time, a number of breaths, or a range of either:
// 45s, 30s..1m, 8 breaths, 5..10 breaths. A hold or a flow is 5s to 4h, or 1
// to 2000 breaths; a rest 5s to 10m, or 1 to 60 breaths. A flow with sides has
// an even number of breaths in its range.
//
// # Example
//
//	title: Morning back
//	language: en
//	breath: {in: 4s, hold: 1s, out: 6s, rest: 1s}
//	opening: Welcome. Listen to your body, and stop when it hurts.
//	stretches:
//	  - name: Cat-Cow
//	    move: Come onto your hands and knees.
//	    setup:
//	      - Place your hands under your shoulders.
//	      - Place your knees under your hips.
//	    flow: 5..10 breaths
//	    inhale: Let your belly drop, and look up.
//	    exhale: Round your back, and look down.
//	    tips: Let the breath lead.
//	  - rest: 20s
//	  - name: Cobra
//	    move: Lie down on your stomach.
//	    setup: Place your hands beside your chest.
//	    settle: 10s
//	    enter: {inhale: Lift your chest.}
//	    hold: 30s..1m
//	    leave: {exhale: Lower your chest.}
//	  - name: Windshield Wiper
//	    move: Roll over onto your back, and bend your knees.
//	    flow: 1m
//	    sides: [right, left]
//	    exhale: {right: Drop your knees to the right., left: Drop your knees to the left.}
//	    inhale: Come back to the middle.
//	    release: Bring your knees together.
//	closing:
//	  - Stay as long as you like.
//	  - You are done.
package script
