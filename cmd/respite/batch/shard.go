package batch

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// A Shard selects one worker's part of a plan: every Count-th row, starting at Index. The zero
// value selects the whole plan.
type Shard struct {
	Index int // from 1 to Count
	Count int
}

func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Count) }

// ParseShard parses a shard such as 2/8, the second of eight.
func ParseShard(text string) (Shard, error) {
	index, count, ok := strings.Cut(text, "/")
	i, err := strconv.Atoi(strings.TrimSpace(index))
	n, err2 := strconv.Atoi(strings.TrimSpace(count))
	if !ok || err != nil || err2 != nil || i < 1 || i > n {
		return Shard{}, fmt.Errorf("%q is not a shard: write I/N, from 1/N to N/N", text)
	}
	return Shard{i, n}, nil
}

// ShardFromEnvironment reads the shard from the variables of a scheduler: a Kubernetes Indexed
// Job (JOB_COMPLETION_INDEX, from 0), a Nomad job (NOMAD_ALLOC_INDEX, from 0) or a Slurm array
// job (SLURM_ARRAY_TASK_ID, from SLURM_ARRAY_TASK_MIN, SLURM_ARRAY_TASK_COUNT). The first two
// do not give the number of workers; RESPITE_SHARDS does. If no scheduler has set an index, it
// returns the whole plan.
func ShardFromEnvironment(getenv func(string) string) (Shard, error) {
	for _, scheduler := range []struct{ index, first, count string }{
		{"JOB_COMPLETION_INDEX", "", "RESPITE_SHARDS"},
		{"NOMAD_ALLOC_INDEX", "", "RESPITE_SHARDS"},
		{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"},
	} {
		if getenv(scheduler.index) == "" {
			continue
		}
		if getenv(scheduler.count) == "" {
			return Shard{}, fmt.Errorf("%s is set, and %s is not: it says how many workers there are", scheduler.index, scheduler.count)
		}
		first := "0"
		if scheduler.first != "" {
			first = cmp.Or(getenv(scheduler.first), first)
		}
		index, err1 := strconv.Atoi(getenv(scheduler.index))
		from, err2 := strconv.Atoi(first)
		count, err3 := strconv.Atoi(getenv(scheduler.count))
		s := Shard{index - from + 1, count}
		if err := cmp.Or(err1, err2, err3); err != nil || s.Index < 1 || s.Index > s.Count {
			return Shard{}, fmt.Errorf("%s=%s and %s=%s do not select a worker", scheduler.index, getenv(scheduler.index), scheduler.count, getenv(scheduler.count))
		}
		return s, nil
	}
	return Shard{}, nil
}

// Has tells whether a row, counted from 1, belongs to the shard.
func (s Shard) Has(row int) bool { return s.Count <= 1 || (row-s.Index)%s.Count == 0 }
