package mp4

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

var errDamaged = errors.New("the MPEG-4 file is damaged")

// A box is a part of a file (ISO/IEC 14496-12, 4.2). Of a container, the payload is
// what precedes the boxes in it; of all other boxes, it is the whole content.
type box struct {
	name  string
	body  []byte
	boxes []*box
}

// containers are the boxes that contain others, with the number of payload bytes
// before these.
var containers = map[string]int{"moov": 0, "trak": 0, "edts": 0, "mdia": 0, "minf": 0, "stbl": 0, "udta": 0, "meta": 4}

// parse splits b into its boxes.
func parse(b []byte) ([]*box, error) {
	var list []*box
	for len(b) > 0 {
		if len(b) < 8 {
			return nil, errDamaged
		}
		n := int64(binary.BigEndian.Uint32(b))
		if n < 8 || n > int64(len(b)) {
			return nil, errDamaged
		}
		x := &box{name: string(b[4:8]), body: b[8:n]}
		if before, ok := containers[x.name]; ok {
			if len(x.body) < before {
				return nil, errDamaged
			}
			boxes, err := parse(x.body[before:])
			if err != nil {
				return nil, err
			}
			x.body, x.boxes = x.body[:before], boxes
		}
		list, b = append(list, x), b[n:]
	}
	return list, nil
}

// bytes encodes the box.
func (x *box) bytes() []byte {
	b := append(make([]byte, 4, 8+len(x.body)), x.name...)
	b = append(b, x.body...)
	for _, inner := range x.boxes {
		b = append(b, inner.bytes()...)
	}
	binary.BigEndian.PutUint32(b, uint32(len(b)))
	return b
}

// find returns the first box at a path of names, or nil.
func (x *box) find(path ...string) *box {
	for _, name := range path {
		i := slices.IndexFunc(x.boxes, func(b *box) bool { return b.name == name })
		if i < 0 {
			return nil
		}
		x = x.boxes[i]
	}
	return x
}

// need returns the first box of a name inside x. Where there is none, it adds an empty
// one with the given payload.
func (x *box) need(name, before string) *box {
	if found := x.find(name); found != nil {
		return found
	}
	made := &box{name: name, body: []byte(before)}
	x.boxes = append(x.boxes, made)
	return made
}

// A place is the position of a box in a file.
type place struct {
	name      string
	at, size  int64
	headBytes int64
}

// places returns the positions of the top-level boxes of a file without reading their
// content.
func places(r io.ReadSeeker) ([]place, error) {
	end, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	var list []place
	for at := int64(0); at < end; {
		var head [16]byte
		if _, err := r.Seek(at, io.SeekStart); err != nil {
			return nil, err
		}
		if _, err := io.ReadFull(r, head[:]); err != nil && err != io.ErrUnexpectedEOF { // a last box of less than 16 bytes
			return nil, err
		}
		p := place{string(head[4:8]), at, int64(binary.BigEndian.Uint32(head[:])), 8}
		if p.size == 1 { // a 64-bit size follows the name
			p.size, p.headBytes = int64(binary.BigEndian.Uint64(head[8:])), 16
		}
		if p.size < p.headBytes || p.size > end-at {
			return nil, fmt.Errorf("%w: the box %q has %d bytes", errDamaged, p.name, p.size)
		}
		list = append(list, p)
		at += p.size
	}
	return list, nil
}
