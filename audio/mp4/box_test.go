package mp4

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"respite/audio/tag"
)

// boxed encodes a box as in ISO/IEC 14496-12, 4.2: its size, its name and its content.
func boxed(name string, content ...string) string {
	body := strings.Join(content, "")
	return u32(8+len(body)) + name + body
}

func u32(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }

func u64(n int) string { return string(binary.BigEndian.AppendUint64(nil, uint64(n))) }

// moovOf returns a moov box with what is read of it (ISO/IEC 14496-12, 8.2 to 8.7), of 4096
// frames with 1024 of priming, the sound in the second track, with the given positions of
// the sound.
func moovOf(positions string) string {
	zeros := func(n int) string { return strings.Repeat("\x00", n) }
	return boxed("moov",
		boxed("mvhd", zeros(12), u32(1000), u32(93)),
		boxed("trak", boxed("tkhd", zeros(24))),
		boxed("trak",
			boxed("tkhd", zeros(20), u32(93)),
			boxed("edts", boxed("elst", zeros(4), u32(1), u32(93), u32(1024))),
			boxed("mdia",
				boxed("mdhd", zeros(12), u32(44100), u32(4096)),
				boxed("minf", boxed("smhd", zeros(8)), boxed("stbl", positions)))))
}

const ftyp = "\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A isom"

// finished completes a file of a given number of frames at 44.1 kHz.
func finished(file string, frames int64) (string, error) {
	f := File{Tags: tag.Tags{Title: "Evening"}, Book: true, Rate: 44100, Frames: frames, Lead: 72}
	var out bytes.Buffer
	err := f.Finish(&out, strings.NewReader(file))
	return out.String(), err
}

// The table of contents comes before the sound, its positions lead to the same bytes, and
// the lengths are those of the sound: 3000 frames of 44.1 kHz are 68.03 ms.
func TestFinishedFile(t *testing.T) {
	narrow := func(at int) string { return moovOf(boxed("stco", u32(0), u32(2), u32(at), u32(at+2))) }
	wide := func(at int) string { return moovOf(boxed("co64", u32(0), u32(2), u64(at), u64(at+2))) }
	free, short, long := boxed("free", "12345678"), boxed("mdat", "0123sound"), u32(1)+"mdat"+u64(25)+"0123sound"
	for name, tc := range map[string]struct{ file, mdat string }{
		"32 bits":    {ftyp + free + short + narrow(24+16+8+4), short},
		"64 bits":    {ftyp + free + long + wide(24+16+16+4), long},
		"moov first": {ftyp + narrow(24+len(narrow(0))+8+4) + short, short},
	} {
		got, err := finished(tc.file, 3000)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if kind := strings.Replace(ftyp, "M4A ", "M4B ", 1); !strings.HasPrefix(got, kind) || got[28:32] != "moov" || !strings.HasSuffix(got, tc.mdat) {
			t.Errorf("%s: the file is %q", name, got)
		}
		sound := strings.Index(got, "sound")
		if !strings.Contains(got, "stco"+u32(0)+u32(2)+u32(sound)+u32(sound+2)) && !strings.Contains(got, "co64"+u32(0)+u32(2)+u64(sound)+u64(sound+2)) {
			t.Errorf("%s: the sound is at %d of %q", name, sound, got)
		}
		mvhd, tkhd, elst := strings.Index(got, "mvhd")+4, strings.LastIndex(got, "tkhd")+4, strings.Index(got, "elst")+4
		if got[mvhd+16:mvhd+20] != u32(69) || got[tkhd+20:tkhd+24] != u32(69) || got[elst+8:elst+16] != u32(69)+u32(1024+72) {
			t.Errorf("%s: the lengths are %q, %q, %q", name, got[mvhd+16:mvhd+20], got[tkhd+20:tkhd+24], got[elst+8:elst+16])
		}
		if !strings.Contains(got, "Evening") || !strings.Contains(got, " 00000000 00000448 00000000 0000000000000BB8 ") { // 1096, 4096-1096-3000, 3000
			t.Errorf("%s: the tags are missing in %q", name, got)
		}
	}
}

