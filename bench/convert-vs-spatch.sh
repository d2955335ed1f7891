#!/bin/bash
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Runs `pageless convert` and Coccinelle's spatch on the same tree, in turns,
# and prints the medians and their ratio.
#
#   bench/convert-vs-spatch.sh TREE COMPILE_DB COCCI [PROFILE [ROUNDS]]
#
# spatch gets -j 2 and the whole tree; it picks the files by the words in the
# semantic patch, as pageless does by the trigger words.
set -eu

if [ $# -lt 3 ]; then
  echo "usage: $0 TREE COMPILE_DB COCCI [PROFILE [ROUNDS]]" >&2
  exit 2
fi
tree=$1 database=$2 cocci=$3 profile=${4:-pfn} rounds=${5:-3}
pageless=${PAGELESS:-$(dirname "$0")/../build/pageless}
for tool in "$pageless" spatch /usr/bin/time; do
  command -v "$tool" >/dev/null || { echo "$0: no $tool" >&2; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure NAME COMMAND...: appends "wall cpu kilobytes" to $work/NAME
measure() {
  local name=$1
  shift
  /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/$name.out" 2>"$work/$name.err" || true
  tail -n 1 "$work/time" | awk '{ print $1, $2 + $3, $4 }' >>"$work/$name"
}

# median NAME COLUMN
median() {
  awk -v c="$2" '{ print $c }' "$work/$1" | sort -n |
    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

for round in $(seq "$rounds"); do
  measure pageless "$pageless" convert -j 2 --no-cache --progress never -p "$database" \
    --tree "$tree" --profile "$profile" --out "$work/out"
  measure spatch spatch --very-quiet --sp-file "$cocci" --dir "$tree" -j 2 --include-headers
  cp "$work/spatch.out" "${KEEP_SPATCH:-/dev/null}"
done
printf '%-10s %10s %10s %10s\n' "" "wall s" "CPU s" "peak MB"
for name in pageless spatch; do
  printf '%-10s %10s %10s %10s\n' "$name" "$(median $name 1)" "$(median $name 2)" \
    "$(($(median $name 3) / 1024))"
done
awk -v a="$(median pageless 1)" -v b="$(median spatch 1)" \
  -v c="$(median pageless 2)" -v d="$(median spatch 2)" \
  'BEGIN { printf "pageless / spatch: wall %.2f, CPU %.2f (medians of '"$rounds"')\n", a / b, c / d }'
printf 'peak MB of spatch is that of its largest process\n'
printf 'spatch removes %s lines\n' "$(grep -c '^-[^-]' "$work/spatch.out" || true)"
