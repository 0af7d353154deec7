package routine

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"respite/script/internal/notation"
)

// maxText is the largest number of characters of a text.
const maxText = 300

// text parses plain text, and replaces all white space by single spaces; it returns ""
// for a mistake.
func (d *decoder) text(n ast.Node) string {
	raw, ok := word(n)
	if !ok {
		d.fail(at(n), "expected text, found %s", kindOf(n))
		return ""
	}
	text := strings.Join(strings.Fields(raw), " ")
	if why := refuseText(n, text); why != "" {
		d.fail(at(n), "%s", why)
		return ""
	}
	return text
}

// refuseText returns the reason why a text is not allowed, "" for a valid one.
func refuseText(n ast.Node, text string) string {
	plain := n.GetToken().Type != token.SingleQuoteType && n.GetToken().Type != token.DoubleQuoteType &&
		n.Type() != ast.LiteralType
	length := utf8.RuneCountInString(text)
	switch {
	case text == "":
		return "the text is empty"
	case n.Type() == ast.BoolType || plain && isSwitch(text):
		return text + " means true or false here: write it in quotes"
	case n.Type() != ast.StringType && n.Type() != ast.LiteralType:
		return notation.Short(text) + " is a number here: write it in quotes"
	case plain && strings.Contains(text, ": "):
		return "a colon in the text: write it in quotes, or put a comma before the next key"
	case plain && dashBelow.MatchString(n.GetToken().Origin):
		return "the dash below is taken for more of this text: line it up with the dash above, or use quotes"
	case strings.ContainsFunc(text, unicode.IsControl) || !utf8.ValidString(text):
		return "the text holds a control character"
	case length > maxText:
		return "the text is too long for one line: " + notation.Quote(text)
	}
	return ""
}

// dashBelow finds a line of a plain text that looks like the next entry of a list.
var dashBelow = regexp.MustCompile(`\S\s*\n\s*-\s`)

// isSwitch reports whether a word was true or false in YAML 1.1.
func isSwitch(text string) bool {
	switch strings.ToLower(text) {
	case "yes", "no", "on", "off", "true", "false":
		return true
	}
	return false
}

// time parses a time between low and high.
func (d *decoder) time(n ast.Node, what string, low, high time.Duration) time.Duration {
	text, ok := word(n)
	if !ok {
		d.fail(at(n), "expected a time such as 8s, found %s", kindOf(n))
		return 0
	}
	length, err := notation.ParseTime(text, what, low, high)
	if err != nil {
		d.fail(at(n), "%s", err)
	}
	return length
}

// word returns the text of a scalar; a number as it was written.
func word(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		if v.Value == nil {
			return "", true
		}
		return v.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}
