#!/usr/bin/env bash
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Converts a real slice of Linux 6.12, as Debian ships it, and checks
#   - the totals against tests/slice-6.12.json (UPDATE_GOLDEN=1 rewrites it),
#   - that the patches apply with git and with patch,
#   - that the converted slice parses as before and has nothing left to convert.
# The tree and its compile database are kept below ~/.cache/pageless.
#
# environment: PAGELESS       the program (default: build-ci/ or build/pageless)
#              UPDATE_GOLDEN  1 to rewrite the golden instead of checking it
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
package=linux-source-6.12
slice=(block drivers/md drivers/block)

die() {
  echo "slice.sh: $*" >&2
  exit 2
}

pageless=${PAGELESS:-}
for candidate in "$root/build-ci/pageless" "$root/build/pageless"; do
  [[ -n $pageless || ! -x $candidate ]] || pageless=$candidate
done
[[ -x $pageless ]] || die "build pageless first, or name it with PAGELESS"
pageless=$(realpath "$pageless")
version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) ||
  die "$package is not installed; scripts/packages.sh kernel patch slice installs what is needed"

cache=${XDG_CACHE_HOME:-$HOME/.cache}/pageless/${package}_$version
tree=$cache/$package
converted=$cache/converted
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9 # another run may use the folder

if [[ ! -d $tree ]]; then
  echo "Unpacking $package $version into $cache"
  rm -rf "$cache/unpacking"
  mkdir "$cache/unpacking"
  tar -C "$cache/unpacking" -xf "/usr/src/$package.tar.xz"
  mv "$cache/unpacking/$package" "$tree"
  rmdir "$cache/unpacking"
fi
objects=$cache/obj/x86_64-allmodconfig
database=$objects/compile_commands.json
if [[ ! -e $database || -n $(find "$root/compdb" -newer "$database" -print -quit) ]]; then
  echo "Making the compile database of ${slice[*]}, allmodconfig"
  rm -rf "$cache/obj"
  "$pageless" compdb --tree "$tree" -o "$cache/obj" "${slice[@]}" >"$cache/obj.log" 2>&1 ||
    { cat "$cache/obj.log" >&2; exit 1; }
fi

# Status 3 says that some words could not be seen, which the golden knows.
convert() {
  local status=0
  "$pageless" convert --rule bvec-page --profile accessor --no-cache --progress never "$@" "${slice[@]}" || status=$?
  [[ $status == 0 || $status == 3 ]] || die "pageless ended with status $status"
}

echo "Converting ${slice[*]}"
convert -p "$objects" --tree "$tree" --out "$cache/out"
update=()
[[ ${UPDATE_GOLDEN:-} != 1 ]] || update=(--update)
python3 "$here/slice_totals.py" golden "$cache/out/report.json" \
  "$root/tests/slice-6.12.json" --version "$version" "${update[@]}"

echo "Applying the patches to a copy"
# Links, not copies: patch replaces a file that it changes, and cp is done in
# seconds.
rm -rf "$converted"
trap 'rm -rf "$converted"' EXIT
cp -al "$tree" "$converted"
export GIT_CEILING_DIRECTORIES=$cache
cd "$converted"
for patch in "$cache"/out/patches/*.patch; do
  git apply --check "$patch"
  patch -p1 --fuzz=0 --dry-run <"$patch" >/dev/null
  patch -p1 --fuzz=0 <"$patch" >/dev/null
  echo "  $(basename "$patch"): git apply and patch -p1 take it"
done

echo "Converting the copy again"
mkdir -p "$cache/obj-converted"
sed "s|$tree/|$converted/|g" "$database" >"$cache/obj-converted/compile_commands.json"
convert -p "$cache/obj-converted" --tree "$converted" --out "$cache/out-converted" >/dev/null
python3 "$here/slice_totals.py" converted "$cache/out/report.json" \
  "$cache/out-converted/report.json"
