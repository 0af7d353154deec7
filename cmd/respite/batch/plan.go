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

	"respite/cmd/respite/cli"
	"respite/script/routine"
)

// The columns that every plan may have, besides the flags of render.
const (
	routineColumn = "routine" // the routine; empty for the default
	outputColumn  = "output"  // the file of the track, in the folder of the batch
)

// maxRows limits the rows of a plan.
const maxRows = 10_000_000

// A Row is one track of a plan.
type Row struct {
	Number  int // from 1, without the header
	Routine string
	Output  string            // slash-separated, below the folder of the batch
	Flags   map[string]string // by name, without empty values
	Fields  map[string]string // by name, without braces

	plan    string   // name of the file, for messages
	columns []string // of the plan
	places  []place  // positions of the values
}

// A place is the position of a value in the file; line and column start at 1.
type place struct{ line, column int }

// Mistake returns an error at the position of a column's value. If the plan does not have the
// column, the position is that of the output.
func (r Row) Mistake(column, message string) *routine.Error {
	i := slices.Index(r.columns, column)
	if i < 0 {
		i = slices.Index(r.columns, outputColumn)
	}
	return &routine.Error{File: r.plan, Line: r.places[i].line, Column: r.places[i].column, Message: message}
}

// Read reads a plan, a CSV file (RFC 4180) in UTF-8, and passes its rows to use in order,
// without storing them. The header names the columns: routine, output, any flag of render by
// its name, and fields such as {name}. The value of a field replaces {name} in the other
// columns and in the lines of the routine. The parameter name is the file name for messages.
// flags are the names of the flags of render.
//
// Read returns the number of rows. It collects all mistakes in a routine.ErrorList with
// positions, and does not pass rows with mistakes to use.
func Read(name string, r io.Reader, flags []string, use func(Row)) (rows int, err error) {
	text, err := asText(name, r)
	if err != nil {
		return 0, err
	}
	in := csv.NewReader(text)
	in.FieldsPerRecord = -1
	reader := &planReader{name: name, in: in, outputs: map[uint64]int{}, seed: maphash.MakeSeed()}
	if err := reader.header(flags); err != nil {
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

// A planReader reads a plan and collects the mistakes.
type planReader struct {
	name     string
	in       *csv.Reader
	columns  []string
	mistakes routine.ErrorList

	outputs map[uint64]int // rows by the hash of the output, which needs less memory than the names
	seed    maphash.Seed
}

// wrong adds a mistake.
func (r *planReader) wrong(at place, format string, args ...any) {
	r.mistakes = append(r.mistakes, &routine.Error{File: r.name, Line: at.line, Column: at.column, Message: fmt.Sprintf(format, args...)})
}

// header reads the names of the columns.
func (r *planReader) header(flags []string) error {
	names, err := r.in.Read()
	if err == io.EOF {
		return fmt.Errorf("%s: the plan is empty: its first row names the columns, such as routine,output,length", r.name)
	}
	if err != nil {
		return r.syntax(err)
	}
	if len(names) == 1 && strings.ContainsAny(names[0], ";\t") {
		return routine.ErrorList{{File: r.name, Line: 1, Column: 1, Message: "separate the columns by commas"}}
	}
	known := append([]string{routineColumn, outputColumn}, flags...)
	for i, name := range names {
		name = strings.TrimSpace(name)
		at := r.at(i)
		switch {
		case name == "":
			r.wrong(at, "a column without a name")
		case slices.Contains(r.columns, name):
			r.wrong(at, "duplicate column %q", name)
		case fieldName(name) == "" && !slices.Contains(known, name):
			r.wrong(at, "the column %q is not a flag of render: %s", name, instead(name, known))
		}
		r.columns = append(r.columns, name)
	}
	if !slices.Contains(r.columns, outputColumn) {
		r.wrong(place{1, 1}, "the column output is missing: it names the file of each track")
	}
	if len(r.mistakes) > 0 {
		return r.mistakes
	}
	return nil
}

// instead says what to write in the place of an unknown column.
func instead(name string, known []string) string {
	if near := cli.Near(name, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return fmt.Sprintf("a field of your own is written {%s}", name)
}

// row reads one row; ok is false if the row has mistakes.
func (r *planReader) row(number int, values []string) (row Row, ok bool) {
	before := len(r.mistakes)
	if len(values) != len(r.columns) {
		line, _ := r.in.FieldPos(0)
		r.wrong(place{line, 1}, "the row has %s, and the plan has %s", cli.Counted(len(values), "value"), cli.Counted(len(r.columns), "column"))
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

// set replaces the fields in a value and stores it in the row.
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

// checkOutput checks the name of a row's track, and that no earlier row has it.
func (r *planReader) checkOutput(row *Row) error {
	if err := checkOutput(row.Output); err != nil {
		return err
	}
	key := maphash.String(r.seed, strings.ToLower(path.Clean(row.Output))) // some file systems ignore case
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

// syntax adds the position to an error of the CSV reader.
func (r *planReader) syntax(err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		r.wrong(place{p.Line, p.Column}, "%v", p.Err)
		return r.mistakes
	}
	return fmt.Errorf("%s: %w", r.name, err)
}
