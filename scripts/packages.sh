#!/usr/bin/env bash
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Installs the Debian packages that a part of the project needs, if any is
# missing: scripts/packages.sh PART...
set -eu

die() {
  echo "packages.sh: $*" >&2
  exit 2
}

packages_of() {
  case $1 in
  build) # to build pageless and to run it
    echo clang-22 libclang-22-dev libclang-cpp22-dev llvm-22-dev cmake \
      ninja-build nlohmann-json3-dev libvalijson-dev libsimdjson-dev \
      libsqlite3-dev liburing-dev
    # Faster scans, where it exists.
    case $(dpkg --print-architecture 2>/dev/null) in
    amd64 | i386) echo libhyperscan-dev ;;
    esac
    ;;
  patch) # to apply what it writes
    echo git patch
    ;;
  kernel) # to make a compile database for a kernel tree
    echo clang-22 lld-22 llvm-22 make gcc libc6-dev bc bison flex libelf-dev \
      libssl-dev python3
    ;;
  test) # to build and run the tests, with sanitizers and on LLVM 19 too
    echo libgtest-dev libclang-rt-22-dev clang-format-22 clang-19 make python3-yaml \
      clang-tidy-22 clang-tidy-19 neovim parallel \
      libclang-19-dev libclang-cpp19-dev llvm-19-dev
    ;;
  fuzz) # for the fuzzers of the readers, and the programs' generator
    echo libclang-rt-22-dev python3
    ;;
  slurm) # for the tests that run shards on Slurm, which are skipped without it
    echo slurm-wlm python3
    ;;
  slice) # for scripts/slice.sh
    echo linux-source-6.12 xz-utils
    ;;
  boot) # for scripts/boot-test.sh
    echo linux-source-6.12 xz-utils git qemu-system-x86 busybox-static cpio \
      dmsetup mdadm e2fsprogs btrfs-progs
    ;;
  *) die "no part '$1'; there are: build patch kernel test fuzz slurm slice boot" ;;
  esac
}

[[ $# -ge 1 ]] || die "name one or more of: build patch kernel test fuzz slurm slice boot"
wanted=()
for part; do
  list=$(packages_of "$part")
  read -ra packages <<<"${list//$'\n'/ }"
  wanted+=("${packages[@]}")
done

if ! command -v dpkg-query >/dev/null; then
  echo "packages.sh: no Debian system; it must have what these packages bring: ${wanted[*]}" >&2
  exit 0
fi
missing=()
for package in "${wanted[@]}"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $state == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

root=()
if [[ $(id -u) != 0 ]]; then
  command -v sudo >/dev/null ||
    die "run as root, or install sudo; missing: ${missing[*]}"
  root=(sudo)
fi
echo "Installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{ "${root[@]}" apt-get update -qq &&
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
  >"$log" 2>&1 || {
  tail -n 20 "$log" >&2
  die "apt-get cannot install them; clang-22 and linux-source-6.12 are in bookworm-security, is it in the sources?"
}
