package batch_test

import (
	"fmt"
	"strings"
	"testing"

	"respite/cmd/respite/batch"
)

var flags = []string{"length", "voice"}

// read returns the rows of a plan.
func read(text string) (rows []batch.Row, err error) {
	n, err := batch.Read("plan.csv", strings.NewReader(text), flags, func(r batch.Row) { rows = append(rows, r) })
	if err == nil && n != len(rows) {
		err = fmt.Errorf("%d rows are counted, and %d used", n, len(rows))
	}
	return rows, err
}

func TestPlanFillsItsFields(t *testing.T) {
	rows, err := read("routine,output,{name},length\nx.yaml,{name}/a.mp3,Anna,8m\n,\"b, \"\"c\"\".wav\",Ben,\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 {
		t.Fatalf("%d rows", len(rows))
	}
	first, second := rows[0], rows[1]
	if first.Routine != "x.yaml" || first.Output != "Anna/a.mp3" || first.Flags["length"] != "8m" || first.Fields["name"] != "Anna" {
		t.Errorf("the first row is %+v", first)
	}
	if second.Routine != "" || second.Output != `b, "c".wav` || len(second.Flags) != 0 {
		t.Errorf("the second row is %+v", second)
	}
	if text, err := first.Fill("Welcome, {name}."); err != nil || text != "Welcome, Anna." {
		t.Errorf("a line became %q, %v", text, err)
	}
}

// Read reports all mistakes of a plan at once, with their positions.
func TestPlanMistakes(t *testing.T) {
	for _, tc := range []struct{ name, plan, want string }{
		{"empty", "", "plan.csv: the plan is empty: its first row names the columns, such as routine,output,length"},
		{"no rows", "output\n", "plan.csv: the plan has no rows"},
		{"no output", "routine,length\nx,8m\n", "plan.csv:1:1: the column output is missing: it names the file of each track"},
		{"unknown column", "output,lenght\na.wav,8m\n", `plan.csv:1:8: the column "lenght" is not a flag of render: did you mean "length"?`},
		{"unknown name", "output,person\na.wav,Anna\n", `plan.csv:1:8: the column "person" is not a flag of render: a field of your own is written {person}`},
		{"column twice", "output,output\n", `plan.csv:1:8: duplicate column "output"`},
		{"unknown field", "output,length\n{who}.wav,8m\n", "plan.csv:2:1: the plan has no column {who}"},
		{"too few values", "output,length\na.wav\n", "plan.csv:2:1: the row has 1 value, and the plan has 2 columns"},
		{"same output", "output\na.wav\nA.WAV\n", "plan.csv:3:1: row 1 writes A.WAV too"},
		{"outside", "output\n../a.wav\n/a.wav\n\"\"\n", "plan.csv:2:1: \"../a.wav\" leaves the folder of the batch\n" +
			"plan.csv:3:1: \"/a.wav\" leaves the folder of the batch\nplan.csv:4:1: output is empty"},
		{"a field that leads outside", "output,{n}\n{n}.wav,../../x\n", `plan.csv:2:1: "../../x.wav" leaves the folder of the batch`},
		{"a manifest's name", "output\n.respite-batch.jsonl\n", `plan.csv:2:1: ".respite-batch.jsonl" is the name of a manifest`},
		{"an open quote", "output\n\"a.wav\n", `plan.csv:2:8: extraneous or missing " in quoted-field`},
		{"several", "output,length,{n}\n../a.wav,8m,x\nb.wav\nB.wav,{m},x\nb.WAV,8m,\xff\n", "plan.csv:2:1: \"../a.wav\" leaves the folder of the batch\n" +
			"plan.csv:3:1: the row has 1 value, and the plan has 3 columns\nplan.csv:4:7: the plan has no column {m}\n" +
			"plan.csv:5:1: row 3 writes b.WAV too\nplan.csv:5:10: the value is not UTF-8"},
		{"semicolons", "output;length\na.wav;8m\n", "plan.csv:1:1: separate the columns by commas"},
		{"a spreadsheet", "PK\x03\x04\x14\x00", "plan.csv: is a spreadsheet or a ZIP file: save it as CSV in UTF-8"},
		{"UTF-16", "\xff\xfeo\x00u\x00t\x00", "plan.csv: is in UTF-16: save it as CSV in UTF-8"},
		{"no text", "RIFF\x00\x00\x00\x00WAVE", "plan.csv: is not text: a plan is a CSV file in UTF-8"},
		{"not UTF-8", "output,voice\na.wav,\xff\n", "plan.csv:2:7: the value is not UTF-8"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := read(tc.plan)
			if err == nil || err.Error() != tc.want {
				t.Errorf("the error is %v\nwant %s", err, tc.want)
			}
		})
	}
}

