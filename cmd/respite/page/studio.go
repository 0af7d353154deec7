package page

import (
	"context"
	"io"

	"respite/audio"
	"respite/audio/tag"
)

// A Choice is what a listener chose on the first page; what is empty is left
// to the studio.
type Choice struct {
	Routine  string // the name of one that the studio has
	Text     []byte // or a routine of the listener's own
	Length   string // such as 10m, or gentle, steady or deep
	Guidance string
	Voice    string
	Ambience string
	Only     []string // these stretches alone

	Kind string // of the file that it is encoded as, such as .mp3; empty where nothing is lost
}

// A Studio makes sessions. It is safe for concurrent use.
type Studio interface {
	// Menu is what there is to choose from.
	Menu() Menu
	// Plan lays a session out, without its sound. Its mistakes are a [Mistakes].
	Plan(ctx context.Context, c Choice) (Session, error)
	// Record makes a session with its sound.
	Record(ctx context.Context, c Choice) (*Recording, error)
	// Sheet is what is printed of a session, without a link.
	Sheet(ctx context.Context, c Choice) (Sheet, error)
	// Kinds are the files that Encode writes, such as ".mp3".
	Kinds() []string
	// Encode writes the sound as a file of one of these kinds.
	Encode(ctx context.Context, w io.Writer, kind string, r *Recording) error
}

// A Recording is a session and its sound.
type Recording struct {
	Session
	Source audio.Source
	Rate   int // Hz
	Tags   tag.Tags
}

// A Menu is what there is to choose from, each by the name that a [Choice] takes.
type Menu struct {
	Routines  []MenuRoutine
	Voices    []MenuItem
	Ambiences []MenuItem
	Example   string // a routine to start one's own from
	Safety    string // what every session should be followed with
}

// A MenuRoutine is a routine that the studio has.
type MenuRoutine struct {
	MenuItem
	Stretches []string
}

// A MenuItem is a name, what is shown for it, and its language where it has one.
type MenuItem struct {
	Name, Title, Language string
}

// A Mistake is what is wrong with a routine, at a place, or what a listener
// would stumble over.
type Mistake struct {
	Line    int    `json:"line"` // counted from 1; 0 where there is no place
	Column  int    `json:"column"`
	Message string `json:"message"`
	Excerpt string `json:"excerpt"` // the line and a caret below it
	Warning bool   `json:"warning"`
}

// Mistakes are why there is no session.
type Mistakes []Mistake

func (m Mistakes) Error() string {
	if len(m) == 0 {
		return "there is no session"
	}
	return m[0].Message
}
