package flac

import "encoding/binary"

// pointSeconds is the distance of the points in a seek table, as in files of the
// program flac.
const pointSeconds = 10

// A seekTable lets players seek: it lists the frame in which each ten seconds begin
// (RFC 9639, 8.5). A nil seekTable ignores all frames.
type seekTable struct {
	frames, rate int64
	points       []seekPoint
	sample, byte int64 // position of the next frame
}

// A seekPoint is an entry of the table.
type seekPoint struct {
	sample, byte int64 // position; bytes count from the first frame
	samples      int64 // number of samples in the frame
}

// newSeekTable returns an empty table for a file of a given number of frames of sound.
func newSeekTable(frames int64, rate int) *seekTable {
	return &seekTable{frames: frames, rate: int64(rate)}
}

// add records the next FLAC frame by its size in bytes.
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

// count returns the number of points in the finished table. It does not depend on the
// points so far, because the header is written before the frames and once more after
// them, with the same size.
func (t *seekTable) count() int {
	const pointBytes, mostBytes = 18, 1<<24 - 1
	every := pointSeconds * t.rate
	return int(min((t.frames+every-1)/every, mostBytes/pointBytes))
}

// bytes encodes the points, and placeholders for those that are not known yet.
func (t *seekTable) bytes() []byte {
	var b []byte
	for i := range t.count() {
		p := seekPoint{sample: -1}
		if i < len(t.points) {
			p = t.points[i]
		}
		b = binary.BigEndian.AppendUint64(b, uint64(p.sample))
		b = binary.BigEndian.AppendUint64(b, uint64(p.byte))
		b = binary.BigEndian.AppendUint16(b, uint16(p.samples))
	}
	return b
}
