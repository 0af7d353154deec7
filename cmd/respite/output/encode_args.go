package output

import (
	"fmt"

	"respite/audio/tag"
)

// lameMP3 is 128 kbit/s, constant and joint stereo: what podcasts are made of.
// At that rate lame turns sound down to 95 %, against clipping; a session has
// room for its peaks already, and keeps its loudness.
func lameMP3(part string, _ tag.Tags) []string {
	return []string{"--quiet", "-b", "128", "--scale", "1.0526", "-m", "j", "-", part}
}

// The title and the chapters reach ffmpeg in the WAV file. An MP3 file gets its
// tag from us.
func ffmpegMP3(part string, _ tag.Tags) []string {
	return ffmpeg(part, "-map_metadata", "-1", "-map_chapters", "-1", "-id3v2_version", "0",
		"-c:a", "libmp3lame", "-b:a", "128k", "-joint_stereo", "1", "-f", "mp3")
}

func ffmpegM4A(part string, tags tag.Tags) []string {
	return ffmpeg(part, "-metadata:s:a:0", "language="+tags.ISO639(), "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", "-f", "ipod")
}

func ffmpegOpus(part string, tags tag.Tags) []string {
	return ffmpeg(part, append(vorbisComments(tags), "-c:a", "libopus", "-b:a", "96k", "-fflags", "+bitexact", "-f", "opus")...)
}

func ffmpegVorbis(part string, tags tag.Tags) []string {
	return ffmpeg(part, append(vorbisComments(tags), "-c:a", "libvorbis", "-q:a", "4", "-fflags", "+bitexact", "-f", "ogg")...)
}

func ffmpeg(part string, options ...string) []string {
	args := append([]string{"-v", "error", "-xerror", "-y", "-f", "wav", "-i", "pipe:0"}, options...)
	return append(args, "file:"+part) // a colon in the name is no protocol
}

// vorbisComments are the language and the chapters as Vorbis comments. ffmpeg
// writes no chapters for Vorbis, and rounds those of Opus to other seconds (seen in 5.1).
func vorbisComments(tags tag.Tags) []string {
	args := []string{"-map_chapters", "-1", "-metadata:s:a:0", "language=" + tags.ISO639()}
	for _, c := range tags.ChapterComments() {
		args = append(args, "-metadata:s:a:0", fmt.Sprintf("%s=%s", c[0], c[1]))
	}
	return args
}
