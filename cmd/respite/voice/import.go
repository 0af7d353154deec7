package voice

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"respite/cmd/respite/clean"
	"respite/cmd/respite/cli"
	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/session"
	"respite/samples"
	"respite/samples/record"
)

// A takeImport holds the flags of an import.
type takeImport struct {
	name     string
	routines []string
	which    listFlags
	line     int
	accept   bool
	session  []string // the words of the session flags
}

func newImport(std cli.Streams) *cobra.Command {
	var im takeImport
	cmd := &cobra.Command{
		Use:   "import DIR|FILE",
		Short: "make a voice from recordings",
		Long: `Import adds recordings (WAV, FLAC, MP3, with ffmpeg M4A and others) to a voice
of your own: a folder with one file a line, named by its number (012.wav) or its
text, or one file in which the lines were read in order, with a pause after
each. It compares the sound of the lines with their texts, and levels and trims
them. If a line is doubtful, it shows that line and writes nothing. Use the same
flags as for voice lines.`,
		Example: `  respite voice import take.wav --name anna --routine my-routine.yaml
  respite voice import new.wav --name anna --routine my-routine.yaml --line 12`,
		Args: cli.Takes(1, 1, "one take or folder of files"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(im.routines) == 0 && im.name != "" {
				return hint.Usage(errors.New("the routine is missing: its lines are compared with the recording"), "add --routine ROUTINE, the one that voice lines printed")
			}
			im.session = sessionWords(cmd)
			return im.run(cmd.Context(), args[0], std)
		},
	}
	f := cmd.Flags()
	f.StringVar(&im.name, "name", "", "`NAME` of the voice, or a folder for it")
	f.StringSliceVar(&im.routines, "routine", nil, "`ROUTINE` whose list was read; may be repeated")
	f.IntVar(&im.line, "line", 0, "the file is line `N` alone")
	f.BoolVar(&im.accept, "accept", false, "take doubtful places as they were found")
	im.which.addFlags(cmd)
	cmd.PreRunE = session.CheckLengthFlags
	return cmd
}

func (im takeImport) run(ctx context.Context, from string, std cli.Streams) error {
	dir, err := im.dir()
	if err != nil {
		return err
	}
	if _, err := os.Stat(from); err != nil {
		return hint.With(hint.Plain(err), "name a recording or a folder of recordings; respite voice record makes them with a microphone")
	}
	list, err := im.which.read(ctx, im.routines, std)
	if err != nil {
		return err
	}
	if err := im.checkVoice(dir, list.language); err != nil {
		return err
	}
	matches, readings, err := im.find(ctx, from, list)
	if err != nil {
		return err
	}
	if err := compareReadings(ctx, list.language, matches, readings, std); err != nil {
		return err
	}
	var said strings.Builder
	doubtful := showReadings(&said, list, matches, readings)
	if _, err := clean.Fprintf(std.Out, "%s", said.String()); err != nil {
		return err
	}
	if len(doubtful) > 0 && !im.accept {
		return hint.With(fmt.Errorf("%s: doubtful %s; nothing was written", from, placesOf(list, doubtful)),
			"listen there, and record it again; or take it as it is: "+im.again(from, "--accept"))
	}
	if len(readings) == 0 {
		return fmt.Errorf("%s: no line was found", from)
	}
	about := samples.Manifest{Name: filepath.Base(dir), Language: list.language, Description: "recorded"}
	if err := record.Add(ctx, dir, about, readings); err != nil {
		return hint.Plain(err)
	}
	return im.summarise(dir, len(readings), list, std)
}

