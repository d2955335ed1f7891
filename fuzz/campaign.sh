#!/usr/bin/env bash
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Fuzzes the readers, or converts generated programs; docs/fuzzing.md tells more.
#   fuzz/campaign.sh readers [--runs N | --seconds N] [--seed N] [TARGET...]
#   fuzz/campaign.sh programs [OPTION OF programs/campaign.py...]
# Readers want `cmake --preset fuzz && cmake --build --preset fuzz` first. What
# is new to a corpus is kept in $FUZZ_DIR (build-fuzz/campaign), and so is what
# is found; the exit status is 1 then.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
build=${FUZZ_BUILD:-$root/build-fuzz}
dir=${FUZZ_DIR:-$build/campaign}

fuzz_one() {
  local target=$1 dictionary=$here/dictionaries/$1.dict
  shift
  # Both read databases.
  [[ $target != entries ]] || dictionary=$here/dictionaries/database.dict
  mkdir -p "$dir/$target/corpus"
  local options=(-timeout=10 -rss_limit_mb=2500 -max_len=4096 -print_final_stats=1
    "-artifact_prefix=$dir/$target/")
  [[ ! -e $dictionary ]] || options+=("-dict=$dictionary")
  local status=0
  "$build/fuzz/fuzz-$target" "${options[@]}" "$@" "$dir/$target/corpus" \
    "$here/seeds/$target" >"$dir/$target/log" 2>&1 || status=$?
  printf '%-10s %10s inputs, %s\n' "$target" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$dir/$target/log")" \
    "$(grep -ao 'cov: [0-9]*' "$dir/$target/log" | tail -n 1)"
  [[ $status == 0 ]] && return
  grep -aE -A 2 'does not hold|ERROR|runtime error|terminate' "$dir/$target/log" | head -n 20
  echo "the input is in $dir/$target"
  return 1
}

readers() {
  local options=() targets=() found=0 target
  while [[ $# -gt 0 ]]; do
    case $1 in
    --runs) options+=("-runs=$2"); shift ;;
    --seconds) options+=("-max_total_time=$2"); shift ;;
    --seed) options+=("-seed=$2"); shift ;;
    *) targets+=("$1") ;;
    esac
    shift
  done
  if [[ ${#targets[@]} == 0 ]]; then
    for target in "$build"/fuzz/fuzz-*; do
      targets+=("${target##*/fuzz-}")
    done
  fi
  for target in "${targets[@]}"; do
    fuzz_one "$target" "${options[@]}" || found=1
  done
  return "$found"
}

case ${1-} in
readers)
  shift
  readers "$@"
  ;;
programs)
  shift
  exec python3 "$here/programs/campaign.py" --pageless "${PAGELESS:-$root/build/pageless}" \
    --found "$dir/programs" "$@"
  ;;
*)
  sed -n '5,10s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
