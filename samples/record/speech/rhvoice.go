package speech

import (
	"context"
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

// program is RHVoice as a program.
func (r RHVoice) program() Program {
	words := append(slices.Clone(r.Prefix),
		"RHVoice-test", "-p", r.Profile, "-r", strconv.Itoa(r.Rate), "-q", "max", "-o", "-")
	return Program{Words: words, Name: r.String(), Where: "on Debian 13 it is in the packages rhvoice and rhvoice-english"}
}

// Speak is [Engine]'s. A program that is not there is a [*MissingError].
func (r RHVoice) Speak(ctx context.Context, text string) (take []float32, rate int, err error) {
	p := r.program()
	take, rate, err = p.Speak(ctx, text)
	var missing *MissingError
	if errors.As(err, &missing) {
		err = &MissingError{strings.Join(p.Words[:len(r.Prefix)+1], " "), p.Where}
	}
	return take, rate, err
}

func (r RHVoice) String() string {
	return fmt.Sprintf("RHVoice, profile %s, rate %d, quality max", r.Profile, r.Rate)
}

// Identity is [Engine]'s.
func (r RHVoice) Identity() string { return r.program().Identity() }

// AtSpeed is [Paced]'s.
func (r RHVoice) AtSpeed(factor float64) Engine {
	r.Rate = int(float64(r.Rate)*factor + 0.5)
	return r
}
