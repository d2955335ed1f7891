#!/usr/bin/env bash
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Converts Linux 6.12, as Debian ships it, with the rule bvec-page, builds it,
# boots it in qemu, and has it write and read back through the drivers that were
# converted. That the patches compile says little about what the kernel does.
# Takes half an hour and is not in CI's run; docs/boot-test.md tells more.
#
# usage: scripts/boot-test.sh [OPTION...]
#          --dir DIR             where it works (default: PAGELESS_BOOT_DIR, else
#                                /var/tmp/pageless-boot-USER); kept for the next run
#          --accel kvm|tcg|auto  how qemu runs the machine (auto: kvm if it can)
#          --jobs N              of make (one per core)
#          --original            leave the kernel as it is, to see what it says then
#          --prepare-limit S     seconds for configuration and database (1800),
#          --convert-limit S     for pageless convert (900),
#          --build-limit S       for the kernel (7200),
#          --boot-limit S        and for the machine (1800)
#        scripts/boot-test.sh --check-log FILE
#          only says what a console log shows
# environment: PAGELESS  the program (default: build/ or build-ci/pageless)
# exit status: 0 all is well, 1 something failed, 2 wrong usage
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
parts=$here/boot-test
package=linux-source-6.12
PATH=$PATH:/usr/sbin:/sbin

die() {
  echo "boot-test.sh: $*" >&2
  exit 2
}

fail() {
  echo "boot-test.sh: $*" >&2
  exit 1
}

# What must not be in the log: the kernel's own alarms, and lost data.
alarms='WARNING:|BUG:|Oops|Call Trace|general protection|KASAN|INFO: (task .* blocked|rcu|possible|lockdep)|[Kk]ernel panic|kernel BUG at|rcu: INFO:|I/O error|Unable to handle|Bad page'

# check_log FILE: each test of the machine must have said "ok", and nothing else
# must have gone wrong. Returns 1 if not, and says why.
check_log() {
  local log status=0 name names passed=0 alarm
  log=$(tr -d '\r' <"$1")
  names=$(sed -n 's/^check \([^ ]*\) .*/\1/p' "$parts/init")
  for name in $names; do
    if grep -q "BOOT-TEST FAILED $name\$" <<<"$log"; then
      echo "  FAILED   $name"
      status=1
    elif grep -q "BOOT-TEST ok $name\$" <<<"$log"; then
      echo "  ok       $name"
      passed=$((passed + 1))
    else
      echo "  MISSING  $name"
      status=1
    fi
  done
  grep 'BOOT-TEST said: ' <<<"$log" || true
  if ! grep -q 'BOOT-TEST done$' <<<"$log"; then
    echo "  the machine did not come to the end of its tests"
    status=1
  fi
  alarm=$(grep -nE "$alarms" <<<"$log" | grep -v 'BOOT-TEST said: ' || true)
  if [[ -n $alarm ]]; then
    echo "The kernel raised alarms (line of the log: text):"
    head -n 20 <<<"$alarm"
    status=1
  fi
  echo "$passed of $(wc -w <<<"$names") tests ok, $(grep -c . <<<"$alarm" || true) alarms"
  return $status
}

seconds() {
  [[ $2 =~ ^[1-9][0-9]*$ ]] || die "$1 wants a number of seconds, not '$2'"
  echo "$2"
}

work=${PAGELESS_BOOT_DIR:-/var/tmp/pageless-boot-$(id -un)}
accel=auto jobs=$(nproc) original=false
prepare_limit=1800 convert_limit=900 build_limit=7200 boot_limit=1800
while [[ $# -gt 0 ]]; do
  case $1 in
  --original)
    original=true
    shift
    continue
    ;;
  -h | --help)
    sed -n '5,/^set -eu/s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
  --dir | --accel | --jobs | --check-log | --*-limit) ;;
  *) die "no option '$1'; see --help" ;;
  esac
  [[ $# -ge 2 && -n $2 ]] || die "$1 wants a value"
  case $1 in
  --dir) work=$2 ;;
  --accel)
    [[ $2 == kvm || $2 == tcg || $2 == auto ]] || die "--accel is kvm, tcg or auto, not '$2'"
    accel=$2
    ;;
  --jobs)
    [[ $2 =~ ^[1-9][0-9]*$ ]] || die "--jobs wants a number, not '$2'"
    jobs=$2
    ;;
  --check-log)
    [[ -f $2 && -r $2 ]] || die "no file '$2' to read"
    check_log "$2"
    exit
    ;;
  --prepare-limit) prepare_limit=$(seconds "$1" "$2") ;;
  --convert-limit) convert_limit=$(seconds "$1" "$2") ;;
  --build-limit) build_limit=$(seconds "$1" "$2") ;;
  --boot-limit) boot_limit=$(seconds "$1" "$2") ;;
  *) die "no option '$1'; see --help" ;;
  esac
  shift 2