func TestShardsPartThePlan(t *testing.T) {
	rows, err := read("output\na.wav\nb.wav\nc.wav\nd.wav\ne.wav\n")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for i := 1; i <= 3; i++ {
		for _, r := range rows {
			if (batch.Shard{Index: i, Count: 3}).Has(r.Number) {
				seen[r.Output]++
			}
		}
	}
	for _, r := range rows {
		if seen[r.Output] != 1 {
			t.Errorf("%s is in %d shards", r.Output, seen[r.Output])
		}
	}
	if !(batch.Shard{}).Has(3) {
		t.Error("the whole plan lacks a row")
	}
}

func TestParseShard(t *testing.T) {
	if s, err := batch.ParseShard("2/8"); err != nil || s != (batch.Shard{Index: 2, Count: 8}) {
		t.Errorf("2/8 is %v, %v", s, err)
	}
	for _, bad := range []string{"", "2", "0/8", "9/8", "-1/2", "a/b", "1/0"} {
		if s, err := batch.ParseShard(bad); err == nil {
			t.Errorf("%q is %v", bad, s)
		}
	}
}

func TestShardFromEnvironment(t *testing.T) {
	for _, tc := range []struct {
		name      string
		variables map[string]string
		want      batch.Shard
		err       string
	}{
		{name: "none"},
		{name: "kubernetes", variables: map[string]string{"JOB_COMPLETION_INDEX": "0", "RESPITE_SHARDS": "4"}, want: batch.Shard{Index: 1, Count: 4}},
		{name: "nomad", variables: map[string]string{"NOMAD_ALLOC_INDEX": "3", "RESPITE_SHARDS": "4"}, want: batch.Shard{Index: 4, Count: 4}},
		{name: "slurm", variables: map[string]string{"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "5", "SLURM_ARRAY_TASK_COUNT": "10"}, want: batch.Shard{Index: 3, Count: 10}},
		{name: "no count", variables: map[string]string{"JOB_COMPLETION_INDEX": "0"}, err: "RESPITE_SHARDS is not"},
		{name: "past the end", variables: map[string]string{"JOB_COMPLETION_INDEX": "4", "RESPITE_SHARDS": "4"}, err: "do not select a worker"},
		{name: "no number", variables: map[string]string{"JOB_COMPLETION_INDEX": "x", "RESPITE_SHARDS": "4"}, err: "do not select a worker"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, err := batch.ShardFromEnvironment(func(name string) string { return tc.variables[name] })
			if s != tc.want || (err == nil) != (tc.err == "") || err != nil && !strings.Contains(err.Error(), tc.err) {
				t.Errorf("%v, %v", s, err)
			}
		})
	}
}

// Whatever a plan contains, Read returns an error or rows whose files stay in the folder.
func FuzzRead(f *testing.F) {
	f.Add("routine,output,{name},length\nx.yaml,{name}/a.mp3,Anna,8m\n")
	f.Add("output\n\"a\n")
	f.Add("\ufeffoutput,voice\r\na.wav,ada\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		rows, err := read(text)
		if err != nil {
			return
		}
		for _, r := range rows {
			if strings.HasPrefix(r.Output, "/") || strings.HasPrefix(r.Output, "..") || r.Output == "" {
				t.Errorf("row %d writes %q", r.Number, r.Output)
			}
		}
	})
}
