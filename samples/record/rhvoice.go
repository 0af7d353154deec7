package record

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"respite/samples"
)

// RHVoice is the engine of that name (https://rhvoice.org), by its program
// RHVoice-test. Asked for a profile that is not installed it speaks with
// another, and says nothing of it.
type RHVoice struct {
	Profile string   // the voice, for instance bdl
	Rate    int      // the speaking rate in percent
	Prefix  []string // runs the program, for instance chroot and a folder
}

// Speak is [Engine]'s. A program that is not there is a [*MissingError].
func (r RHVoice) Speak(ctx context.Context, text string) (take []float32, rate int, err error) {
	command := append(slices.Clone(r.Prefix),
		"RHVoice-test", "-p", r.Profile, "-r", strconv.Itoa(r.Rate), "-q", "max", "-o", "-")
	wav, err := run(ctx, command, text+"\n")
	if errors.Is(err, errNotFound) {
		return nil, 0, &MissingError{strings.Join(command[:len(r.Prefix)+1], " "), "on Debian 13 it is in the packages rhvoice and rhvoice-english"}
	}
	if err != nil {
		return nil, 0, err
	}
	clip, err := samples.Decode(sized(wav))
	if err != nil {
		return nil, 0, fmt.Errorf("what RHVoice-test wrote: %w", err)
	}
	return floats(clip.Samples), clip.Rate, nil
}

func (r RHVoice) String() string {
	return fmt.Sprintf("RHVoice, profile %s, rate %d, quality max", r.Profile, r.Rate)
}

// sized puts the size of the sound into a canonical WAV header: a program
// that writes to a pipe does not know it, and states the largest there is.
func sized(wav []byte) []byte {
	const header = 44
	if len(wav) >= header && string(wav[36:40]) == "data" {
		binary.LittleEndian.PutUint32(wav[40:], uint32(len(wav)-header))
	}
	return wav
}

// floats is 16-bit sound at full scale 1.
func floats(x []int16) []float32 {
	y := make([]float32, len(x))
	for i, v := range x {
		y[i] = float32(v) / 32768
	}
	return y
}
