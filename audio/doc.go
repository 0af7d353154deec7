// Package audio turns a timeline into sound. [NewSession] puts a voice, breath tones,
// bells and an ambience on the timeline of package script and returns a [Source]:
// stereo frames as a pure function of their position. Package play plays a source, and
// packages wav and flac write it. All of them get the same frames, on any number of
// cores.
//
// [FrameAt] converts times to frames. Levels are in dB, loudness is in LUFS and peaks
// are in dBTP (ITU-R BS.1770-4). Nothing here prints, reads flags or reads the clock.
package audio
