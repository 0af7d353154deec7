package page

import (
	"encoding/binary"
	"errors"
	"io"
	"sync"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/pcm"
	"respite/audio/wav"
)

// blockFrames is how many frames of sound are made at a time.
const blockFrames = 4096

// A form is a format of sound files in which the position of every byte is known before
// anything is rendered: a header, then blocks of frames.
type form interface {
	// start is where a block begins in the file; of the block after the last one, where the file ends.
	start(block int64) int64
	// block appends the bytes of a block.
	block(dst []byte, n int64, frames []audio.Frame) []byte
}

// A stream reads a session as a file of a form. Nothing is stored: to seek is
// to render from another place.
type stream struct {
	src    audio.Source
	header []byte
	form   form
	blocks int64
	at     int64
	have   int64 // the block in buffer; -1 for none
	buffer []byte
	frames []audio.Frame
}

func newStream(src audio.Source, header []byte, f form) *stream {
	return &stream{src: src, header: header, form: f, blocks: (src.Len() + blockFrames - 1) / blockFrames, have: -1}
}

func (s *stream) size() int64 { return s.form.start(s.blocks) }

// Seek implements io.Seeker.
func (s *stream) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += s.at
	case io.SeekEnd:
		offset += s.size()
	}
	if offset < 0 {
		return 0, errors.New("seek before the beginning")
	}
	s.at = offset
	return offset, nil
}

// Read implements io.Reader.
func (s *stream) Read(p []byte) (int, error) {
	if s.at < int64(len(s.header)) {
		n := copy(p, s.header[s.at:])
		s.at += int64(n)
		return n, nil
	}
	if s.at >= s.size() {
		return 0, io.EOF
	}
	b := s.find(s.at)
	if b != s.have {
		s.render(b)
	}
	n := copy(p, s.buffer[s.at-s.form.start(b):])
	s.at += int64(n)
	return n, nil
}

// find returns the block that holds a byte, by binary search.
func (s *stream) find(at int64) int64 {
	low, high := int64(0), s.blocks
	for high-low > 1 {
		if middle := (low + high) / 2; s.form.start(middle) <= at {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

func (s *stream) render(b int64) {
	n := min(blockFrames, s.src.Len()-b*blockFrames)
	if s.frames == nil {
		s.frames = make([]audio.Frame, blockFrames)
	}
	s.src.Render(s.frames[:n], b*blockFrames)
	s.buffer = s.form.block(s.buffer[:0], b, s.frames[:n])
	s.have = b
}

// A wavForm is a WAV file of 16 bits.
type wavForm struct{ header, frames int64 }

const frameBytes = 4 // of 16 bits, stereo

func (f wavForm) start(block int64) int64 {
	return f.header + min(block*blockFrames, f.frames)*frameBytes
}

func (f wavForm) block(dst []byte, n int64, frames []audio.Frame) []byte {
	return pcm.Int16.Append(dst, frames, n*blockFrames)
}

// newWAV is a session as a WAV file.
func newWAV(r *Recording) *stream {
	w := wav.File{Rate: r.Rate, Format: pcm.Int16, Tags: r.Tags}
	header := headerOf(w, r.Source)
	return newStream(r.Source, header, wavForm{int64(len(header)), r.Source.Len()})
}

// A flacForm is a FLAC file whose frames are verbatim, RFC 9639, 9.2.5: not
// smaller than a WAV file, but with every byte at a known place, so that a
// player that wants FLAC can seek in it.
type flacForm struct {
	header, frames int64
	rate           int
}

// flacSide is all of a full frame but for its number: sync and codes, CRC-8, two
// subframes with their headers, CRC-16.
const flacSide = 4 + 1 + 2*(1+2*blockFrames) + 2

func (f flacForm) start(block int64) int64 {
	at := f.header
	for first, length := int64(0), int64(1); first < block; length++ {
		last := min(block, codedEnd(length))
		at += (last - first) * (flacSide + length)
		first = last
	}
	if rest := f.frames % blockFrames; rest != 0 && block*blockFrames > f.frames {
		at += 2 - 4*(blockFrames-rest) // its size is stated in two bytes
	}
	return at
}

// codedEnd is the first number that takes more than so many bytes, coded as
// RFC 9639, 9.1.5, has it.
func codedEnd(length int64) int64 {
	if length == 1 {
		return 1 << 7
	}
	return 1 << (5*length + 1)
}

func (f flacForm) block(dst []byte, n int64, frames []audio.Frame) []byte {
	first := len(dst)
	size := byte(0xc) // 4096
	if len(frames) < blockFrames {
		size = 0x7 // stated below
	}
	rate := byte(0x9) // 44.1 kHz
	if f.rate == 48000 {
		rate = 0xa
	}
	dst = append(dst, 0xff, 0xf8, size<<4|rate, 0x18) // two channels, 16 bits
	dst = appendCoded(dst, n)
	if size == 0x7 {
		dst = binary.BigEndian.AppendUint16(dst, uint16(len(frames)-1))
	}
	dst = append(dst, crc8(dst[first:]))
	pcm := pcm.Int16.Append(nil, frames, n*blockFrames)
	for channel := range 2 {
		dst = append(dst, 0x02) // verbatim
		for i := 2 * channel; i < len(pcm); i += frameBytes {
			dst = append(dst, pcm[i+1], pcm[i])
		}
	}
	return binary.BigEndian.AppendUint16(dst, crc16(dst[first:]))
}

// appendCoded appends a number as UTF-8 would, past what UTF-8 allows (RFC 9639, 9.1.5).
func appendCoded(dst []byte, n int64) []byte {
	length := int64(1)
	for n >= codedEnd(length) {
		length++
	}
	if length == 1 {
		return append(dst, byte(n))
	}
	dst = append(dst, byte(0xff<<(8-length))|byte(n>>(6*(length-1))))
	for i := length - 2; i >= 0; i-- {
		dst = append(dst, 0x80|byte(n>>(6*i))&0x3f)
	}
	return dst
}

// newFLAC is a session as a FLAC file.
func newFLAC(r *Recording) *stream {
	w := flac.File{Rate: r.Rate, Format: pcm.Int16, Tags: r.Tags}
	header := headerOf(w, r.Source)
	return newStream(r.Source, header, flacForm{int64(len(header)), r.Source.Len(), r.Rate})
}

// crcTables are those of x^8+x^2+x+1 and x^16+x^15+x^2+1 (RFC 9639, 9.1.8 and 9.3).
var crcTables = sync.OnceValue(func() (t struct {
	eight   [256]byte
	sixteen [256]uint16
}) {
	for i := range 256 {
		a, b := byte(i), uint16(i)<<8
		for range 8 {
			a, b = a<<1^a>>7*0x07, b<<1^b>>15*0x8005
		}
		t.eight[i], t.sixteen[i] = a, b
	}
	return t
})

func crc8(b []byte) (sum byte) {
	t := crcTables()
	for _, x := range b {
		sum = t.eight[sum^x]
	}
	return sum
}

func crc16(b []byte) (sum uint16) {
	t := crcTables()
	for _, x := range b {
		sum = sum<<8 ^ t.sixteen[byte(sum>>8)^x]
	}
	return sum
}
