package render

import (
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/output"
	"respite/cmd/respite/session"
	"respite/script"
)

// FrameFlags name the sound files that play before and after a session.
type FrameFlags struct{ intro, outro string }

const frameHint = "give a WAV, FLAC or MP3 file with sound, of at most 15 minutes"

func (f *FrameFlags) add(cmd *cobra.Command) {
	cli.InGroup(cmd, "Sound", func() {
		cmd.Flags().StringVar(&f.intro, "intro", "", "`FILE` that is heard before it, as loud as the voice")
		cmd.Flags().StringVar(&f.outro, "outro", "", "`FILE` that is heard after it")
	})
}

// put adds the sound files to the start and the end of a session's timeline.
func (f *FrameFlags) put(s *session.Session) error {
	if f.intro == "" && f.outro == "" {
		return nil
	}
	intro, err := frameCue(s, "--intro", f.intro)
	if err != nil {
		return err
	}
	outro, err := frameCue(s, "--outro", f.outro)
	if err != nil {
		return err
	}
	s.Timeline, s.Intro = s.Timeline.Framed(intro, outro)
	s.Outro = outro.Length
	return nil
}

// frameCue returns a cue that plays a file from the command line. Without a name the cue is
// empty.
func frameCue(s *session.Session, flag, name string) (script.Cue, error) {
	if name == "" {
		return script.Cue{}, nil
	}
	file, err := filepath.Abs(name) // relative to the current folder, not to the folder of the routine
	if err != nil {
		return script.Cue{}, err
	}
	length, err := s.Sounds.Length(file)
	if err != nil {
		return script.Cue{}, hint.With(fmt.Errorf("%s %s: %w", flag, name, err), frameHint)
	}
	return script.Cue{Kind: script.Sound, File: file, Length: length.Round(time.Millisecond)}, nil
}

// check reports a folder in the place of a file.
func (f *FrameFlags) check() error {
	for _, flag := range []struct{ name, file string }{{"--intro", f.intro}, {"--outro", f.outro}} {
		if flag.file != "" && folders.IsFolder(flag.file) {
			return hint.Usage(fmt.Errorf("%s %s: is a folder, not a sound file", flag.name, flag.file), frameHint)
		}
	}
	return nil
}

// inputs returns the sound files, always in the same order: the checksum of a track contains
// them in this order.
func (f *FrameFlags) inputs() []output.Input {
	all := []output.Input{{What: "the intro", Name: f.intro}, {What: "the outro", Name: f.outro}}
	return slices.DeleteFunc(all, func(in output.Input) bool { return in.Name == "" })
}
