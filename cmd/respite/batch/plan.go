package batch

import (
	"encoding/csv"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"respite/script/routine"
)

// The columns that every plan may have beside the flags of render.
const (
	routineColumn = "routine" // the routine; the default one where it is empty
	outputColumn  = "output"  // the file of the track, in the folder of the batch
)

// maxRows is how many rows a plan may have.
const maxRows = 10_000_000

// A Row is one track of a plan.
type Row struct {
	Number  int // from 1, without the row of names
	Routine string
	Output  string            // slash-separated, below the folder of the batch
	Flags   map[string]string // by name, without those that are empty
	Fields  map[string]string // by name, without braces

	plan    string   // its name, for messages
	columns []string // of the plan
	places  []place  // of the values
}

// A place is where a value begins in the file, from 1.
type place struct{ line, column int }

// Mistake is what is wrong with the value of a row's column, with its place;
// where the plan does not have the column, with the place of the output.
func (r Row) Mistake(column, message string) *routine.Error {
	i := slices.Index(r.columns, column)
	if i < 0 {
		i = slices.Index(r.columns, outputColumn)
	}
	return &routine.Error{File: r.plan, Line: r.places[i].line, Column: r.places[i].column, Message: message}
}

// Read reads a plan, a CSV file (RFC 4180) in UTF-8, and hands each of its
// rows to use, in their order; it keeps none. The first row names the columns:
// routine, output, any flag of render by its name, and fields such as {name}.
// A field's value stands wherever {name} is written, in the other columns and
// in the lines of the routine. Name is that of the file, for messages. IsFlag
// tells whether render has a flag of that name.
//
// All mistakes come together, as a routine.ErrorList with their places; a row
// with mistakes is not handed to use. Read returns the number of rows.
func Read(name string, r io.Reader, isFlag func(string) bool, use func(Row)) (rows int, err error) {
	text, err := asText(name, r)
	if err != nil {
		return 0, err
	}
	in := csv.NewReader(text)
	in.FieldsPerRecord = -1
	reader := &planReader{name: name, in: in, outputs: map[uint64]int{}, seed: maphash.MakeSeed()}
	if err := reader.header(isFlag); err != nil {
		return 0, err
	}
	for {
		values, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, reader.syntax(err)
		}
		if rows++; rows > maxRows {
			return 0, fmt.Errorf("%s: more than %d rows: split it into several plans", name, maxRows)
		}
		if row, ok := reader.row(rows, values); ok {
			use(row)
		}
	}
	switch {
	case len(reader.mistakes) > 0:
		reader.mistakes.Sort()
		return rows, reader.mistakes
	case rows == 0:
		return 0, fmt.Errorf("%s: the plan has no rows", name)
	}
	return rows, nil
}

// A planReader reads a plan and collects its mistakes.
type planReader struct {
	name     string
	in       *csv.Reader
	columns  []string
	mistakes routine.ErrorList

	outputs map[uint64]int // the rows by hashes of their outputs: names would take several times the room
	seed    maphash.Seed
}

// wrong notes a mistake.
func (r *planReader) wrong(at place, format string, args ...any) {
	r.mistakes = append(r.mistakes, &routine.Error{File: r.name, Line: at.line, Column: at.column, Message: fmt.Sprintf(format, args...)})
}

// header reads the names of the columns.
func (r *planReader) header(isFlag func(string) bool) error {
	names, err := r.in.Read()
	if err == io.EOF {
		return fmt.Errorf("%s: the plan is empty: its first row names the columns, such as routine,output,length", r.name)
	}
	if err != nil {
		return r.syntax(err)
	}
	if len(names) == 1 && strings.ContainsAny(names[0], ";\t") {
		return routine.ErrorList{{File: r.name, Line: 1, Column: 1, Message: "the columns are parted by commas, and by nothing else"}}
	}
	for i, name := range names {
		name = strings.TrimSpace(name)
		at := r.at(i)
		switch {
		case name == "":
			r.wrong(at, "a column without a name")
		case slices.Contains(r.columns, name):
			r.wrong(at, "the column %q is there twice", name)
		case name != routineColumn && fieldName(name) == "" && (name == outputColumn) == isFlag(name):
			r.wrong(at, "the column %q is none of render's flags: a field of your own is written {%s}", name, name)
		}
		r.columns = append(r.columns, name)
	}
	if !slices.Contains(r.columns, outputColumn) {
		r.wrong(place{1, 1}, "there is no column output: it names the file of each track")
	}
	if len(r.mistakes) > 0 {
		return r.mistakes
	}
	return nil
}

// row reads one row; ok is false where it has mistakes.
func (r *planReader) row(number int, values []string) (row Row, ok bool) {
	before := len(r.mistakes)
	if len(values) != len(r.columns) {
		line, _ := r.in.FieldPos(0)
		r.wrong(place{line, 1}, "the row has %s, and the plan has %s", count(len(values), "value"), count(len(r.columns), "column"))
		return Row{}, false
	}
	row = Row{Number: number, Flags: map[string]string{}, Fields: map[string]string{}, plan: r.name, columns: r.columns, places: make([]place, len(values))}
	for i, value := range values {
		row.places[i] = r.at(i)
		if !utf8.ValidString(value) {
			r.wrong(row.places[i], "the value is not UTF-8")
		}
		if field := fieldName(r.columns[i]); field != "" {
			row.Fields[field] = value
		}
	}
	for i, value := range values {
		r.set(&row, i, value)
	}
	return row, len(r.mistakes) == before
}

// set fills in the fields of a value and gives it to its row.
func (r *planReader) set(row *Row, i int, value string) {
	column := r.columns[i]
	if fieldName(column) != "" {
		return
	}
	filled, err := row.Fill(value)
	if err != nil {
		r.wrong(row.places[i], "%v", err)
	}
	switch {
	case column == routineColumn:
		row.Routine = filled
	case column == outputColumn:
		row.Output = filled
		if err := r.checkOutput(row); err != nil {
			r.wrong(row.places[i], "%v", err)
		}
	case filled != "":
		row.Flags[column] = filled
	}
}

// checkOutput checks the name of a row's track, also against the rows before.
func (r *planReader) checkOutput(row *Row) error {
	if err := checkOutput(row.Output); err != nil {
		return err
	}
	key := maphash.String(r.seed, strings.ToLower(path.Clean(row.Output))) // some file systems do not tell cases apart
	if n, ok := r.outputs[key]; ok {
		return fmt.Errorf("row %d writes %s too", n, row.Output)
	}
	r.outputs[key] = row.Number
	return nil
}

func (r *planReader) at(column int) place {
	line, byteColumn := r.in.FieldPos(column)
	return place{line, byteColumn}
}

// syntax is an error of the CSV reader, with its place.
func (r *planReader) syntax(err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		r.wrong(place{p.Line, p.Column}, "%v", p.Err)
		return r.mistakes
	}
	return fmt.Errorf("%s: %w", r.name, err)
}

// count is a number and what it counts.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
