package audio

import (
	"errors"
	"fmt"
	"io"
	"time"
)

// Sounds holds the sound files that a routine names. Several goroutines call it at
// once.
type Sounds interface {
	// Sound returns the sound of a file for a session at a rate in Hz. The name is the
	// one in the routine.
	Sound(file string, rate int) (Source, error)
}

// longestSound limits the length of a routine's sound file, which is kept in memory:
// about 10 MB a minute.
const longestSound = 15 * time.Minute

// soundHeadroom is the highest peak of a sound file in a session, relative to full
// scale. It keeps the file from startling, and from limiting the loudness of the
// session.
const soundHeadroom = 0.5

// silentSound is the peak, relative to full scale, below which a sound file counts as
// silent: -60 dB.
const silentSound = 0.001

// ReadSound reads a sound for sessions at a rate in Hz, in stereo. A sound that cannot
// be read or is longer than 15 minutes is an error.
func ReadSound(r Recorded, rate int) (Source, error) {
	most := int(FrameAt(longestSound, rate))
	pcm, err := readStart(r, rate, most+1)
	if err != nil {
		return nil, err
	}
	if len(pcm[0]) > most {
		return nil, errTooLong
	}
	if r.Channels == 1 {
		pcm[1] = pcm[0]
	}
	return pcmSource(pcm), nil
}

// SoundLength reads a sound and returns its duration. It fails as [ReadSound] does,
// and for a silent sound.
func SoundLength(r Recorded) (length time.Duration, err error) {
	frames, peak := int64(0), float32(0)
	for buffer := make([]Frame, 1<<14); err == nil; {
		var n int
		n, err = r.Read(buffer)
		frames += int64(n)
		for _, f := range buffer[:n] {
			peak = max(peak, f[0], -f[0], f[1], -f[1])
		}
		if frames > FrameAt(longestSound, r.Rate) {
			return 0, errTooLong
		}
	}
	switch {
	case err != io.EOF:
		return 0, err
	case peak < silentSound:
		return 0, errors.New("is silent")
	}
	return time.Duration(frames) * time.Second / time.Duration(r.Rate), nil
}

var errTooLong = fmt.Errorf("is longer than %.0f minutes", longestSound.Minutes())

// A pcmSource is stereo sound at the rate of the session, full scale 32768.
type pcmSource [2][]int16

func (p pcmSource) Len() int64 { return int64(len(p[0])) }

func (p pcmSource) Render(dst []Frame, at int64) {
	first, last := overlap(len(dst), at, p.Len())
	clear(dst[:first])
	clear(dst[last:])
	for i := first; i < last; i++ {
		dst[i] = Frame{float32(p[0][at+int64(i)]) / 32768, float32(p[1][at+int64(i)]) / 32768}
	}
}

// file returns a track of a sound file. The file gets the loudness of the voice, or
// less where its peaks would be too high.
func (a *arranger) file(s soundKey) (track, error) {
	src, err := a.kit.Sounds.Sound(s.file, a.kit.Rate)
	if err != nil {
		return track{}, fmt.Errorf("the sound %s: %w", s.file, err)
	}
	if src == nil || src.Len() <= 0 {
		return track{}, fmt.Errorf("the sound %s: holds no sound", s.file)
	}
	if a.kit.Mono {
		src = downmix{src}
	}
	t := track{src: src, level: newLevel(src, a.kit.Rate)}
	if t.level.peak < silentSound {
		return track{}, fmt.Errorf("the sound %s: is silent", s.file)
	}
	t.most = t.level.peak
	t.gain = min(decibels(voiceLoudness-t.level.loudness()), soundHeadroom/t.level.peak)
	return t, nil
}