// dir returns the folder of the voice.
func (im takeImport) dir() (string, error) {
	switch {
	case im.name == "":
		return "", hint.Usage(errors.New("the voice needs a name"), "give one with --name NAME")
	case slices.Contains(samples.Voices(), im.name), im.name == session.TTSVoice:
		return "", hint.Usage(fmt.Errorf("%q is a name of respite's own", im.name), "choose another --name")
	case session.IsVoiceName(im.name) && folders.Voices() == "":
		return "", hint.Usage(errors.New("there is no home folder to keep voices in"), "give a folder: --name ./"+im.name)
	case session.IsVoiceName(im.name):
		return filepath.Join(folders.Voices(), im.name), nil
	case folders.IsPath(im.name):
		return filepath.Clean(im.name), nil
	}
	return "", hint.Usage(fmt.Errorf("%q is not a name for a voice", im.name), "a name is one word, or a folder such as ./voice")
}

// checkVoice returns an error if lines cannot be added to the voice.
func (im takeImport) checkVoice(dir, language string) error {
	if _, err := os.Lstat(filepath.Join(dir, "manifest.json")); err != nil {
		return nil // a new voice
	}
	v, err := samples.OpenVoice(dir)
	if err != nil {
		return fmt.Errorf("voice %s: %w", im.name, hint.Plain(err))
	}
	if have := v.Manifest().Language; have != language {
		return fmt.Errorf("the voice %s speaks %s, and the lines are in %s", im.name, have, language)
	}
	return nil
}

// find returns the recordings of lines: of one line, from a folder, or from a long take.
func (im takeImport) find(ctx context.Context, from string, list recordingList) ([]record.Match, []record.Reading, error) {
	switch {
	case im.line != 0:
		return im.one(ctx, from, list)
	case folders.IsFolder(from):
		return readFolder(ctx, from, list)
	}
	take, err := record.OpenTake(ctx, from)
	if err != nil {
		return nil, nil, err
	}
	matches, leftovers, err := take.Match(ctx, list.lines)
	if errors.Is(err, context.Canceled) {
		return nil, nil, err
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", from, err)
	}
	return withLeftovers(matches, leftovers), take.Readings(matches), nil
}

// withLeftovers inserts the sounds that match no line, by their positions.
func withLeftovers(matches []record.Match, leftovers []record.Match) []record.Match {
	var all []record.Match
	for _, m := range matches {
		for m.To > 0 && len(leftovers) > 0 && leftovers[0].From < m.From {
			all, leftovers = append(all, leftovers[0]), leftovers[1:]
		}
		all = append(all, m)
	}
	return append(all, leftovers...)
}

func (im takeImport) one(ctx context.Context, from string, list recordingList) ([]record.Match, []record.Reading, error) {
	if im.line < 1 || im.line > len(list.lines) {
		return nil, nil, hint.Usage(fmt.Errorf("there is no line %d, the list has %d", im.line, len(list.lines)), "respite voice lines ROUTINE prints it")
	}
	take, err := record.OpenTake(ctx, from)
	if err != nil {
		return nil, nil, err
	}
	readings := []record.Reading{{Text: list.lines[im.line-1], Take: take}}
	return record.Lengths(readings), readings, nil
}

// takeExtensions are the extensions of sound files in a folder of takes.
var takeExtensions = []string{".wav", ".flac", ".mp3", ".m4a", ".mp4", ".ogg", ".opus", ".oga", ".mka", ".webm", ".aiff", ".aif", ".caf"}

// readFolder reads a folder with a file for each line. Some lines may be missing.
func readFolder(ctx context.Context, from string, list recordingList) (matches []record.Match, readings []record.Reading, err error) {
	entries, err := os.ReadDir(from)
	if err != nil {
		return nil, nil, hint.Plain(err)
	}
	var files []string
	for _, e := range entries {
		if ext := strings.ToLower(filepath.Ext(e.Name())); slices.Contains(takeExtensions, ext) {
			files = append(files, e.Name())
		}
	}
	of, err := record.MatchFiles(files, list.lines)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", from, err)
	}
	for i, file := range of {
		if file == "" {
			continue
		}
		take, err := record.OpenTake(ctx, filepath.Join(from, file))
		if err != nil {
			return nil, nil, err
		}
		readings = append(readings, record.Reading{Text: list.lines[i], Take: take})
	}
	return record.Lengths(readings), readings, nil
}
