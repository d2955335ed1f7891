#!/bin/bash
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Runs `pageless convert` on a real tree with all its shortcuts, and without
# each of them, in turns. Says whether all outputs are the same, byte for byte,
# and how much CPU time each shortcut saves. Without --no-body-skipping, bodies
# that are skipped show none of their errors and may need a second parse; so for
# this one the list "units" of report.json and the counts "parses" are left out.
#
#   bench/shortcuts.sh TREE COMPILE_DB [PROFILE [ROUNDS [OPTION...]]]
#
# OPTIONs go to convert, e.g. --rule bvec-page. Ends with 1 if outputs differ.
set -eu

if [ $# -lt 2 ]; then
  echo "usage: $0 TREE COMPILE_DB [PROFILE [ROUNDS [OPTION...]]]" >&2
  exit 2
fi
tree=$1 database=$2 profile=${3:-pfn} rounds=${4:-3}
shift $(($# < 4 ? $# : 4))
pageless=${PAGELESS:-$(dirname "$0")/../build/pageless}
for tool in "$pageless" /usr/bin/time jq; do
  command -v "$tool" >/dev/null || { echo "$0: no $tool" >&2; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
names=(fast no-body-skipping no-shared-files no-blanked-headers
  no-precompiled-headers)

# measure NAME OPTION...: appends "wall cpu kilobytes" to $work/NAME
measure() {
  local name=$1
  shift
  rm -rf "$work/$name.out"
  /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$pageless" convert --progress never \
    -p "$database" --tree "$tree" --profile "$profile" --out "$work/$name.out" "$@" \
    >"$work/$name.text" 2>&1 || true
  tail -n 1 "$work/time" | awk '{ print $1, $2 + $3, $4 }' >>"$work/$name"
}

# same NAME: whether its output is that with all shortcuts
same() {
  local name=$1 out
  if [ "$name" = no-body-skipping ]; then
    for out in fast "$name"; do
      rm -rf "$work/$out.cut"
      cp -r "$work/$out.out" "$work/$out.cut"
      jq 'del(.units, .configurations[].parses)' "$work/$out.out/report.json" \
        >"$work/$out.cut/report.json"
    done
    diff -qr "$work/fast.cut" "$work/$name.cut" >&2
  else
    diff -qr "$work/fast.out" "$work/$name.out" >&2
  fi
}

# median NAME COLUMN
median() {
  awk -v c="$2" '{ print $c }' "$work/$1" | sort -n |
    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

status=0
for _ in $(seq "$rounds"); do
  for name in "${names[@]}"; do
    option=(--"$name")
    [ "$name" = fast ] && option=()
    measure "$name" ${option[@]+"${option[@]}"} "$@"
    same "$name" || status=1
  done
done
printf '%-24s %8s %8s %8s %8s\n' "" "wall s" "CPU s" "peak MB" "CPU ratio"
for name in "${names[@]}"; do
  printf '%-24s %8s %8s %8s %8s\n' "$name" "$(median "$name" 1)" "$(median "$name" 2)" \
    "$(($(median "$name" 3) / 1024))" \
    "$(awk -v a="$(median "$name" 2)" -v b="$(median fast 2)" 'BEGIN { printf "%.2f", a / b }')"
done
[ $status = 0 ] && echo "all outputs are the same" || echo "outputs differ"
exit $status
