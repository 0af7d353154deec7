// Package batch makes many tracks from one plan: a CSV file with a row a track.
// [Read] checks the plan as a whole, [Part] takes one worker's rows, and
// [Run] renders them, keeps a manifest of what was made, and leaves out what a
// run before has made already.
package batch