done

pageless=${PAGELESS:-}
for candidate in "$root/build/pageless" "$root/build-ci/pageless"; do
  [[ -n $pageless || ! -x $candidate ]] || pageless=$candidate
done
[[ -x $pageless ]] || die "build pageless first, or name it with PAGELESS"
pageless=$(realpath "$pageless")
[[ $(uname -m) == x86_64 ]] || die "the machine that boots gets the programs of this one, which must be an x86_64"
"$here/packages.sh" kernel patch boot
# What the machine has beside busybox, whose cmp is slow and whose mke2fs is old.
programs=(cmp dmsetup mdadm mkfs.ext4 e2fsck mkfs.btrfs btrfs)
for program in qemu-system-x86_64 busybox cpio "${programs[@]}"; do
  command -v "$program" >/dev/null || die "$program is not installed; scripts/packages.sh boot installs it on Debian"
done
[[ -r /usr/src/$package.tar.xz ]] || die "there is no /usr/src/$package.tar.xz; Debian's package $package brings it"
version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || version=unknown

mkdir -p "$work" || die "cannot make the folder $work"
work=$(realpath "$work")/${package}_$version
[[ $work != *[[:space:]:]* ]] || die "the kernel's makefiles want a --dir without spaces and colons, not $work"
mkdir -p "$work"
exec 9>"$work/lock"
flock -n 9 || die "another run is at work in $work"
tree=$work/linux
config=$work/config/.config
kind=converted
! $original || kind=original
build=$work/build-$kind run=$work/run-$kind
mkdir -p "$run"
kernel_make=(make LLVM=-22 ARCH=x86_64)
# qemu ends by itself when the kernel panics or powers off.
machine=(qemu-system-x86_64 -cpu max -smp 2 -m 1G -nodefaults -no-reboot
  -display none -serial stdio -kernel "$build/arch/x86/boot/bzImage")

# limited STEP SECONDS COMMAND...: what the command says goes to STEP.log, the
# seconds that it ran to $took.
limited() {
  local step=$1 limit=$2 status=0 begin=$SECONDS
  shift 2
  timeout --kill-after=30 "$limit" "$@" >>"$run/$step.log" 2>&1 </dev/null || status=$?
  took=$((SECONDS - begin))
  [[ $status != 124 && $status != 137 ]] ||
    echo "boot-test.sh: not done within $limit s; --$step-limit gives it more" >&2
  return "$status"
}

# failed STEP TEXT: with the end of what the step said.
failed() {
  tail -n 20 "$run/$1.log" >&2
  fail "$2; see $run/$1.log"
}

unpack() {
  [[ ! -d $tree ]] || return 0
  echo "Unpacking $package $version into $work"
  rm -rf "$work/unpacking"
  mkdir "$work/unpacking"
  limited prepare "$prepare_limit" tar -C "$work/unpacking" -xf "/usr/src/$package.tar.xz" ||
    failed prepare "cannot unpack it"
  mv "$work/unpacking/$package" "$tree"
  rmdir "$work/unpacking"
}

configure() {
  local missing
  mkdir -p "$work/config"
  limited prepare "$prepare_limit" "${kernel_make[@]}" -C "$tree" O="$work/config" \
    KCONFIG_ALLCONFIG="$parts/x86_64.config" allnoconfig ||
    failed prepare "no configuration could be made"
  missing=$(grep '^CONFIG_' "$parts/x86_64.config" | grep -vxFf "$config" || true)
  [[ -z $missing ]] ||
    fail "Kconfig did not take these lines of $parts/x86_64.config: ${missing//$'\n'/ }"
}

