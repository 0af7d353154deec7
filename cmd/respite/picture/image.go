package picture

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // to read their sizes
	_ "image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// The limits of a picture file. Pages contain their pictures and are sent by mail.
const (
	maxImage  = 2 << 20 // bytes
	maxPixels = 16 << 20
)

// An Image shows a stretch: a figure, or a picture from a file.
type Image struct {
	Figure *Figure // nil for a file
	Type   string  // media type of a file: image/svg+xml, image/png or image/jpeg
	Data   []byte  // content of a file
	Name   string  // name of the figure, or of the file without its folder
}

// Open opens the image that a routine names: a built-in figure, or a file relative to the
// routine's folder. The file is a figure (.yaml) or a picture (.svg, .png, .jpg) of at most 2
// MiB. If folder is empty, no files are opened.
func Open(name, folder string) (*Image, error) {
	kind := strings.ToLower(filepath.Ext(name))
	if kind == "" {
		f, err := Builtin(name)
		return &Image{Figure: &f, Name: name}, err
	}
	if folder == "" {
		return nil, fmt.Errorf("%s: only the built-in figures can be shown here: %s", name, strings.Join(Figures(), ", "))
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	b, err := readAtMost(path, maxImage)
	if err != nil {
		return nil, err
	}
	return Read(filepath.Base(name), b)
}

// Read parses the bytes of an image file, whose type follows from the extension of its name.
func Read(name string, b []byte) (*Image, error) {
	switch kind := strings.ToLower(filepath.Ext(name)); kind {
	case ".yaml", ".yml":
		f, err := ParseFigure(name, b)
		return &Image{Figure: &f, Name: name}, err
	case ".svg":
		return &Image{Type: "image/svg+xml", Data: b, Name: name}, checkSVG(name, b)
	case ".png", ".jpg", ".jpeg":
		return readPixels(name, strings.TrimPrefix(strings.Replace(kind, "jpg", "jpeg", 1), "."), b)
	default:
		return nil, fmt.Errorf("%s: cannot show a file of the kind %q: an image is a .svg, .png, .jpg or a figure's .yaml", name, kind)
	}
}

func readPixels(name, kind string, b []byte) (*Image, error) {
	c, format, err := image.DecodeConfig(bytes.NewReader(b))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: is not a valid %s picture: %w", name, strings.ToUpper(kind), err)
	case format != kind:
		return nil, fmt.Errorf("%s: contains a %s picture: rename it to end in .%s", name, strings.ToUpper(format), format)
	case c.Width*c.Height > maxPixels:
		return nil, fmt.Errorf("%s: has %d x %d pixels; the limit is 16 million", name, c.Width, c.Height)
	}
	return &Image{Type: "image/" + kind, Data: b, Name: name}, nil
}

func readAtMost(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(b)) > most {
		err = fmt.Errorf("%s: is larger than %d MiB, the limit of a picture", path, most>>20)
	}
	return b, err
}

// Frames returns the number of drawings: one for each position of a figure, otherwise one.
func (m *Image) Frames() int {
	if m.Figure == nil {
		return 1
	}
	return len(m.Figure.Frames)
}
