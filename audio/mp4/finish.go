// Package mp4 completes the MPEG-4 files of an encoder: it writes their tags, states
// exactly where the sound begins and ends, and moves the table of contents to the
// front, so that a player can start before it has the whole file.
package mp4

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"

	"respite/audio/tag"
)

// A File describes the file that an encoder has written.
type File struct {
	Tags   tag.Tags
	Book   bool  // an audiobook
	Rate   int   // Hz
	Frames int64 // of the sound
	Lead   int64 // frames of silence that the encoder got before the sound, less than 1024
}

// aacFrames is the number of frames in a block of AAC (ISO/IEC 14496-3).
const aacFrames = 1024

// Lead returns how many frames of silence before the sound let the encoder's last
// block end with the sound. Many decoders skip what precedes the sound, but play
// everything that follows it.
func Lead(frames int64) int64 { return (aacFrames - frames%aacFrames) % aacFrames }

// Finish writes the completed file to w. Its chapters stay as they are. The errors are
// those of reading and of w, and a file without the structure that AAC encoders write.
func (f File) Finish(w io.Writer, made io.ReadSeeker) error {
	all, err := places(made)
	if err != nil {
		return err
	}
	var head, moov, mdat *place
	for i := range all {
		switch p := &all[i]; p.name {
		case "ftyp":
			head = p
		case "moov":
			moov = p
		case "mdat":
			mdat = p
		}
	}
	if head == nil || moov == nil || mdat == nil {
		return errDamaged
	}
	kind, err := read(made, head)
	if err != nil {
		return err
	}
	contents, err := f.contents(made, moov)
	if err != nil {
		return err
	}
	moved := int64(len(kind)+len(contents.bytes())) - mdat.at
	if err := shift(contents, moved); err != nil {
		return err
	}
	if _, err := w.Write(append(f.kind(kind), contents.bytes()...)); err != nil {
		return err
	}
	if _, err := made.Seek(mdat.at, io.SeekStart); err != nil {
		return err
	}
	_, err = io.CopyN(w, made, mdat.size)
	return err
}

func read(r io.ReadSeeker, p *place) ([]byte, error) {
	if _, err := r.Seek(p.at, io.SeekStart); err != nil {
		return nil, err
	}
	b := make([]byte, p.size)
	_, err := io.ReadFull(r, b)
	return b, err
}

// kind returns the ftyp box, which marks an audiobook.
func (f File) kind(b []byte) []byte {
	if f.Book {
		b = bytes.Replace(b, []byte("M4A "), []byte("M4B "), 1)
	}
	return b
}

// contents completes the moov box with the tags and the exact length of the sound.
func (f File) contents(made io.ReadSeeker, p *place) (*box, error) {
	b, err := read(made, p)
	if err != nil {
		return nil, err
	}
	boxes, err := parse(b)
	if err != nil {
		return nil, err
	}
	moov := boxes[0]
	lead, behind, err := f.trim(moov)
	if err != nil {
		return nil, err
	}
	const handler = "\x00\x00\x00\x00\x00\x00\x00\x00mdirappl\x00\x00\x00\x00\x00\x00\x00\x00\x00" // for tags, as iTunes writes it
	meta := moov.need("udta", "").need("meta", "\x00\x00\x00\x00")
	meta.need("hdlr", handler)
	meta.need("ilst", "").body = append(f.Tags.Atoms(f.Book), tag.GaplessAtom(lead, behind, f.Frames)...)
	return moov, nil
}

// trim writes the start of the sound into the edit list. It returns the number of
// frames before the sound and after it. Lengths keep the encoder's unit, thousandths
// of a second, because some readers know no other, and are rounded up so that no frame
// is cut off.
func (f File) trim(moov *box) (before, behind int64, err error) {
	mvhd := moov.find("mvhd")
	sound := moov.sound()
	if mvhd == nil || sound == nil || len(mvhd.body) < 20 || mvhd.body[0] != 0 {
		return 0, 0, errDamaged
	}
	tkhd, edit, mdhd := sound.find("tkhd"), sound.find("edts", "elst"), sound.find("mdia", "mdhd")
	if tkhd == nil || edit == nil || mdhd == nil || len(tkhd.body) < 24 || len(edit.body) < 16 || len(mdhd.body) < 20 || edit.body[0] != 0 {
		return 0, 0, errors.New("the encoder does not state where its sound begins")
	}
	before = int64(binary.BigEndian.Uint32(edit.body[12:])) + f.Lead
	behind = int64(binary.BigEndian.Uint32(mdhd.body[16:])) - before - f.Frames
	if behind < 0 {
		return 0, 0, errors.New("the encoder lost the end of the sound")
	}
	binary.BigEndian.PutUint32(edit.body[12:], uint32(before))
	scale := int64(binary.BigEndian.Uint32(mvhd.body[12:]))
	length := uint32((f.Frames*scale + int64(f.Rate) - 1) / int64(f.Rate))
	for _, field := range [][]byte{mvhd.body[16:], tkhd.body[20:], edit.body[8:]} {
		binary.BigEndian.PutUint32(field, length)
	}
	return before, behind, nil
}

// sound returns the audio track, or nil.
func (x *box) sound() *box {
	for _, trak := range x.boxes {
		if trak.find("mdia", "minf", "smhd") != nil {
			return trak
		}
	}
	return nil
}

// shift adds a given number of bytes to the sound's positions in all tables of a moov box.
func shift(x *box, by int64) error {
	for _, inner := range x.boxes {
		if err := shift(inner, by); err != nil {
			return err
		}
	}
	const head = 8 // version, flags, and the number of positions
	var size int
	switch x.name {
	case "stco":
		size = 4
	case "co64":
		size = 8
	default:
		return nil
	}
	for at := head; at+size <= len(x.body); at += size {
		if size == 8 {
			binary.BigEndian.PutUint64(x.body[at:], uint64(int64(binary.BigEndian.Uint64(x.body[at:]))+by))
			continue
		}
		to := int64(binary.BigEndian.Uint32(x.body[at:])) + by
		if to > math.MaxUint32 {
			return errors.New("the file is too large for its table of contents")
		}
		binary.BigEndian.PutUint32(x.body[at:], uint32(to))
	}
	return nil
}
