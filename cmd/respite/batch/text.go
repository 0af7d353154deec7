package batch

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// maxBytes limits the size of a plan.
const maxBytes = 1 << 30

// foreignKinds are file types that users confuse with CSV, by their first bytes.
var foreignKinds = []struct{ begins, is string }{
	{"PK\x03\x04", "a spreadsheet or a ZIP file"},
	{"\xd0\xcf\x11\xe0", "an old spreadsheet"},
	{"\x1f\x8b", "compressed"},
	{"\xff\xfe", "in UTF-16"},
	{"\xfe\xff", "in UTF-16"},
	{"%PDF", "a PDF file"},
}

// asText returns a reader for the text of a plan. It fails for other file types, and while
// reading if the plan is too large.
func asText(name string, r io.Reader) (io.Reader, error) {
	in := bufio.NewReader(r)
	head, err := in.Peek(512)
	if len(head) == 0 && err != nil && err != io.EOF {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, kind := range foreignKinds {
		if bytes.HasPrefix(head, []byte(kind.begins)) {
			return nil, fmt.Errorf("%s: is %s: save it as CSV in UTF-8", name, kind.is)
		}
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return nil, fmt.Errorf("%s: is not text: a plan is a CSV file in UTF-8", name)
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		_, _ = in.Discard(len("\ufeff")) // Peek has read these bytes
	}
	return &limited{in: in, left: maxBytes}, nil
}

// A limited reader fails if there is more data than its limit.
type limited struct {
	in   io.Reader
	left int64
}

func (l *limited) Read(b []byte) (int, error) {
	n, err := l.in.Read(b)
	if l.left -= int64(n); l.left < 0 {
		return 0, fmt.Errorf("larger than the limit of a plan, %d MB: split it into several plans", maxBytes>>20)
	}
	return n, err
}
