#!/usr/bin/env bash
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Makes a compile_commands.json for a kernel tree without building the kernel:
# the tree is configured, its generated headers are made, and `make -n` says how
# it would compile the rest. All files go to OBJDIR, none to TREE.
# docs/compile-commands.md tells more.
set -eu

usage() {
  cat <<'END'
usage: scripts/compile-commands.sh TREE OBJDIR [CONFIG] [TARGET...]

  TREE    a kernel source tree; nothing is written there
  OBJDIR  an empty or new folder outside of it: the kernel's O= folder
  CONFIG  the configuration to make (default: allmodconfig); its name must end
          in "config". To keep a .config that you put into OBJDIR: olddefconfig
  TARGET  folders or objects to cover, e.g. block drivers/md kernel/fork.o
          (default: the whole kernel)

environment: ARCH (default: x86_64), JOBS (default: one per core),
             PAGELESS_LLVM_VERSION (default: 22)
END
}

die() {
  echo "compile-commands.sh: $*" >&2
  exit 2
}

[[ ${1-} != --help && ${1-} != -h ]] || { usage; exit 0; }
[[ $# -ge 2 ]] || die "needs TREE and OBJDIR; see --help"
tree=$1 objdir=$2
shift 2
config=allmodconfig
if [[ ${1-} == *config ]]; then
  config=$1
  shift
fi
targets=("$@")
arch=${ARCH:-x86_64}
jobs=${JOBS:-$(nproc)}
llvm=${PAGELESS_LLVM_VERSION:-22}
here=$(cd "$(dirname "$0")" && pwd)

for file in Makefile Kbuild MAINTAINERS scripts; do
  [[ -e $tree/$file ]] || die "$tree is no kernel tree: it has no $file"
done
tree=$(realpath "$tree")
objdir=$(realpath -m "$objdir")
for i in "${!targets[@]}"; do
  target=${targets[i]%/}
  [[ -e $tree/${target%.o}.c || -d $tree/$target ]] || die "$tree has no $target"
  [[ ! -d $tree/$target ]] || targets[i]=$target/
done
[[ $objdir/ != "$tree"/* ]] || die "OBJDIR $objdir lies in TREE $tree; name a folder outside of it"
[[ $tree$objdir != *[[:space:]:]* ]] || die "the kernel's make takes no path with a space or colon in it"
for tool in "clang-$llvm" make python3; do
  command -v "$tool" >/dev/null || die "$tool is not installed; scripts/packages.sh kernel installs what is needed"
done
log=$objdir/compile-commands.log
if [[ -e $objdir/.config && ! -e $log && $config != olddefconfig ]]; then
  die "$objdir/.config would be overwritten; say olddefconfig to keep it, or name another OBJDIR"
fi

# Kernels since 5.18 know LLVM=-22. Older ones are told each program; their
# assembly is not for Clang, and Clang 22 warns of much in them.
if grep -q LLVM_SUFFIX "$tree/Makefile"; then
  flags=("LLVM=-$llvm")
  command -v "ld.lld-$llvm" >/dev/null || die "ld.lld-$llvm is not installed; scripts/packages.sh kernel installs what is needed"
else
  flags=("CC=clang-$llvm -fno-integrated-as -w" "HOSTCC=gcc -fcommon -w")
fi

unset MAKEFLAGS MFLAGS MAKELEVEL
export LC_ALL=C PYTHONDONTWRITEBYTECODE=1
kernel_make() {
  make -C "$tree" O="$objdir" ARCH="$arch" "${flags[@]}" "$@"
}

# Runs one step; if it fails, shows what the kernel said.
step() {
  echo "make $*" >&2
  kernel_make "-j$jobs" "$@" >>"$log" 2>&1 && return
  grep -vE "^make.*(Entering|Leaving) directory|^  [A-Z]" "$log" |
    tail -n 15 >&2
  die "make $* failed in $objdir; the whole log is $log"
}

mkdir -p "$objdir"
: >"$log"
step "$config"
step prepare scripts
# Some targets cannot be dry-run, and -k goes on after them, so make's status
# says nothing. The count of commands does.
echo "make -n ${targets[*]}" >&2
kernel_make -n -k V=1 "${targets[@]}" 2>>"$log" |
  python3 "$here/compile_commands.py" --compiler "clang-$llvm" \
    --directory "$objdir" --output "$objdir/compile_commands.json" ||
  die "make -n ${targets[*]} printed no compile command; see $log"
echo "$objdir/compile_commands.json"
