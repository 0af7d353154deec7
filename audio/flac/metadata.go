package flac

import (
	"bytes"
	"crypto/md5"
	"errors"
	"fmt"
)

// IsFLAC reports whether the first four bytes are those of a FLAC file (RFC 9639, 6).
func IsFLAC(start []byte) bool { return bytes.HasPrefix(start, []byte("fLaC")) }

// An Info is what the STREAMINFO block of a file states (RFC 9639, 8.2).
type Info struct {
	Rate     int   // Hz
	Channels int   // 1 to 8
	Bits     int   // of a sample, 4 to 32
	Frames   int64 // samples of each channel; -1 where unknown

	sum [md5.Size]byte // MD5 of the samples; zero where unknown
}

// ReadInfo reads the STREAMINFO block from a file or its beginning.
func ReadInfo(file []byte) (Info, error) {
	in := bitReader{buf: file, rest: file}
	return readInfo(&in)
}

var errTruncated = errors.New("truncated: the file ends before its sound does")

// readInfo reads the signature and all metadata blocks. It skips all blocks but
// STREAMINFO, whatever their size.
func readInfo(in *bitReader) (info Info, err error) {
	const streamInfo, size = 0, 34
	if in.read(32) != 0x664c6143 { // fLaC
		return info, errors.New("not a FLAC file")
	}
	for first, last := true, false; !last; first = false {
		last = in.read(1) != 0
		kind, left := in.read(7), int(in.read(24))
		switch {
		case in.short:
			return info, in.damage(nil)
		case first && (kind != streamInfo || left < size):
			return info, errors.New("damaged: its STREAMINFO block is missing or too short")
		case first:
			info = readStreamInfo(in)
			left -= size
		}
		if in.skip(left); in.short {
			return info, in.damage(nil)
		}
	}
	return info, info.check()
}

func readStreamInfo(in *bitReader) (info Info) {
	in.read(32) // block sizes
	in.read(48) // frame sizes
	info.Rate = int(in.read(20))
	info.Channels = int(in.read(3)) + 1
	info.Bits = int(in.read(5)) + 1
	if info.Frames = int64(in.read(36)); info.Frames == 0 {
		info.Frames = -1
	}
	for i := range info.sum {
		info.sum[i] = byte(in.read(8))
	}
	return info
}

func (i Info) check() error {
	if i.Rate == 0 || i.Bits < 4 {
		return fmt.Errorf("damaged: its header states %d Hz and samples of %d bit", i.Rate, i.Bits)
	}
	return nil
}

// damage returns the reason why a file cannot be read: the source's error, an
// unexpected end of the file, or else err.
func (r *bitReader) damage(err error) error {
	switch {
	case r.err != nil:
		return r.err
	case r.short:
		return errTruncated
	}
	return err
}
