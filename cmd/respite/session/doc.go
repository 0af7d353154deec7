// Package session makes the session that the flags of a command describe. [Flags.Open] reads
// the routine, opens the voice, lets an engine speak the lines that the voice lacks, and lays
// out a [Session]. [SoundFlags.Open] makes its [Sound].
package session
