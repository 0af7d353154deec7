package picture

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
)

// TestSVGRefused: an SVG file that runs or loads something is rejected.
func TestSVGRefused(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`
	for _, inside := range []string{
		`<script>alert(1)</script>`, `<SCRIPT/>`, `<g onload="x()"/>`, `<a href="javascript:x()"/>`,
		`<image href="http://example.org/a.png"/>`, `<image xlink:href="//example.org/a.png"/>`, `<use href="other.svg#a"/>`,
		`<foreignObject/>`, `<style>@import "x.css";</style>`, `<rect style="fill:url(http://example.org)"/>`,
		`<style>a{background:u\72l(x)}</style>`, `<animate attributeName="href" to="javascript:x()"/>`,
		`<rect fill="url( 'http://example.org')"/>`, `<image href="data:image/svg+xml;base64,AA"/>`, `<?xml-stylesheet href="a.css"?>`,
	} {
		if _, err := Read("a.svg", []byte(head+inside+"</svg>")); err == nil {
			t.Errorf("%s is not refused", inside)
		}
	}
	for _, file := range []string{
		`<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>`, `<html></html>`, `<svg>`, ``, "\x00\x01",
	} {
		if _, err := Read("a.svg", []byte(file)); err == nil {
			t.Errorf("%q is not refused", file)
		}
	}
	good := head + `<defs><linearGradient id="a"/></defs><rect fill="url(#a)" width="3" height="3"/><use href="#a"/></svg>`
	if _, err := Read("a.svg", []byte(good)); err != nil {
		t.Error(err)
	}
}

// TestImages detects the type of pictures by their content, not by their names.
func TestImages(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 3))); err != nil {
		t.Fatal(err)
	}
	if m, err := Read("a.png", b.Bytes()); err != nil || m.Type != "image/png" || m.Frames() != 1 {
		t.Errorf("%+v, %v", m, err)
	}
	for name, want := range map[string]string{
		"a.jpg": "contains a PNG picture", "a.gif": "cannot show", "a": "cannot show",
	} {
		if _, err := Read(name, b.Bytes()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, not %q", name, err, want)
		}
	}
	if _, err := Open("no-such-figure", ""); err == nil || !strings.Contains(err.Error(), "cobra") {
		t.Errorf("an unknown figure: %v", err)
	}
	if _, err := Open("../secret.png", ""); err == nil {
		t.Error("a file is opened where none may be")
	}
}
