package routine

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
)

// failSyntax reports the library's error with its position, in plain words.
func (d *decoder) failSyntax(err error) {
	var e yaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil {
		d.fail(Pos{1, 1, 1}, "this YAML cannot be read")
		return
	}
	message, _, _ := strings.Cut(e.GetMessage(), "\n")
	for _, s := range syntaxErrors {
		if strings.Contains(message, s.library) {
			message = s.plain
			break
		}
	}
	d.fail(spanOf(e.GetToken()), "%s", message)
}

// syntaxErrors translates the library's messages into plain words; the first entry
// whose words are in the message applies.
var syntaxErrors = []struct{ library, plain string }{
	{"mapping value is not allowed", "a colon too many: put text with a colon in quotes, or check the indentation below"},
	{"unexpected key name", "expected `key: value`: is there a space after the colon?"},
	{"non-map value is specified", "expected `key: value` here, as in the lines above"},
	{"',' or ']' must be", "expected a comma or the closing ]"},
	{"']' not found", "the list is not closed: ] is missing"},
	{"could not find flow sequence", "the list is not closed: ] is missing"},
	{"',' or '}' must be", "expected a comma or the closing }"},
	{"could not find flow map", "expected a key or the closing }"},
	{"'}' not found", "the braces are not closed: } is missing"},
	{"could not find map value", "a value is missing"},
	{"unexpected scalar value", "a value is missing"},
	{"could not find '", "nothing was opened that this closes: put text that starts with it in quotes"},
	{"double-quoted text", "the closing \" is missing"},
	{"single-quoted text", "the closing ' is missing"},
	{"found character '\t'", "a tab: indent with spaces"},
	{"block sequence entries", "a list with dashes starts on the line below its key"},
	{"reserved character", "text cannot start with this character: put it in quotes"},
	{"unknown escape", "unknown escape: write \\\\ for a backslash, or use single quotes"},
	{"escaped", "broken escape: write \\\\ for a backslash, or use single quotes"},
	{"invalid header option", "nothing may follow | or > on its line"},
	{"multi-line content", "the text below | or > is missing"},
	{"value is not allowed in this context", "this does not belong here: check the indentation and the quotes"},
}
