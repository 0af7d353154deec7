package tag

import (
	"encoding/binary"
	"fmt"
)

// The data types of an item (QuickTime File Format Specification, "Well-known types").
const (
	utf8Data    = 1
	jpegData    = 13
	pngData     = 14
	integerData = 21
)

// Atoms returns the items of the metadata list, ilst, of an MPEG-4 file, as iTunes
// writes them (QuickTime File Format Specification, "Metadata"): a sequence of boxes.
// Book marks an audiobook rather than music.
func (t Tags) Atoms(book bool) []byte {
	var b []byte
	for _, item := range [][2]string{
		{"\xa9nam", t.Title}, {"\xa9ART", t.Artist}, {"aART", t.Artist}, {"\xa9alb", t.Album}, {"\xa9gen", t.Genre}, {"\xa9day", t.Year},
		{"\xa9cmt", t.Comment}, {"\xa9too", t.Software},
	} {
		if item[1] != "" {
			b = append(b, oneItem(item[0], utf8Data, item[1])...)
		}
	}
	if book {
		const audiobook = "\x02"
		b = append(b, oneItem("stik", integerData, audiobook)...)
	}
	for _, g := range t.Level.replayGain() {
		b = append(b, freeItem(g[0], g[1])...)
	}
	if len(t.Cover.Data) > 0 {
		kind := uint32(pngData)
		if t.Cover.Type == "image/jpeg" {
			kind = jpegData
		}
		b = append(b, oneItem("covr", kind, string(t.Cover.Data))...)
	}
	return b
}

// GaplessAtom returns the item that states how many frames the encoder inserted before
// the sound and after it, and how many frames the sound has (iTunSMPB, as iTunes
// writes it).
func GaplessAtom(before, behind, frames int64) []byte {
	text := fmt.Sprintf(" 00000000 %08X %08X %016X", before, behind, frames)
	for range 8 {
		text += " 00000000"
	}
	return freeItem("iTunSMPB", text)
}

// oneItem encodes an item with one value.
func oneItem(name string, kind uint32, value string) []byte {
	return atom(name, string(dataAtom(kind, value)))
}

// freeItem encodes an item with a freely chosen name, in the namespace of iTunes.
func freeItem(name, value string) []byte {
	const flags = "\x00\x00\x00\x00"
	return atom("----", string(atom("mean", flags+"com.apple.iTunes"))+string(atom("name", flags+name))+string(dataAtom(utf8Data, value)))
}

func dataAtom(kind uint32, value string) []byte {
	const locale = "\x00\x00\x00\x00"
	return atom("data", string(binary.BigEndian.AppendUint32(nil, kind))+locale+value)
}

// atom encodes a box: size, name and content.
func atom(name, body string) []byte {
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), name...), body...)
}
