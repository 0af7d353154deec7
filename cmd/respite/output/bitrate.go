package output

import (
	"fmt"
	"slices"
	"strings"

	"respite/cmd/respite/hint"
)

// bitrates are those of stereo where none is asked for, kbit/s; Opus needs less, and
// Vorbis has a quality whose rate this is.
var bitrates = map[string]int{".mp3": 128, ".m4a": 128, ".m4b": 128, ".opus": 96, ".ogg": 128, PageKind: 128}

// leastBitrate and mostBitrate are what all encoders take, and mostMono what they take
// for one channel, kbit/s.
const leastBitrate, mostBitrate, mostMono = 32, 320, 256

// bitrate is what an encoder is told: half of it will do for one channel.
func (s Sound) bitrate() int {
	switch rate := bitrates[s.Kind()]; {
	case s.Bitrate != 0:
		return s.Bitrate
	case s.Mono:
		return rate / 2
	default:
		return rate
	}
}

// mp3Bitrates are those of MPEG-1 layer III, the lowest left out (ISO/IEC 11172-3, 2.4.2.3).
var mp3Bitrates = []int{32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}

// IsCompressed tells whether the kind of file is made by an encoder, and has a bitrate.
func (s Sound) IsCompressed() bool { return bitrates[s.Kind()] != 0 }

// checkBitrate returns what is wrong with the rate that is asked for.
func (s Sound) checkBitrate() error {
	switch kind := s.Kind(); {
	case s.Bitrate == 0:
		return nil
	case !s.IsCompressed():
		return hint.Usage(fmt.Errorf("%s: there is no bitrate to choose in this kind of file", s.Name), "leave out --bitrate, or write a .mp3, .m4a, .opus or .ogg file")
	case s.Bitrate < leastBitrate || s.Bitrate > mostBitrate:
		return hint.Usage(fmt.Errorf("a bitrate of %d kbit/s is not possible", s.Bitrate), fmt.Sprintf("--bitrate takes %d to %d", leastBitrate, mostBitrate))
	case (kind == ".mp3" || kind == PageKind) && !slices.Contains(mp3Bitrates, s.Bitrate):
		return hint.Usage(fmt.Errorf("an MP3 file cannot have %d kbit/s", s.Bitrate), "--bitrate takes one of "+strings.Trim(fmt.Sprint(mp3Bitrates), "[]")+" there")
	case s.Mono && s.Bitrate > mostMono:
		return hint.Usage(fmt.Errorf("one channel cannot have %d kbit/s", s.Bitrate), fmt.Sprintf("--bitrate takes at most %d with --mono", mostMono))
	}
	return nil
}
