package record

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
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
	words := append(slices.Clone(r.Prefix),
		"RHVoice-test", "-p", r.Profile, "-r", strconv.Itoa(r.Rate), "-q", "max", "-o", "-")
	take, rate, err = Program{Words: words, Name: r.String()}.Speak(ctx, text)
	var missing *MissingError
	if errors.As(err, &missing) {
		err = &MissingError{strings.Join(words[:len(r.Prefix)+1], " "), "on Debian 13 it is in the packages rhvoice and rhvoice-english"}
	}
	return take, rate, err
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