# Prints the totals of a report. Fails if nothing was converted.
totals() {
  python3 - "$1" <<'PYTHON'
import json, sys
totals = json.load(open(sys.argv[1]))["totals"]["verdicts"]
words = sum(totals.values())
print(f"  {words} words: " + ", ".join(f"{n} {v}" for v, n in totals.items() if n))
sys.exit(0 if totals.get("converted") else 1)
PYTHON
}

convert() {
  local status=0
  if [[ $work/database.made -nt $pageless ]] && cmp -s "$config" "$work/database.made"; then
    echo "The compile database is that of the last run"
  else
    echo "Making the compile database"
    rm -rf "$work"/database*
    limited prepare "$prepare_limit" "$pageless" compdb --tree "$tree" --config "$config" \
      -o "$work/database" || failed prepare "pageless compdb ended with status $?"
    cp "$config" "$work/database.made"
    echo "  $took s"
  fi
  echo "Converting"
  rm -rf "$run/out"
  limited convert "$convert_limit" "$pageless" convert --rule bvec-page --profile accessor \
    -p "$work/database" --tree "$tree" --out "$run/out" --no-cache --progress never || status=$?
  # Status 3 says that some words could not be seen: this kernel is a small one.
  [[ $status == 0 || $status == 3 ]] || failed convert "pageless convert ended with status $status"
  totals "$run/out/report.json" || fail "nothing was converted"
}

