package page

import (
	"context"
	"io"

	"respite/audio"
	"respite/audio/tag"
)

// A Choice holds the selections of a listener on the first page. The studio chooses defaults
// for empty fields.
type Choice struct {
	Routine  string // name of a routine of the studio
	Text     []byte // or a routine that the listener wrote
	Length   string // for example 10m, or gentle, steady or deep
	Guidance string
	Voice    string
	Ambience string
	Only     []string // only these stretches

	Kind string // type of the encoded file, such as .mp3; empty for lossless sound
}

// A Studio makes sessions. It is safe for concurrent use.
type Studio interface {
	// Menu returns the available selections.
	Menu() Menu
	// Plan lays out a session without its sound. Mistakes of the listener are of type
	// [Mistakes].
	Plan(ctx context.Context, c Choice) (Session, error)
	// Record makes a session with its sound.
	Record(ctx context.Context, c Choice) (*Recording, error)
	// Sheet returns the sheet of a session, without a link.
	Sheet(ctx context.Context, c Choice) (Sheet, error)
	// Kinds returns the file types that Encode supports, such as ".mp3".
	Kinds() []string
	// Encode writes the sound as a file of one of these types.
	Encode(ctx context.Context, w io.Writer, kind string, r *Recording) error
}

// A Recording is a session and its sound.
type Recording struct {
	Session
	Source audio.Source
	Rate   int // Hz
	Tags   tag.Tags
}

// A Menu lists the available selections, by the names that a [Choice] takes.
type Menu struct {
	Routines  []MenuRoutine
	Voices    []MenuItem
	Ambiences []MenuItem
	Example   string // a routine as a starting point for one's own
	Safety    string // safety advice
}

// A MenuRoutine is a routine of the studio.
type MenuRoutine struct {
	MenuItem
	Stretches []string
}

// A MenuItem is a name with its title and, if it has one, its language.
type MenuItem struct {
	Name, Title, Language string
}

// A Mistake is an error in a routine with its position, or a warning about something that may
// confuse a listener.
type Mistake struct {
	Line    int    `json:"line"` // counted from 1; 0 for no position
	Column  int    `json:"column"`
	Message string `json:"message"`
	Excerpt string `json:"excerpt"` // the line and a caret below it
	Warning bool   `json:"warning"`
}

// Mistakes are the reasons why a session cannot be made.
type Mistakes []Mistake

func (m Mistakes) Error() string {
	if len(m) == 0 {
		return "there is no session"
	}
	return m[0].Message
}
