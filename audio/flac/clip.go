// Package flac reads and writes FLAC files (RFC 9639).
package flac

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"math/bits"

	"github.com/mewkiz/flac"
	"github.com/mewkiz/flac/frame"
	"github.com/mewkiz/flac/meta"

	"respite/audio"
)

// clipBlock is how many samples one prediction is made for. Speech changes
// fast: shorter blocks fit it better than the usual 4096, until their headers weigh more.
const clipBlock = 1024

// EncodeClip is the clip as a FLAC file: mono, 16 bit, half of its WAV file where it
// is speech. The same clip gives the same bytes. A clip at a rate that
// the format cannot state is an error.
func EncodeClip(c audio.Clip) ([]byte, error) {
	var file bytes.Buffer
	enc, err := flac.NewEncoder(&file, streamInfo(c))
	if err != nil {
		return nil, err
	}
	for at := 0; at < len(c.Samples); at += clipBlock {
		if err := enc.WriteFrame(flacFrame(c, c.Samples[at:min(at+clipBlock, len(c.Samples))])); err != nil {
			return nil, err
		}
	}
	return file.Bytes(), nil
}

// streamInfo describes the clip, its MD5 sum included, so that a decoder can
// tell that it has all of it.
func streamInfo(c audio.Clip) *meta.StreamInfo {
	return &meta.StreamInfo{
		BlockSizeMin: clipBlock, BlockSizeMax: clipBlock,
		SampleRate: uint32(c.Rate), NChannels: 1, BitsPerSample: 16, NSamples: uint64(len(c.Samples)), MD5sum: pcmSum(c.Samples),
	}
}

// flacFrame is one block. What its own predictor cannot tell is left to the
// encoder, which finds the simplest way.
func flacFrame(c audio.Clip, part []int16) *frame.Frame {
	block, used := make([]int32, len(part)), make([]int32, len(part))
	wasted := wastedBits(part)
	for i, v := range part {
		block[i], used[i] = int32(v), int32(v)>>wasted
	}
	sub := &frame.Subframe{SubHeader: frame.SubHeader{Pred: frame.PredVerbatim}, Samples: block, NSamples: len(block)}
	if h, ok := linearOld(used); ok {
		sub.SubHeader = h
		sub.Wasted = wasted
	}
	return &frame.Frame{
		Header: frame.Header{
			HasFixedBlockSize: true, BlockSize: uint16(len(part)),
			SampleRate: uint32(c.Rate), Channels: frame.ChannelsMono, BitsPerSample: 16,
		},
		Subframes: []*frame.Subframe{sub},
	}
}

// pcmSum is the MD5 sum of samples as FLAC has it, little-endian.
func pcmSum(x []int16) [md5.Size]byte {
	b := make([]byte, 2*len(x))
	for i, v := range x {
		binary.LittleEndian.PutUint16(b[2*i:], uint16(v))
	}
	return md5.Sum(b)
}

// wastedBits is how many of the lowest bits are 0 in all samples (RFC 9639, section 9.2.2); 0 for silence.
func wastedBits(part []int16) uint {
	used := uint16(0)
	for _, v := range part {
		used |= uint16(v)
	}
	if used == 0 {
		return 0
	}
	return uint(bits.TrailingZeros16(used))
}
