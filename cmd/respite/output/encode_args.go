package output

import (
	"fmt"

	"respite/audio/tag"
)

// A work describes one run of an encoder.
type work struct {
	part    string // output file, with an arbitrary extension
	notes   string // file with the tags, if the encoder reads one
	bitrate int    // kbit/s
	mono    bool
	tags    tag.Tags
}

// lameMP3 selects a constant bit rate and, for two channels, joint stereo, as usual for
// podcasts.
func lameMP3(w work) []string {
	mode := "j"
	if w.mono {
		mode = "m"
	}
	return []string{"--quiet", "-b", fmt.Sprint(w.bitrate), "--scale", lameScale(w.bitrate), "-m", mode, "-", w.part}
}

// lameScale compensates the attenuation that lame applies against clipping. A session already
// has headroom, and must keep its loudness. Measured with lame 3.100.
func lameScale(bitrate int) string {
	switch {
	case bitrate >= 256:
		return "1"
	case bitrate >= 224:
		return "1.0204"
	case bitrate >= 192:
		return "1.0309"
	}
	return "1.0526"
}

// ffmpegMP3 writes no tags, because finish adds them.
func ffmpegMP3(w work) []string {
	return ffmpeg(w, "-map_metadata", "-1", "-map_chapters", "-1", "-id3v2_version", "0",
		"-c:a", "libmp3lame", "-b:a", kbits(w.bitrate), "-joint_stereo", "1", "-f", "mp3")
}

// ffmpegM4A gets the chapters from the WAV file; finish adds the other tags.
func ffmpegM4A(w work) []string {
	return ffmpeg(w, "-metadata:s:a:0", "language="+w.tags.ISO639(),
		"-c:a", "aac", "-b:a", kbits(w.bitrate), "-f", "ipod")
}

func ffmpegOpus(w work) []string {
	return ffmpeg(w, append(fromNotes(w), "-c:a", "libopus", "-b:a", kbits(w.bitrate), "-fflags", "+bitexact", "-f", "opus")...)
}

// vorbisRates are the nominal bit rates of libvorbis's qualities in kbit/s, for two channels
// at 44100 Hz (Xiph.org, vorbisenc documentation).
var vorbisRates = []int{64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 500}

// ffmpegVorbis selects the quality whose nominal rate is the bit rate.
func ffmpegVorbis(w work) []string {
	rate := w.bitrate
	if w.mono {
		rate *= 2
	}
	quality := 0
	for quality+1 < len(vorbisRates) && vorbisRates[quality+1] <= rate {
		quality++
	}
	return ffmpeg(w, append(fromNotes(w), "-c:a", "libvorbis", "-q:a", fmt.Sprint(quality), "-fflags", "+bitexact", "-f", "ogg")...)
}

func ffmpeg(w work, options ...string) []string {
	args := []string{"-v", "error", "-xerror", "-y", "-f", "wav", "-i", "pipe:0"}
	if w.notes != "" {
		args = append(args, "-f", "ffmetadata", "-i", "file:"+w.notes) // the prefix keeps a colon in the name from being read as a protocol
	}
	return append(append(append(args, "-map", "0:a"), options...), "file:"+w.part)
}

func kbits(rate int) string { return fmt.Sprintf("%dk", rate) }

// fromNotes takes the tags from the notes file. Chapters are written as comments: ffmpeg
// writes none for Vorbis, and rounds those of Opus to wrong times (seen in 5.1).
func fromNotes(work) []string {
	return []string{"-map_metadata", "1", "-map_metadata:s:a:0", "-1", "-map_chapters", "-1"}
}
