#!/usr/bin/env bash
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Runs all checks: ./test.sh, or some of them: ./test.sh STAGE...
#   format      clang-format finds nothing to change
#   ci          build on LLVM 22 with warnings as errors, all tests
#   sanitizers  the same with AddressSanitizer and UBSan
#   llvm19      the same on LLVM 19
#   slice       scripts/slice.sh: a real slice of Linux 6.12
#   fuzz        fuzz/campaign.sh for a minute: readers, and generated programs
# ./test.sh quick is ./test.sh ci. Missing Debian packages are installed first.
# A stage that fails does not keep the next from running; the exit status is 1
# if any failed.
set -eu
cd "$(dirname "$0")"

stages=("$@")
[[ $# -gt 0 ]] || stages=(format ci sanitizers llvm19 slice fuzz)
parts=(build patch test)
for i in "${!stages[@]}"; do
  case ${stages[i]} in
  quick) stages[i]=ci ;;
  slice) parts+=(kernel slice) ;;
  fuzz) parts+=(fuzz) ;;
  format | ci | sanitizers | llvm19) ;;
  *)
    echo "test.sh: no stage '${stages[i]}'; there are: format ci sanitizers llvm19 slice fuzz quick" >&2
    exit 2
    ;;
  esac
done
scripts/packages.sh "${parts[@]}"

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
passed=0 failed=0 report=()

run_format() {
  find cache check compdb engine flow fuzz lsp matchers migrate reports rewrites series shard suggest tests tidy tool unit verify -name '*.cpp' -print0 -o \
    -name '*.h' -print0 | sort -z |
    xargs -0 clang-format-22 --dry-run -Werror 2>"$logs/format" && return
  sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: error: .*/\1/p' "$logs/format" | uniq
  echo "clang-format-22 -i would change these files"
  return 1
}

# Builds a preset: build PRESET [OPTION OF cmake --build...]
build() {
  local preset=$1
  shift
  # Only the first configuration of a build folder heeds CC. What CMake and
  # Ninja say is of interest only if they fail.
  { cmake --preset "$preset" -DPAGELESS_TESTS=ON &&
    cmake --build --preset "$preset" "$@"; } >"$logs/build" 2>&1 ||
    { tail -n 60 "$logs/build"; return 1; }
}

# Builds a preset and runs its tests.
run_preset() {
  build "$1"
  # Tests that pass need no line each.
  ctest --preset "$1" -j "$(nproc)" --no-tests=error 2>&1 |
    { grep -vE '^ *(Start +[0-9]+:|[0-9]+/[0-9]+ .* Passed )' || true; }
  return "${PIPESTATUS[0]}"
}

run_slice() {
  build ci --target pageless
  PAGELESS=build-ci/pageless scripts/slice.sh
}

# Always the same inputs, so that what failed fails again. What was found stays.
run_fuzz() {
  export FUZZ_DIR=$PWD/build-fuzz/short PAGELESS=build-ci/pageless
  build fuzz
  build ci --target pageless
  rm -rf "$FUZZ_DIR"
  fuzz/campaign.sh readers --runs 20000 --seed 1
  fuzz/campaign.sh programs --count 400
}

run_stage() {
  case $1 in
  format) run_format ;;
  fuzz) run_fuzz ;;
  slice) run_slice ;;
  *) run_preset "$1" ;;
  esac
}

# Adds the tests of a stage to the counts: those that ctest ran or, for a stage
# without tests of its own, or one that did not get so far, the stage itself.
count() {
  local totals
  totals=$(sed -nE 's/.* ([0-9]+) tests? failed out of ([0-9]+).*/\1 \2/p' "$logs/stage" | tail -n 1)
  if [[ -n $totals ]]; then
    failed=$((failed + ${totals% *}))
    passed=$((passed + ${totals#* } - ${totals% *}))
  elif [[ $1 == 0 ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
}

for stage in "${stages[@]}"; do
  printf '\n== %s\n' "$stage"
  begin=$SECONDS
  set +e # a subshell behind "||" would ignore its own set -e
  (set -e; run_stage "$stage") 2>&1 | tee "$logs/stage"
  status=${PIPESTATUS[0]}
  set -e
  count "$status"
  result=passed
  [[ $status == 0 ]] || result="FAILED (status $status)"
  report+=("$(printf '%-11s %-20s %5d s' "$stage" "$result" $((SECONDS - begin)))")
done

printf '\n'
printf '%s\n' "${report[@]}"
echo "$passed passed, $failed failed"
[[ $failed == 0 && ! ${report[*]} == *FAILED* ]]
