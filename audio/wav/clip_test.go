package wav

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"respite/audio"
)

// A chunk of a RIFF file.
func chunk(id, body string) string {
	b := string(head(id, uint32(len(body)))) + body
	return b + strings.Repeat("\x00", len(body)%2)
}

// Unused chunks may be anywhere.
func TestDecodeClipPassesOverChunks(t *testing.T) {
	c := audio.Clip{Rate: 24000, Samples: []int16{1, -2, 300, -32768}}
	plain := string(EncodeClip(c))
	format, data := plain[12:36], plain[36:]
	list := chunk("LIST", "INFO"+chunk("INAM", "Odd"))
	for name, chunks := range map[string]string{
		"plain": format + data, "a list between": format + list + data, "a list first": list + format + data, "a list last": format + data + list,
		"odd junk first": chunk("JUNK", "abc") + format + data, "odd junk between": format + chunk("JUNK", "abc") + data,
		"a smpl chunk": format + chunk("smpl", strings.Repeat("\x00", 36)) + data,
	} {
		file := []byte("RIFF" + string(binary.LittleEndian.AppendUint32(nil, uint32(4+len(chunks)))) + "WAVE" + chunks)
		got, err := DecodeClip(file)
		if err != nil || got.Rate != c.Rate || !slices.Equal(got.Samples, c.Samples) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestDecodeClipRefuses(t *testing.T) {
	good := EncodeClip(audio.Clip{Rate: 24000, Samples: make([]int16, 100)})
	with := func(at int, b ...byte) []byte { return slices.Concat(good[:at], b, good[at+len(b):]) }
	for want, file := range map[string][]byte{
		`truncated: chunk "data" states 200 bytes, the file has 199 of them`: good[:len(good)-1],
		`truncated: chunk "fmt " states`:                                     with(16, 0xff, 0xff, 0xff, 0x7f),
		"damaged: its fmt chunk has a wrong size":                            with(16, 4),
		"damaged: its sound comes before its format":                         with(12, 'j', 'u', 'n', 'k'),
		"no sound in the file":                                               good[:36],
		"PCM is needed; this is format 3":                                    with(20, 3),
		"mono, 16 bit is needed; this has 2 channels":                        with(22, 2),
		"neither a WAV nor a FLAC file":                                      with(0, 'X'),
	} {
		if _, err := DecodeClip(file); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

// The smallest and the largest files of their kinds are read.
func TestLimitsOfClips(t *testing.T) {
	empty := EncodeClip(audio.Clip{Rate: 22050})
	if c, err := DecodeClip(empty); err != nil || c.Rate != 22050 || len(c.Samples) != 0 {
		t.Errorf("without samples: %+v, %v", c, err)
	}
	long := slices.Concat(empty[:12], []byte(chunk("fmt ", string(empty[20:36])+strings.Repeat("\x00", 48))), empty[36:])
	if _, err := DecodeClip(long); err != nil {
		t.Errorf("a fmt chunk of 64 bytes: %v", err)
	}
	if _, err := DecodeClip(empty[:12]); err == nil || err.Error() != "no sound in the file" {
		t.Errorf("no chunk: %v", err)
	}
}

// The fmt chunk states 22050 Hz, one channel and 16 bit.
func TestReadInfo(t *testing.T) {
	good := EncodeClip(audio.Clip{Rate: 22050, Samples: make([]int16, 5)})
	if info, err := ReadInfo(good); err != nil || info != (Info{22050, 1, 16}) {
		t.Errorf("%+v, %v", info, err)
	}
	if _, err := ReadInfo(good[:36]); err == nil {
		t.Error("a file without sound has an Info")
	}
}

func FuzzDecodeClip(f *testing.F) {
	good := EncodeClip(audio.Clip{Rate: 24000, Samples: make([]int16, 20)})
	f.Add(good)
	f.Add(slices.Concat(good[:12], []byte(chunk("LIST", "INFO"+chunk("INAM", "Odd"))), good[12:]))
	f.Add(slices.Concat(good[:12], []byte(chunk("smpl", strings.Repeat("\xff", 36))), good[12:]))
	f.Fuzz(func(t *testing.T, file []byte) {
		if c, err := DecodeClip(file); err == nil && 2*len(c.Samples) > len(file) {
			t.Errorf("%d samples of %d bytes", len(c.Samples), len(file))
		}
	})
}

// The header of a clip, field by field (Multimedia Programming Interface and Data
// Specifications 1.0, chapter 3): sizes, rate and bytes a second.
func TestHeaderOfAClip(t *testing.T) {
	b := EncodeClip(audio.Clip{Rate: 22050, Samples: make([]int16, 5)})
	want := "RIFF\x2e\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x22\x56\x00\x00\x44\xac\x00\x00\x02\x00\x10\x00data\x0a\x00\x00\x00"
	if got := string(b[:44]); got != want || len(b) != 54 {
		t.Errorf("%d bytes that begin with %q, want %q", len(b), got, want)
	}
}
