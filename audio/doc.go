// Package audio turns a timeline into sound. [NewSession] puts a voice, breath
// tones, bells and an ambience on the timeline of package script and gives one
// [Source]: stereo frames as a pure function of their position. Package play plays a
// source, and packages wav and flac write it; the frames are the same either way, on
// any number of cores.
//
// Times become frames by [FrameAt]; levels are in dB, loudness in LUFS and peaks in
// dBTP after ITU-R BS.1770-4. Nothing here prints, reads flags or looks at
// the clock.
package audio
