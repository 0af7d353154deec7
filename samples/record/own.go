package record

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"respite/audio"
	"respite/samples"
	"respite/samples/record/mastering"
	"respite/samples/record/speech"
)

// A Reading is a line as a person recorded it.
type Reading struct {
	Text string
	Take *Take
}

// recorded is the engine's name in the manifest of a person's voice.
const recorded = "recorded"

// Add masters readings on all cores and adds them to the voice in the folder dir, which it
// creates if necessary. They replace existing lines with the same texts. about supplies the
// name, the language and the description. Add writes nothing unless it can master all
// readings. Its errors name the line.
func Add(ctx context.Context, dir string, about samples.Manifest, readings []Reading) error {
	end, err := beginWriting(dir)
	if err != nil {
		return err
	}
	defer end()
	m, err := readManifest(dir)
	if err != nil {
		return err
	}
	m.Name, m.Language, m.Description, m.Engine = about.Name, about.Language, about.Description, recorded
	clips := make([]audio.Clip, len(readings))
	err = each(ctx, 0, len(readings), func(ctx context.Context, i int) error {
		if seconds := readings[i].Take.Seconds(); seconds > longestReading {
			return lineError(readings[i].Text, fmt.Errorf("%.0f s is too long for one line", seconds))
		}
		var err error
		if clips[i], err = mastering.Line(readings[i].Take.Sound(), samples.VoiceRate, mastering.Natural); err != nil {
			return lineError(readings[i].Text, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return merge(ctx, dir, m, readings, clips)
}

// merge writes the voice m with new lines. They replace lines with the same texts.
func merge(ctx context.Context, dir string, m samples.Manifest, readings []Reading, clips []audio.Clip) error {
	lines, takes := map[string]samples.Line{}, map[string][]audio.Clip{}
	for _, l := range m.Lines {
		lines[l.Text] = l
	}
	for i, r := range readings {
		lines[r.Text] = samples.Line{
			Text: r.Text, File: fileName(r.Text, wavFile), Frames: len(clips[i].Samples), Loudness: roundedLoudness(clips[i]),
		}
		takes[r.Text] = []audio.Clip{clips[i]}
	}
	m.Lines = slices.SortedFunc(maps.Values(lines), func(a, b samples.Line) int { return strings.Compare(a.Text, b.Text) })
	return write(ctx, dir, m, takes)
}

// Readings returns the matched parts of a take. Each includes up to half of the pauses around
// it, at most 0.4 s, so that trimming can measure the noise and keep soft sounds.
func (t *Take) Readings(matches []Match) []Reading {
	const most = 0.4 // s
	var readings []Reading
	for i, m := range matches {
		if m.To == 0 || m.Text == "" {
			continue
		}
		before, after := 0.0, t.Seconds()
		for _, other := range matches[:i] {
			before = max(before, other.To)
		}
		for _, other := range matches[i+1:] {
			if other.To > 0 {
				after = min(after, other.From)
			}
		}
		readings = append(readings, Reading{m.Text, t.part(
			m.From-min(most, (m.From-before)/2), m.To+min(most, (after-m.To)/2))})
	}
	return readings
}

// Doubt returns why a take may not be exactly this line; it is empty if everything fits.
func (t *Take) Doubt(text string) string {
	if err := speech.CheckTake(t.Sound(), samples.VoiceRate, text); err != nil {
		return err.Error()
	}
	return ""
}

// longestReading limits the length of a reading of one line, in seconds.
const longestReading = 120

// MatchFiles finds the line of each file. The name starts with the number of the line, counted
// from 1, or is the text of the line except for case, spaces and punctuation. It returns the
// files in the order of the lines, with "" for a line without a file. A file that matches no
// line, and two files for one line, are errors.
func MatchFiles(files, texts []string) ([]string, error) {
	of := make([]string, len(texts))
	for _, file := range files {
		i, err := lineOf(file, texts)
		if err != nil {
			return nil, err
		}
		if of[i] != "" {
			return nil, fmt.Errorf("%s and %s are both line %d", of[i], file, i+1)
		}
		of[i] = file
	}
	return of, nil
}

func lineOf(file string, texts []string) (int, error) {
	stem := file
	if dot := strings.LastIndexByte(file, '.'); dot > 0 {
		stem = file[:dot]
	}
	if i := slices.IndexFunc(texts, func(t string) bool { return letters(t) != "" && letters(t) == letters(stem) }); i >= 0 {
		return i, nil
	}
	digits := len(stem) - len(strings.TrimLeft(stem, "0123456789"))
	n := 0
	if _, err := fmt.Sscanf(stem[:digits], "%d", &n); err != nil {
		return 0, fmt.Errorf("%s matches no line: its name must begin with the line's number", file)
	}
	if n < 1 || n > len(texts) {
		return 0, fmt.Errorf("%s: there is no line %d, the list has %d", file, n, len(texts))
	}
	return n - 1, nil
}

// letters returns the text without characters that file names cannot contain.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t-_.,;:!?'\"’…/\\", r) {
			return -1
		}
		return r
	}, strings.ToLower(text))
}
