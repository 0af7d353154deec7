// Package batch makes many tracks from one plan: a CSV file with one row for each track.
// [Read] reads the plan, and a maker checks the session of every row. [Run] renders the rows
// of one worker, records them in a manifest, and skips tracks that an earlier run has made.
package batch
