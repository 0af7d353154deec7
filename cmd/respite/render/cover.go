package render

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"

	"respite/audio/tag"
	"respite/cmd/respite/hint"
	"respite/cmd/respite/output"
	"respite/cmd/respite/picture"
	"respite/script"
)

// mostCover is the size limit of a cover file. Every track contains a copy of the cover.
const mostCover = 2 << 20 // bytes

// coverKinds are the file types that a cover can have.
var coverKinds = []string{".png", ".jpg", ".jpeg"}

// readCover reads the picture that --cover names.
func readCover(name string) (tag.Cover, error) {
	const what = "a cover is a .png or .jpg file"
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return tag.Cover{}, hint.With(fmt.Errorf("cover %w", hint.Plain(err)), "name a .png or .jpg file, or leave it out with --cover none")
	case !slices.Contains(coverKinds, output.Extension(name)) || !info.Mode().IsRegular():
		return tag.Cover{}, hint.Usage(fmt.Errorf("cover %s: %s", name, what), "--cover FILE.png, or --cover none")
	case info.Size() > mostCover:
		return tag.Cover{}, hint.With(fmt.Errorf("cover %s: has %.1f MB, more than %d MB", name, float64(info.Size())/1e6, mostCover>>20), smaller(name))
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return tag.Cover{}, fmt.Errorf("cover %w", hint.Plain(err))
	}
	cover, err := decodeCover(filepath.Base(name), b)
	if err != nil {
		return tag.Cover{}, hint.With(fmt.Errorf("cover %w", err), "save it anew as .png or .jpg, or name another picture: "+smaller(name))
	}
	return cover, nil
}

// smaller returns a command that shrinks a picture to the size of a cover.
func smaller(name string) string {
	return "ffmpeg -i " + hint.ShellWord(name) + " -vf scale=1400:-2 cover.jpg, then --cover cover.jpg"
}

// decodeCover checks that a picture is complete.
func decodeCover(name string, b []byte) (tag.Cover, error) {
	m, err := picture.Read(name, b)
	if err != nil {
		return tag.Cover{}, err
	}
	decoded, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return tag.Cover{}, fmt.Errorf("%s: is damaged: %w", name, err)
	}
	size := decoded.Bounds().Size()
	return tag.Cover{Type: m.Type, Data: b, Width: size.X, Height: size.Y}, nil
}

// drawnCover draws the cover of a session that has no cover file.
func drawnCover(t *script.Timeline, title string) (tag.Cover, error) {
	titled := *t
	titled.Title = title
	d := picture.Cover(&titled, firstPose(t))
	var b bytes.Buffer
	if err := d.WritePNG(&b, 1, false); err != nil {
		return tag.Cover{}, err
	}
	return tag.Cover{Type: "image/png", Data: b.Bytes(), Width: int(d.Width), Height: int(d.Height)}, nil
}

// firstPose returns the built-in figure of the first stretch that has one, or nil.
func firstPose(t *script.Timeline) *picture.Figure {
	for _, c := range t.Chapters {
		if c.Stretch == "" {
			continue
		}
		if m := picture.ForName(c.Stretch); m != nil {
			return m.Figure
		}
	}
	return nil
}
