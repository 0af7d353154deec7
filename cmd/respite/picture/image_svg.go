package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// refused are the SVG elements that run code or load external content.
var refused = []string{"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "audio", "video", "animate", "set", "animatetransform", "animatemotion"}

// checkSVG returns an error if an SVG file contains scripts, event handlers, links to external
// content, or XML entities.
func checkSVG(name string, b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = true
	root := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("%s: is not a valid SVG picture: %w", name, err)
		}
		line, _ := d.InputPos()
		if err := checkToken(token, &root); err != nil {
			return fmt.Errorf("%s:%d: %w", name, line, err)
		}
	}
	if root != "svg" {
		return fmt.Errorf("%s: is not an SVG picture: its first element is %q", name, root)
	}
	return nil
}

func checkToken(token xml.Token, root *string) error {
	switch t := token.(type) {
	case xml.Directive:
		if bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
			return errors.New("entities are refused in a picture")
		}
	case xml.ProcInst:
		if t.Target != "xml" {
			return fmt.Errorf("the instruction %q is refused in a picture", t.Target)
		}
	case xml.StartElement:
		if *root == "" {
			*root = t.Name.Local
		}
		return checkElement(t)
	case xml.CharData:
		return checkStyle(string(t))
	}
	return nil
}

func checkElement(e xml.StartElement) error {
	if slices.Contains(refused, strings.ToLower(e.Name.Local)) {
		return fmt.Errorf("the element %q is refused in a picture: it must not run anything", e.Name.Local)
	}
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
		switch {
		case strings.HasPrefix(name, "on"):
			return fmt.Errorf("the attribute %q is refused in a picture: it must not run anything", a.Name.Local)
		case name == "href" && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/png;") && !strings.HasPrefix(value, "data:image/jpeg;"):
			return fmt.Errorf("the link to %.40q is refused in a picture: it must hold all that it shows", value)
		case name != "href":
			if err := checkStyle(value); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkStyle returns an error if CSS would load external content.
func checkStyle(css string) error {
	low := strings.ToLower(css)
	if strings.Contains(low, "@import") || strings.Contains(low, "javascript:") || strings.Contains(low, `\`) && strings.Contains(low, "(") {
		return errors.New("a style that loads something is refused in a picture")
	}
	for rest := low; ; {
		i := strings.Index(rest, "url(")
		if i < 0 {
			return nil
		}
		rest = strings.TrimLeft(rest[i+len("url("):], " \t\n'\"")
		if !strings.HasPrefix(rest, "#") {
			return errors.New("a style that loads something is refused in a picture")
		}
	}
}
