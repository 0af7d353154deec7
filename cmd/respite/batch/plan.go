package batch

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
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

// The most that a plan may hold.
const (
	maxBytes = 1 << 30
	maxRows  = 10_000_000
)

// A Plan is a CSV file (RFC 4180) in UTF-8. Its first row names the columns:
// routine, output, any flag of render by its name, and fields such as {name}.
// A field's value stands wherever {name} is written, in the other columns and
// in the lines of the routine.
type Plan struct {
	Name string // of the file, for messages
	Rows []Row
}

// A Row is one track of a plan.
type Row struct {
	Number  int // from 1, without the row of names
	Routine string
	Output  string            // slash-separated, below the folder of the batch
	Flags   map[string]string // by name, without those that are empty
	Fields  map[string]string // by name, without braces

	places map[string]place // by column
}

// A place is where a value begins in the file, from 1.
type place struct{ line, column int }

// Read reads a plan. IsFlag tells whether render has a flag of that name. All
// mistakes come together, as a routine.ErrorList with their places.
func Read(name string, r io.Reader, isFlag func(string) bool) (*Plan, error) {
	in := csv.NewReader(io.LimitReader(r, maxBytes))
	in.FieldsPerRecord = -1
	reader := &planReader{plan: &Plan{Name: name}, in: in}
	if err := reader.header(isFlag); err != nil {
		return nil, err
	}
	for {
		values, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, reader.syntax(err)
		}
		if len(reader.plan.Rows) == maxRows {
			return nil, fmt.Errorf("%s: more than %d rows", name, maxRows)
		}
		reader.row(values)
	}
	reader.sameOutputs()
	if len(reader.mistakes) > 0 {
		return nil, reader.mistakes
	}
	if len(reader.plan.Rows) == 0 {
		return nil, fmt.Errorf("%s: the plan has no rows", name)
	}
	return reader.plan, nil
}

// A planReader reads a plan and collects its mistakes.
type planReader struct {
	plan     *Plan
	in       *csv.Reader
	columns  []string
	mistakes routine.ErrorList
}

// wrong notes a mistake.
func (r *planReader) wrong(at place, format string, args ...any) {
	r.mistakes = append(r.mistakes, r.plan.mistake(at, format, args...))
}

func (p *Plan) mistake(at place, format string, args ...any) *routine.Error {
	return &routine.Error{File: p.Name, Line: at.line, Column: at.column, Message: fmt.Sprintf(format, args...)}
}

// Mistake is what is wrong with the value of a row's column, with its place.
func (p *Plan) Mistake(r Row, column, message string) *routine.Error {
	at, ok := r.places[column]
	if !ok {
		at = r.places[outputColumn]
	}
	return p.mistake(at, "%s", message)
}

// header reads the names of the columns.
func (r *planReader) header(isFlag func(string) bool) error {
	names, err := r.in.Read()
	if err == io.EOF {
		return fmt.Errorf("%s: the plan is empty: its first row names the columns, such as routine,output,length", r.plan.Name)
	}
	if err != nil {
		return r.syntax(err)
	}
	for i, name := range names {
		name = strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))
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

// row reads one row.
func (r *planReader) row(values []string) {
	if len(values) != len(r.columns) {
		line, _ := r.in.FieldPos(0)
		r.wrong(place{line, 1}, "the row has %s, and the plan has %s", count(len(values), "value"), count(len(r.columns), "column"))
		return
	}
	row := Row{Number: len(r.plan.Rows) + 1, Flags: map[string]string{}, Fields: map[string]string{}, places: map[string]place{}}
	for i, value := range values {
		row.places[r.columns[i]] = r.at(i)
		if !utf8.ValidString(value) {
			r.wrong(r.at(i), "the value is not UTF-8")
			return
		}
		if field := fieldName(r.columns[i]); field != "" {
			row.Fields[field] = value
		}
	}
	for i, value := range values {
		r.set(&row, r.columns[i], value)
	}
	r.plan.Rows = append(r.plan.Rows, row)
}

// set fills in the fields of a value and gives it to its row.
func (r *planReader) set(row *Row, column, value string) {
	if fieldName(column) != "" {
		return
	}
	filled, err := row.Fill(value)
	if err != nil {
		r.wrong(row.places[column], "%v", err)
	}
	switch {
	case column == routineColumn:
		row.Routine = filled
	case column == outputColumn:
		if err := checkOutput(filled); err != nil {
			r.wrong(row.places[column], "%v", err)
		}
		row.Output = filled
	case filled != "":
		row.Flags[column] = filled
	}
}

// sameOutputs finds rows that would write the same file.
func (r *planReader) sameOutputs() {
	first := map[string]int{}
	for _, row := range r.plan.Rows {
		key := strings.ToLower(row.Output) // some file systems do not tell cases apart
		if n, ok := first[key]; ok && key != "" {
			r.wrong(row.places[outputColumn], "row %d writes %s too", n, row.Output)
			continue
		}
		first[key] = row.Number
	}
}

func (r *planReader) at(column int) place {
	line, byteColumn := r.in.FieldPos(column)
	return place{line, byteColumn}
}

// syntax is an error of the CSV reader, with its place.
func (r *planReader) syntax(err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return routine.ErrorList{r.plan.mistake(place{p.Line, p.Column}, "%v", p.Err)}
	}
	return fmt.Errorf("%s: %w", r.plan.Name, err)
}

// count is a number and what it counts.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
