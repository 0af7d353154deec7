package routine

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// beyondSchema are the mistakes that a JSON Schema cannot express: they depend on two
// values at once, on the numeric meaning of a text, on its notation in YAML, or on
// characters.
var beyondSchema = regexp.MustCompile(strings.Join([]string{
	`a second stretch named`,   // names are compared regardless of case
	`is reversed`,              // the two ends of a range
	`is out of range`,          // the value of a time or number
	`cannot be shared equally`, // an even number for two sides
	`means true or false here`, // yes without quotes, which is text in YAML 1.2
	`is a number here`,         // editors differ in what they read as a number
	`is not a language`,        // the list of language codes
	`repetitions are for a flow`, `a repetition takes`, `a rest cannot have sets`, `at most \d+ sets`, `the rest between two sets`,
	`too long to say at once`, // white space counts as one space
	`control character`,       // in an escape sequence
	`a colon in the text`,     // text without quotes
	`the dash below`,          // likewise
	`merge keys`, `tags are`,  // resolved before a schema sees them
	`keys after \?`, `% lines`, `a second document`,
	`the file is`, `too deeply`, `too many`,
}, "|"))

func compileSchema(t *testing.T) *jsonschema.Schema {
	text, err := os.ReadFile("routine.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("routine.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("routine.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSchemaAgreesWithParser: the schema accepts what the parser accepts, and refuses
// what the parser refuses, except for mistakes that a schema cannot express.
func TestSchemaAgreesWithParser(t *testing.T) {
	schema := compileSchema(t)
	changed := 300
	if thorough() {
		changed = 1500
	}
	var good, bad, beyond int
	for _, text := range slices.Concat(corpus(t), mutants(corpus(t), changed)) {
		_, err := Parse("x", []byte(text))
		if err != nil && strings.Contains(err.Error(), "anchors and aliases") {
			continue // the library would expand them without end
		}
		accepted, isYAML := schemaAccepts(schema, text)
		if !isYAML {
			continue // there is no value to check
		}
		switch expressible := isExpressible(err); {
		case err == nil && accepted:
			good++
		case err != nil && !accepted:
			bad++
		case err != nil && !expressible:
			beyond++
		case err == nil:
			t.Fatalf("the schema refuses, and the parser accepts\n%s", text)
		default:
			t.Fatalf("the schema accepts, and the parser says\n%v\nof\n%s", err, text)
		}
	}
	t.Logf("%d good, %d bad, %d bad in ways beyond a schema", good, bad, beyond)
	if good < changed/10 || bad < changed/2 {
		t.Errorf("only %d good and %d bad routines", good, bad)
	}
}

// thorough reports whether make check runs, which sets RESPITE_CHECK=1.
func thorough() bool { return os.Getenv("RESPITE_CHECK") == "1" }

// isExpressible reports whether a schema can express one of the mistakes.
func isExpressible(err error) bool {
	var list ErrorList
	errors.As(err, &list)
	return slices.ContainsFunc(list, func(e *Error) bool { return !beyondSchema.MatchString(e.Message) })
}

// schemaAccepts validates a text against the schema; isYAML is false for a text that
// is not YAML.
func schemaAccepts(schema *jsonschema.Schema, text string) (accepted, isYAML bool) {
	var tree any
	if err := yaml.Unmarshal([]byte(text), &tree); err != nil {
		return false, false
	}
	b, err := json.Marshal(tree)
	if err != nil {
		return false, false
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return false, false
	}
	return schema.Validate(value) == nil, true
}

// corpus returns all valid and invalid routines of the tests and of the program.
func corpus(t *testing.T) []string {
	files, err := filepath.Glob("../routines/*/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no routines: %v", err)
	}
	var texts []string
	for _, file := range append([]string{"../routines/example.yaml"}, files...) { // the first ones are the base of the mutants
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	full, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	mistakes, err := os.ReadFile("testdata/mistakes.txt")
	if err != nil {
		t.Fatal(err)
	}
	texts = append(texts, string(full))
	for entry := range strings.SplitSeq(strings.TrimSpace(string(mistakes)), "\n\n===\n") {
		text, _ := cutLast(entry, "\n---\n")
		texts = append(texts, text)
	}
	return append(texts, rules()...)
}

// rules has a routine for every rule about the keys of a stretch.
func rules() []string {
	var texts []string
	for _, keys := range []string{
		"rest: 20s", "hold: 20s\nrest: 20s", "flow: 20s\nrest: 20s", "hold: 20s\nflow: 20s", "tips: A.", "hold: 20s\ninhale: A.",
		"hold: 20s\nexhale: A.", "flow: 20s\ninhale: A.", "flow: 20s\ninhale: {right: A., left: B.}", "flow: 20s\nsides: [right, left]\ninhale: {right: A., left: B.}",
		"flow: 20s\nsides: [right, left]\ntips: {right: A., left: B.}", "hold: 20s\nsides: [left, right]\ntips: [{right: A., left: B.}]",
		"hold: 20s\ntips: {right: A., left: B.}", "hold: 20s\nsides: [left, right]\nenter: {inhale: {right: A., left: B.}}",
		"flow: 20s\nsides: [left, right]\nleave: {inhale: {right: A., left: B.}}", "hold: 20s\nenter: {}", "hold: 20s\nsides: [left]",
	} {
		texts = append(texts, inStretch(keys))
	}
	return texts
}

// pieces are the values and keys that the mutants contain.
var (
	pieces = []string{"A line.", "''", "30s", "5..10 breaths", "4 breaths", "1m30s", "1h", "'8'", "8", "true", "~", "[]", "{}", "[right, left]", "[left, right]",
		"[One., Two.]", "[[One.]]", "30s..1m", "30s..", "{right: A., left: B.}", "{right: A.}", "{inhale: In., exhale: Out.}",
		"{inhale: {right: A., left: B.}}", "{in: 4s, out: 6s}"}
	keys = []string{"name", "move", "setup", "settle", "enter", "hold", "flow", "sides", "inhale", "exhale", "tips", "leave", "release", "rest", "title", "breath", "x"}
)

// mutants returns valid routines with a few random changes.
func mutants(from []string, n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	var out []string
	for len(out) < n {
		var tree any
		if yaml.Unmarshal([]byte(from[r.IntN(min(len(from), 7))]), &tree) != nil {
			continue
		}
		for range 1 + r.IntN(2) {
			tree = mutate(r, tree)
		}
		if b, err := yaml.Marshal(tree); err == nil {
			out = append(out, string(b))
		}
	}
	return out
}

// mutate makes one random change in a tree.
func mutate(r *rand.Rand, tree any) any {
	switch v := tree.(type) {
	case map[string]any:
		var names []string
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names) // the iteration order of a map is random
		if len(names) == 0 {
			return v
		}
		name := names[r.IntN(len(names))]
		switch r.IntN(6) {
		case 0:
			delete(v, name)
		case 1:
			v[keys[r.IntN(len(keys))]] = piece(r)
		default:
			v[name] = mutate(r, v[name])
		}
		return v
	case []any:
		if len(v) > 0 && r.IntN(8) > 0 {
			i := r.IntN(len(v))
			v[i] = mutate(r, v[i])
			return v
		}
	}
	return piece(r)
}

func piece(r *rand.Rand) (value any) {
	_ = yaml.Unmarshal([]byte(pieces[r.IntN(len(pieces))]), &value) // all pieces are valid YAML
	return value
}
