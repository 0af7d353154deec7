package routine

import "github.com/goccy/go-yaml/token"

// Limits for the YAML, because its parser is recursive and takes quadratic time for
// deep nesting, large mappings and many empty values: 64 KB of "[" would take it half
// a minute. A routine has a nesting depth of five, and an empty value is a mistake.
const (
	maxDepth = 32
	maxKeys  = 100  // in one mapping
	maxOdd   = 1000 // empty or unsupported, together
)

// bounds tracks the nesting of a token stream.
type bounds struct {
	flow  []token.Type // open [ and {
	block []row        // columns of the open keys and dashes, increasing
	odd   int
	last  *token.Token
	older *token.Token // the token before the last one
}

// A row is a column of a block, with the number of keys in it that belong to one
// mapping.
type row struct{ column, keys int }

// add processes the next token, and returns a message where a limit is exceeded.
func (b *bounds) add(tk *token.Token) string {
	if tk.Type == token.CommentType {
		return ""
	}
	if unsupported[tk.Type] != "" || b.leavesEmpty(tk) {
		b.odd++
	}
	b.nest(tk)
	b.older, b.last = b.last, tk
	switch {
	case len(b.flow)+len(b.block) > maxDepth:
		return "nested too deeply for a routine"
	case len(b.block) > 0 && b.block[len(b.block)-1].keys > maxKeys:
		return "too many keys for a routine"
	case b.odd > maxOdd:
		return "too many mistakes to go on"
	}
	return ""
}

// nest updates the nesting for a token that opens or closes a collection.
func (b *bounds) nest(tk *token.Token) {
	switch tk.Type {
	case token.SequenceStartType, token.MappingStartType:
		b.flow = append(b.flow, tk.Type)
	case token.SequenceEndType, token.MappingEndType:
		b.flow = b.flow[:max(0, len(b.flow)-1)]
	case token.SequenceEntryType, token.MappingKeyType:
		b.rowAt(tk.Position.Column)
	case token.MappingValueType:
		if len(b.flow) == 0 && b.last != nil {
			b.rowAt(b.last.Position.Column).keys++
		}
	}
}

// rowAt closes the rows to the right of a column and returns the column's row.
func (b *bounds) rowAt(column int) *row {
	for len(b.block) > 0 && b.block[len(b.block)-1].column > column {
		b.block = b.block[:len(b.block)-1]
	}
	if len(b.block) == 0 || b.block[len(b.block)-1].column < column {
		b.block = append(b.block, row{column: column})
	}
	return &b.block[len(b.block)-1]
}

// leavesEmpty reports whether a token leaves what precedes it without a value.
func (b *bounds) leavesEmpty(tk *token.Token) bool {
	if b.last == nil {
		return false
	}
	below := tk.Position.Line > b.last.Position.Line
	switch b.last.Type {
	case token.SequenceEntryType:
		return below && tk.Position.Column <= b.last.Position.Column
	case token.MappingValueType:
		if len(b.flow) > 0 || b.older == nil {
			return endsEntry(tk)
		}
		key := b.older.Position.Column
		return below && (tk.Position.Column < key || tk.Position.Column == key && tk.Type != token.SequenceEntryType)
	}
	return endsEntry(tk) && len(b.flow) > 0 && b.flow[len(b.flow)-1] == token.MappingStartType &&
		b.older != nil && (b.older.Type == token.CollectEntryType || b.older.Type == token.MappingStartType)
}

// endsEntry reports whether a token ends an entry between brackets or braces.
func endsEntry(tk *token.Token) bool {
	return tk.Type == token.CollectEntryType || tk.Type == token.MappingEndType || tk.Type == token.SequenceEndType
}
