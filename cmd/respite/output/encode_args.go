package output

import (
	"fmt"

	"respite/audio/tag"
)

// A work is what an encoder is to make.
type work struct {
	part    string // the file, whatever its extension
	notes   string // a file with the tags, where the encoder takes one
	bitrate int    // kbit/s
	mono    bool
	tags    tag.Tags
}

// lameMP3 is a constant rate and, of two channels, joint stereo: what podcasts are
// made of.
func lameMP3(w work) []string {
	mode := "j"
	if w.mono {
		mode = "m"
	}
	return []string{"--quiet", "-b", fmt.Sprint(w.bitrate), "--scale", lameScale(w.bitrate), "-m", mode, "-", w.part}
}

// lameScale makes up for what lame turns sound down to, against clipping: a session
// has room for its peaks already, and keeps its loudness. Measured with lame 3.100.
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

// An MP3 file gets its tag from us.
func ffmpegMP3(w work) []string {
	return ffmpeg(w, "-map_metadata", "-1", "-map_chapters", "-1", "-id3v2_version", "0",
		"-c:a", "libmp3lame", "-b:a", kbits(w.bitrate), "-joint_stereo", "1", "-f", "mp3")
}

// The chapters reach ffmpeg in the WAV file; the other tags come from us.
func ffmpegM4A(w work) []string {
	return ffmpeg(w, "-metadata:s:a:0", "language="+w.tags.ISO639(),
		"-c:a", "aac", "-b:a", kbits(w.bitrate), "-f", "ipod")
}

func ffmpegOpus(w work) []string {
	return ffmpeg(w, append(fromNotes(w), "-c:a", "libopus", "-b:a", kbits(w.bitrate), "-fflags", "+bitexact", "-f", "opus")...)
}

// vorbisRates are the rates that libvorbis aims at for its qualities, of two channels
// at 44100 Hz, kbit/s (Xiph.org, vorbisenc documentation).
var vorbisRates = []int{64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 500}

// ffmpegVorbis has a quality, which is that of the rate.
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
		args = append(args, "-f", "ffmetadata", "-i", "file:"+w.notes) // a colon in the name is no protocol
	}
	return append(append(append(args, "-map", "0:a"), options...), "file:"+w.part)
}

func kbits(rate int) string { return fmt.Sprintf("%dk", rate) }

// fromNotes takes the tags from the notes. ffmpeg writes no chapters for Vorbis, and
// rounds those of Opus to other seconds (seen in 5.1): they are comments.
func fromNotes(work) []string {
	return []string{"-map_metadata", "1", "-map_metadata:s:a:0", "-1", "-map_chapters", "-1"}
}
