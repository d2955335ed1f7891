#!/usr/bin/env bash
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# On a bare Debian 12 (bookworm), as root or with sudo: installs what is needed,
# builds pageless, converts a kernel tree in miniature, and shows the result.
set -eu
cd "$(dirname "$0")"

tree=$PWD/testdata/quickstart
out=$PWD/pageless-out/quickstart

title() {
  printf '\n== %s\n\n' "$*"
}

scripts/packages.sh build patch

title "Building pageless"
mkdir -p "$out"
# Only the first configuration of build/ heeds CC.
cmake --preset release -DPAGELESS_TESTS=OFF >"$out/cmake.log" 2>&1 ||
  { cat "$out/cmake.log" >&2; exit 1; }
cmake --build --preset release

title "Converting testdata/quickstart"
# A compile database says how each file is compiled. For a real kernel,
# `pageless compdb` asks the kernel's own makefiles.
flags="-std=gnu89 -nostdinc -Iinclude -D__KERNEL__ -Wall -Werror"
separator='['
for file in "$tree"/block/*.c "$tree"/drivers/*.c; do
  printf '%s\n{"directory": "%s", "file": "%s", "command": "clang-22 %s -c %s"}' \
    "$separator" "$tree" "$file" "$flags" "${file#"$tree"/}"
  separator=','
done >"$out/compile_commands.json"
echo ']' >>"$out/compile_commands.json"

status=0
build/pageless convert -p "$out" --out "$out" || status=$?
if [[ $status != 3 ]]; then
  echo "quickstart.sh: expected exit status 3, got $status" >&2
  exit 1
fi

title "The patch: pageless-out/quickstart/patches/0002-bvec-page.patch"
cat "$out/patches/0002-bvec-page.patch"

title "From pageless-out/quickstart/report.json: the totals, and the disabled word"
sed -n '/^    "verdicts": {/,/^    }/p' "$out/report.json"
echo "    ..."
# The entry that has the verdict "disabled".
awk '/^    \{/ { entry = "" } { entry = entry $0 "\n" }
     /"verdict": "disabled"/ { found = 1 }
     /^    \}/ && found { printf "%s", entry; exit }' "$out/report.json"

title "The converted tree still compiles"
rm -rf "$out/tree"
cp -R "$tree" "$out/tree"
for patch in "$out"/patches/*.patch; do
  patch -d "$out/tree" -p1 <"$patch"
done
cd "$out/tree"
for file in block/*.c drivers/*.c; do
  # shellcheck disable=SC2086 # the flags are words
  clang-22 $flags -fsyntax-only "$file"
  echo "clang-22 -fsyntax-only $file: no warning"
done

cat <<'END'

== What this means

pageless ended with status 3, "incomplete": one bv_page stands under
#ifdef CONFIG_HIGHMEM, which the compile database does not define, so Clang
never saw it. Nothing is left out silently: the word is in the report as
"disabled". A second database that defines the option, given with another -p,
would show it. All other words have their final verdict.

Next, on a real kernel (README.md tells more):

  scripts/packages.sh kernel patch
  build/pageless compdb --tree ~/linux -o /tmp/db block drivers/md
  build/pageless convert -p /tmp/db/x86_64-allmodconfig --profile accessor \
    block drivers/md

Profile accessor is for today's trees, pfn (the default) for those of 2015.
END
