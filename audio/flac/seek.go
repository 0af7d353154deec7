package flac

import "encoding/binary"

// pointSeconds is how far points in a seek table are apart, as flac has it.
const pointSeconds = 10

// A seekTable tells players where to read on when they seek: it has the place of
// the frame that each ten seconds begin in (RFC 9639, 8.5). A nil one takes no
// frames.
type seekTable struct {
	frames, rate int64
	points       []seekPoint
	sample, byte int64 // where the next frame begins
}

// A seekPoint is a frame of sound.
type seekPoint struct {
	sample, byte int64 // where it begins; the bytes from the first frame
	samples      int64 // in it
}

// newSeekTable is that of a file of so many frames of sound, empty yet.
func newSeekTable(frames int64, rate int) *seekTable {
	return &seekTable{frames: frames, rate: int64(rate)}
}

// add takes the next frame.
func (t *seekTable) add(size int) {
	if t == nil {
		return
	}
	samples := min(sessionBlock, t.frames-t.sample)
	if next := int64(len(t.points)) * pointSeconds * t.rate; next < t.sample+samples && len(t.points) < t.count() {
		t.points = append(t.points, seekPoint{t.sample, t.byte, samples})
	}
	t.sample += samples
	t.byte += int64(size)
}

// count is how many points the table has room for. It does not depend on how
// many are known: the header is written before the frames, and once more behind.
func (t *seekTable) count() int {
	const pointBytes, mostBytes = 18, 1<<24 - 1
	every := pointSeconds * t.rate
	return int(min((t.frames+every-1)/every, mostBytes/pointBytes))
}

// bytes are the points, and placeholders for those that are not known.
func (t *seekTable) bytes() []byte {
	var b []byte
	for i := range t.count() {
		p := seekPoint{sample: -1} // a placeholder
		if i < len(t.points) {
			p = t.points[i]
		}
		b = binary.BigEndian.AppendUint64(b, uint64(p.sample))
		b = binary.BigEndian.AppendUint64(b, uint64(p.byte))
		b = binary.BigEndian.AppendUint16(b, uint16(p.samples))
	}
	return b
}
