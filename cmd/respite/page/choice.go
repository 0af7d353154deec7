package page

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"strings"
)

// ownPrefix is the prefix of the names of routines that listeners sent.
const ownPrefix = "own-"

// The limits of a choice.
const (
	mostField = 80 // characters
	mostOnly  = 100
	keptOwn   = 64 // routines of listeners in memory
)

// choiceOf parses a choice from the query of an address.
func (s *Server) choiceOf(q url.Values) (Choice, error) {
	c := Choice{
		Routine: q.Get("routine"), Length: q.Get("length"), Guidance: q.Get("guidance"),
		Voice: q.Get("voice"), Ambience: q.Get("ambience"), Only: q["only"],
	}
	for _, field := range append([]string{c.Routine, c.Length, c.Guidance, c.Voice, c.Ambience}, c.Only...) {
		if len(field) > 4*mostField {
			return c, errors.New("the choice is too long")
		}
	}
	if len(c.Only) > mostOnly {
		return c, errors.New("too many stretches are chosen")
	}
	if strings.HasPrefix(c.Routine, ownPrefix) {
		text, ok := s.routines.Find(c.Routine)
		if !ok {
			return c, errors.New("the server no longer has this routine: send it again")
		}
		c.Text = text
	}
	return c, nil
}

// query formats a choice as the query of an address. Equal choices have equal queries.
func (c Choice) query() string {
	q := url.Values{}
	for key, value := range map[string]string{
		"routine": c.Routine, "length": c.Length, "guidance": c.Guidance, "voice": c.Voice, "ambience": c.Ambience,
	} {
		if value != "" {
			q.Set(key, value)
		}
	}
	for _, name := range c.Only {
		q.Add("only", name)
	}
	return q.Encode()
}

// ownName returns the name of a routine that a listener sent. Equal texts have equal names.
func ownName(text []byte) string {
	sum := sha256.Sum256(text)
	return ownPrefix + hex.EncodeToString(sum[:16])
}
