#!/usr/bin/env bash
# Render one plan with GNU parallel, on several machines or in several processes of
# this one. All of them must share the folder of the tracks. A killed worker is
# restarted up to three times, and keeps the tracks that are already correct.
#
#   parallel.sh PLAN.csv DIR WORKERS [GNU parallel's options, such as --sshloginfile hosts]
set -euo pipefail
(($# >= 3)) || { echo "usage: $0 PLAN.csv DIR WORKERS [PARALLEL OPTION...]" >&2; exit 2; }
plan=$1 dir=$2 workers=$3
shift 3
seq "$workers" | parallel "$@" --jobs "$workers" --retries 3 \
	"$(printf %q "${RESPITE:-respite}")" batch "$(printf %q "$plan")" -o "$(printf %q "$dir")" --shard "{}/$workers"
