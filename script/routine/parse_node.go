package routine

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"respite/script/internal/notation"
)

// A decoder decodes a YAML tree and collects every mistake in it.
type decoder struct {
	source source
	errs   ErrorList
	sided  []Pos // lines for right and left in the part that is being parsed
	// those among them that are said on the phases of a flow
	flowSided []Pos
}

// A field is a key of a mapping, with the function that parses its value.
type field struct {
	key  string
	want string // description of its value
	must bool
	read func(value ast.Node)
}

// fail records a mistake.
func (d *decoder) fail(at Pos, format string, args ...any) {
	d.errs = append(d.errs, d.source.errorf(at, format, args...))
}

// mapping parses a node's keys with the table, in the order of the file, and returns
// the position of each known key. A misspelt key counts as the one that was meant, so
// that it does not cause further mistakes.
func (d *decoder) mapping(n ast.Node, what string, fields []field) (seen map[string]Pos) {
	seen = map[string]Pos{}
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	m, ok := n.(*ast.MappingNode)
	if !ok {
		d.fail(at(n), "expected the keys of %s (%s), found %s", what, strings.Join(keys, ", "), kindOf(n))
		return nil
	}
	for _, pair := range m.Values {
		if f := d.field(pair, what, fields, keys, seen); f != nil {
			seen[f.key] = at(pair.Key)
			d.value(pair, f)
		}
	}
	for _, f := range fields {
		if _, ok := seen[f.key]; f.must && !ok {
			d.fail(at(n), "%s has no %s", what, f.key)
		}
	}
	return seen
}

// field returns the field of a pair's key; nil for a pair to skip.
func (d *decoder) field(pair *ast.MappingValueNode, what string, fields []field, keys []string, seen map[string]Pos) *field {
	if pair.Key.IsMergeKey() || pair.Key.Type() == ast.AliasType {
		return nil // reported with the tokens
	}
	key, place := keyText(pair.Key), at(pair.Key)
	i := slices.Index(keys, key)
	if i < 0 {
		i = slices.Index(keys, notation.Nearest(key, keys))
		if i < 0 {
			d.fail(place, "unknown key %s in %s: expected one of %s", notation.Quote(key), what, strings.Join(keys, ", "))
			return nil
		}
		d.fail(place, "unknown key %s in %s: did you mean %q?", notation.Quote(key), what, keys[i])
	}
	first, twice := seen[keys[i]]
	switch {
	case !twice:
		return &fields[i]
	case keys[i] == key:
		d.fail(place, "%s is given twice: the first is in line %d", key, first.Line)
	}
	return nil
}

// value parses a pair's value, unless it has none.
func (d *decoder) value(pair *ast.MappingValueNode, f *field) {
	switch n := bare(pair.Value); {
	case n == nil: // an alias: reported with the tokens
	case !isEmpty(n):
		f.read(n)
	case f.must:
		d.fail(at(pair.Key), "%s is empty: it needs %s", f.key, f.want)
	default:
		d.fail(at(pair.Key), "%s is empty: give it %s or leave it out", f.key, f.want)
	}
}

// list calls read for every entry of a list.
func (d *decoder) list(n *ast.SequenceNode, most int, what string, read func(ast.Node)) {
	for i, v := range n.Values {
		v = bare(v)
		switch {
		case i == most:
			d.fail(at(n), "%d %s: at most %d", len(n.Values), what, most)
			return
		case v == nil: // an alias
		case isEmpty(v):
			d.fail(at(v), "an empty entry in the list of %s", what)
		default:
			read(v)
		}
	}
}

// bare returns the node without its anchor and tags; nil for an alias. The check of
// the tokens has reported them.
func bare(n ast.Node) ast.Node {
	for {
		switch v := n.(type) {
		case *ast.AnchorNode:
			n = v.Value
		case *ast.TagNode:
			n = v.Value
		case *ast.AliasNode:
			return nil
		default:
			return n
		}
	}
}

// isEmpty reports whether a value is empty: null, [] or {}.
func isEmpty(n ast.Node) bool {
	switch v := n.(type) {
	case *ast.NullNode:
		return true
	case *ast.SequenceNode:
		return len(v.Values) == 0
	case *ast.MappingNode:
		return len(v.Values) == 0
	}
	return false
}

// at returns the position where a node begins.
func at(n ast.Node) Pos {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		return at(m.Values[0].Key)
	}
	if tk := n.GetToken(); tk != nil {
		return spanOf(tk)
	}
	return Pos{1, 1, 1}
}

// keyText returns a key as it was written, without quotes.
func keyText(n ast.Node) string {
	switch v := n.(type) {
	case *ast.MappingKeyNode:
		return keyText(v.Value)
	case *ast.AnchorNode:
		return keyText(v.Value)
	case *ast.TagNode:
		return keyText(v.Value)
	}
	if tk := n.GetToken(); tk != nil {
		return tk.Value
	}
	return ""
}

// kindOf names the type of a node for a message.
func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.StringNode, *ast.LiteralNode:
		return "text"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	case *ast.BoolNode:
		return "true or false"
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode:
		return "keys with values"
	case *ast.NullNode:
		return "nothing"
	}
	return "something else"
}