# The converted tree consists of links to the files of the original one but for
# those that git apply writes. It and what was built of it stay as long as the
# patches do: make would not notice a file that is no longer edited, for its
# time is that of the archive.
apply() {
  local patch converted=$work/converted
  if [[ -d $converted ]] && diff -r "$run/out/patches" "$work/applied" >/dev/null 2>&1; then
    echo "The patches are those of the last run"
    return
  fi
  echo "Applying the patches to a copy"
  rm -rf "$converted" "$build" "$work/applied" "$work/applying" "$run/build.log"
  cp -al "$tree" "$work/applying"
  for patch in "$run"/out/patches/*.patch; do
    (cd "$work/applying" && GIT_CEILING_DIRECTORIES=$work git apply "$patch") ||
      fail "git apply does not take $patch"
  done
  cp -r "$run/out/patches" "$work/applied"
  mv "$work/applying" "$converted"
}

# build_kernel TREE
build_kernel() {
  mkdir -p "$build"
  cmp -s "$config" "$build/.config" || cp "$config" "$build/.config"
  echo "Building the $kind kernel; it may take half an hour"
  # Added to the log: what an interrupted run compiled is not compiled again.
  limited build "$build_limit" "${kernel_make[@]}" -C "$1" O="$build" -j "$jobs" bzImage ||
    failed build "it does not build"
  echo "  $took s"
}

# Files of a tree that a warning, or a note to one, names.
warned() {
  sed -nE "s|^(.*):[0-9]+:[0-9]+: (warning\|note): .*|\1|p" "$run/build.log" |
    (cd "$build" && xargs -r -d '\n' realpath -m --relative-to="$1") | sort -u
}

# edited TREE: how many of the edited files are in this kernel, and whether the
# compiler has something against one.
edited() {
  local file files compiled=0 bad
  files=$(sed -n 's|^+++ b/||p' "$run"/out/patches/*.patch | sort -u)
  for file in $files; do
    [[ ! -e $build/${file%.c}.o ]] || compiled=$((compiled + 1))
  done
  echo "  $(grep -c '\.c$' <<<"$files") sources edited, $compiled of them in the kernel;" \
    "$(grep -c '\.h$' <<<"$files") headers edited;" \
    "$(grep -c 'warning: ' "$run/build.log" || true) warnings of the compiler in all"
  bad=$(comm -12 <(echo "$files") <(warned "$1"))
  [[ -z $bad ]] || fail "the compiler warns of edited files, see $run/build.log: ${bad//$'\n'/ }"
  [[ $compiled -gt 0 ]] || fail "no edited file is in the kernel"
}

# Programs with the libraries that they want, and data to write.
make_initramfs() {
  local files=$run/initramfs program path library libraries
  rm -rf "$files"
  mkdir -p "$files"/{bin,sbin,dev,proc,sys,etc}
  cp -L "$(command -v busybox)" "$files/bin/busybox"
  ! ldd "$files/bin/busybox" >/dev/null 2>&1 || fail "busybox is not static; Debian's package busybox-static brings one"
  ln -s busybox "$files/bin/sh"
  cp "$parts/init" "$files/init"
  chmod +x "$files/init"
  [[ ! -e /etc/mke2fs.conf ]] || cp /etc/mke2fs.conf "$files/etc/"
  # Loaded when a thread is cancelled, as btrfs scrub does; no program names it.
  libraries=$(ldconfig -p | sed -n 's|.*libgcc_s\.so\.1 (.*x86-64.*) => ||p')
  for program in "${programs[@]}"; do
    path=$(command -v "$program")
    cp -L "$path" "$files/sbin/$program"
    libraries+=" $(ldd "$path" | grep -oE '/[^ ]+')"
  done
  for library in $libraries; do
    mkdir -p "$files$(dirname "$library")"
    cp -L "$library" "$files$library"
  done
  # Two MiB that cannot be compressed and two of numbers, in either order.
  head -c 2097152 /dev/urandom >"$files/data.a"
  seq 1000000 1999999 | head -c 2097152 >>"$files/data.a"
  seq 2000000 2999999 | head -c 2097152 >"$files/data.b"
  head -c 2097152 /dev/urandom >>"$files/data.b"
  (cd "$files" && find . -print0 | LC_ALL=C sort -z |
    cpio --null --create --format=newc --owner=0:0 --quiet) >"$run/initramfs.cpio"
}

# Without KVM, on a machine with
# other work, time goes by in leaps: the kernel is not to draw conclusions from it.
command_line="console=ttyS0 panic=-1 oops=panic printk.devkmsg=on log_buf_len=4M"
command_line+=" no_timer_check rcupdate.rcu_cpu_stall_timeout=300"
command_line+=" page_poison=1 slub_debug=FZ brd.rd_nr=4 brd.rd_size=131072 null_blk.nr_devices=0"

# Some machines that are virtual themselves have a /dev/kvm that qemu can open, and
# then nothing happens. So a kernel, which has no file system here and panics, must
# have come to its first line.
kvm_works() {
  local qemu
  [[ -w /dev/kvm ]] || return 1
  "${machine[@]}" -accel kvm -append "$command_line" </dev/null >"$run/kvm.log" 2>&1 &
  qemu=$!
  for _ in {1..20}; do
    sleep 1
    ! grep -q 'Linux version' "$run/kvm.log" || break
  done
  kill "$qemu" 2>/dev/null || true
  wait "$qemu" 2>/dev/null || true
  grep -q 'Linux version' "$run/kvm.log"
}

boot() {
  local share=$run/share disk=$run/disk status=0 file
  if [[ $accel == auto ]]; then
    accel=tcg
    # The shell would say here how the probe ended.
    ! kvm_works 2>/dev/null || accel=kvm
  fi
  make_initramfs
  rm -rf "$share" "$disk"
  mkdir "$share"
  cp "$run/initramfs/data.a" "$share/from-host"
  truncate -s 64M "$disk"
  echo "Booting it, with $accel"
  : >"$run/boot.log"
  limited boot "$boot_limit" "${machine[@]}" -accel "$accel" -initrd "$run/initramfs.cpio" \
    -append "$command_line" \
    -drive "file=$disk,format=raw,if=virtio,cache=writeback" \
    -virtfs "local,path=$share,mount_tag=host,security_model=none" || status=$?
  echo "  $took s"
  check_log "$run/boot.log" || fail "see $run/boot.log"
  [[ $status == 0 ]] || failed boot "qemu ended with status $status"
  for file in "$share/from-guest" "$share/from-guest-cached" "$disk"; do
    head -c 4194304 "$file" | cmp - "$run/initramfs/data.a" ||
      fail "what the machine wrote to $file is not what it was to write"
  done
  echo "  what it wrote to 9p and to its disk is right on this side too"
  echo "  $(wc -l <"$share/warnings") messages of the kernel are at the level warning or above: $share/warnings"
}

rm -f "$run"/{prepare,convert}.log
unpack
configure
if $original; then
  build_kernel "$tree"
else
  convert
  apply
  build_kernel "$work/converted"
  edited "$work/converted"
fi
boot
echo "All is well; everything is in $run"