// What is too short for its place, or lies outside of the file, is an error.
func TestShortBoxes(t *testing.T) {
	sound, positions := boxed("mdat", "sound"), boxed("stco", u32(0), u32(1), u32(32))
	good := ftyp + sound + moovOf(positions)
	with := func(old, new string) string { return strings.Replace(good, old, new, 1) }
	for name, file := range map[string]string{
		"half a head":                  good + "\x00\x00\x00\x07",
		"a size below 8":               good + u32(7) + "free",
		"a long size below 16":         good + u32(1) + "free" + u64(15),
		"more than the file":           good + u32(9) + "free",
		"no ftyp":                      good[24:],
		"no sound":                     with("mdat", "free"),
		"no moov":                      with("moov", "free"),
		"no mvhd":                      with("mvhd", "free"),
		"no sound track":               with("smhd", "free"),
		"no edit list":                 with("elst", "free"),
		"no length of the track":       with("mdhd", "free"),
		"a box inside of 7 bytes":      with(u32(16)+"smhd", u32(7)+"smhd"),
		"a box larger than its outer":  with(boxed("stbl", positions), u32(8+len(positions)+1)+"stbl"+positions),
		"a meta box without its flags": ftyp + sound + boxed("moov", moovOf(positions)[8:], boxed("udta", boxed("meta", "123"))),
		"a later version of mvhd":      with("mvhd\x00", "mvhd\x01"),
		"a later version of elst":      with("elst\x00", "elst\x01"),
		"an end before the sound's":    with(u32(44100)+u32(4096), u32(44100)+u32(4095)),
	} {
		if _, err := finished(file, 3000); err == nil {
			t.Errorf("%s is no error", name)
		}
	}
	if _, err := finished(good, 3000); err != nil {
		t.Errorf("the file that is changed here: %v", err)
	}
	inside := ftyp + sound + boxed("moov", moovOf(positions)[8:], boxed("udta", boxed("meta", u32(0))), boxed("free"))
	if _, err := finished(inside+boxed("free")+u32(1)+"free"+u64(16), 3000); err != nil {
		t.Errorf("empty boxes: %v", err)
	}
}

// The length in thousandths of a second is rounded up: 2646 frames are 60.
func TestLengthIsRoundedUp(t *testing.T) {
	for frames, want := range map[int64]int{2646: 60, 2647: 61} {
		got, err := finished(ftyp+boxed("mdat", "sound")+moovOf(boxed("stco", u32(0), u32(0))), frames)
		if at := strings.Index(got, "mvhd") + 20; err != nil || got[at:at+4] != u32(want) {
			t.Errorf("%d frames: %q, want %d; %v", frames, got, want, err)
		}
	}
}

// An error of reading is returned as it is.
func TestErrorOfReading(t *testing.T) {
	broken := errors.New("broken")
	_, err := places(struct {
		io.Reader
		io.Seeker
	}{iotest.ErrReader(broken), strings.NewReader(ftyp)})
	if !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
}

// A position of 32 bits holds 4294967295 and no more.
func TestPositionsOf32Bits(t *testing.T) {
	for position, fits := range map[int]bool{1<<32 - 3: true, 1<<32 - 2: false} {
		x := &box{name: "stco", body: []byte(u32(0) + u32(1) + u32(position))}
		if err := shift(x, 2); (err == nil) != fits || fits && string(x.body[8:]) != "\xff\xff\xff\xff" {
			t.Errorf("%d: %v, % x", position, err, x.body[8:])
		}
	}
	if _, err := places(strings.NewReader(u32(9) + "free")); !errors.Is(err, errDamaged) {
		t.Errorf("a box that is larger than the file: %v", err)
	}
}

// ISO/IEC 14496-3: AAC has 1024 frames in a block.
func TestLead(t *testing.T) {
	for frames, want := range map[int64]int64{0: 0, 1: 1023, 1023: 1, 1024: 0, 3000: 72} {
		if got := Lead(frames); got != want {
			t.Errorf("%d frames: %d, want %d", frames, got, want)
		}
	}
}
