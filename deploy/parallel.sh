#!/usr/bin/env bash
# One plan on several machines, or on several processes of this one, with GNU
# parallel. The folder of the tracks is one that all of them see. A worker that was
# killed is started again up to three times, and goes on from what is there.
#
#   parallel.sh PLAN.csv DIR WORKERS [GNU parallel's options, such as --sshloginfile hosts]
set -euo pipefail
(($# >= 3)) || { echo "usage: $0 PLAN.csv DIR WORKERS [PARALLEL OPTION...]" >&2; exit 2; }
plan=$1 dir=$2 workers=$3
shift 3
seq "$workers" | parallel "$@" --jobs "$workers" --retries 3 \
	"$(printf %q "${RESPITE:-respite}")" batch "$(printf %q "$plan")" -o "$(printf %q "$dir")" --shard "{}/$workers"
