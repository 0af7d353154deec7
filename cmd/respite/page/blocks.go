package page

import (
	"errors"
	"io"

	"respite/audio"
	"respite/audio/flac"
	"respite/audio/pcm"
	"respite/audio/wav"
)

// blockFrames is the number of frames that are rendered at a time.
const blockFrames = flac.VerbatimFrames

// A form is a format of sound files with known byte positions: a header, then blocks of
// frames. So any part of the file can be made without the parts before it.
type form interface {
	// start returns the position of a block in the file. For the block after the last one, it
	// returns the end of the file.
	start(block int64) int64
	// block appends the bytes of a block.
	block(dst []byte, n int64, frames []audio.Frame) []byte
}

// A stream reads a session as a file of a form. It stores nothing: a seek renders the sound at
// the new position.
type stream struct {
	src    audio.Source
	header []byte
	form   form
	blocks int64
	at     int64
	have   int64 // block in buffer; -1 for none
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

// find returns the block that contains a byte, by binary search.
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

// A wavForm is a WAV file with 16 bits.
type wavForm struct{ header, frames int64 }

const frameBytes = 4 // 16 bits, stereo

func (f wavForm) start(block int64) int64 {
	return f.header + min(block*blockFrames, f.frames)*frameBytes
}

func (f wavForm) block(dst []byte, n int64, frames []audio.Frame) []byte {
	return pcm.Int16.Append(dst, frames, n*blockFrames)
}

// newWAV returns a session as a WAV file.
func newWAV(r *Recording) *stream {
	w := wav.File{Rate: r.Rate, Format: pcm.Int16, Tags: r.Tags}
	header := headerOf(w, r.Source)
	return newStream(r.Source, header, wavForm{int64(len(header)), r.Source.Len()})
}

// A flacForm is a FLAC file with uncompressed frames, so that a player can seek in it.
type flacForm struct{ flac.Verbatim }

func (f flacForm) start(block int64) int64 { return f.Start(block) }

func (f flacForm) block(dst []byte, n int64, frames []audio.Frame) []byte {
	return f.Append(dst, n, frames)
}

// newFLAC returns a session as a FLAC file.
func newFLAC(r *Recording) *stream {
	f := flac.NewVerbatim(flac.File{Rate: r.Rate, Tags: r.Tags}, r.Source.Len())
	return newStream(r.Source, f.Header(), flacForm{f})
}
