package output

import (
	"fmt"
	"slices"
	"strings"

	"respite/cmd/respite/hint"
)

// bitrates are the default bit rates for stereo in kbit/s. Opus needs a lower one. For Vorbis,
// it selects the quality with that nominal rate.
var bitrates = map[string]int{".mp3": 128, ".m4a": 128, ".m4b": 128, ".opus": 96, ".ogg": 128, PageKind: 128}

// The limits in kbit/s that all encoders accept; mostMono is the upper limit for one channel.
const leastBitrate, mostBitrate, mostMono = 32, 320, 256

// bitrate returns the bit rate for the encoder. The default for one channel is half of that
// for stereo.
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

// mp3Bitrates are the bit rates of MPEG-1 layer III from 32 kbit/s on (ISO/IEC 11172-3,
// 2.4.2.3).
var mp3Bitrates = []int{32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}

// IsCompressed tells whether an encoder makes this type of file, so that it has a bit rate.
func (s Sound) IsCompressed() bool { return bitrates[s.Kind()] != 0 }

// checkBitrate checks the requested bit rate.
func (s Sound) checkBitrate() error {
	switch kind := s.Kind(); {
	case s.Bitrate == 0:
		return nil
	case !s.IsCompressed():
		return hint.Usage(fmt.Errorf("%s: this file type has no bitrate", s.Name), "leave out --bitrate, or write a .mp3, .m4a, .opus or .ogg file")
	case s.Bitrate < leastBitrate || s.Bitrate > mostBitrate:
		return hint.Usage(fmt.Errorf("a bitrate of %d kbit/s is not possible", s.Bitrate), fmt.Sprintf("--bitrate takes %d to %d", leastBitrate, mostBitrate))
	case (kind == ".mp3" || kind == PageKind) && !slices.Contains(mp3Bitrates, s.Bitrate):
		return hint.Usage(fmt.Errorf("an MP3 file cannot have %d kbit/s", s.Bitrate), "--bitrate takes one of "+strings.Trim(fmt.Sprint(mp3Bitrates), "[]")+" there")
	case s.Mono && s.Bitrate > mostMono:
		return hint.Usage(fmt.Errorf("one channel cannot have %d kbit/s", s.Bitrate), fmt.Sprintf("--bitrate takes at most %d with --mono", mostMono))
	}
	return nil
}
