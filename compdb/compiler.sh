#!/bin/sh
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The compiler that `pageless compdb` hands to a kernel's makefiles: Clang for
# the kernel's architecture, without the options that Clang does not know. What
# it complains about is left out and remembered. `pageless compdb` writes this
# file into the O= folder, behind the variables
#   clang    the program
#   options  its first options: --target=... and more, separated by spaces
#   state    a folder for what is remembered:
#              dropped      the options that are left out, one a line; one that
#                           ends in = is so with any value
#              without-asm  the sources whose inline assembly was left out
# shellcheck disable=SC2154
set -f

# The option that a makefile asks for (cc-option), which stands before -c, -S or
# -E of a command that compiles nothing: to such a question the answer must be
# no. Other options in the question come from elsewhere and are left out.
mode='' asked='' question='' source='' input='' previous=''
for word; do
  case $word in
  -c | -S | -E) [ -n "$mode" ] || { mode=$word asked=$previous; } ;;
  /dev/null) [ "$previous" = -o ] || question=yes ;;
  *.c) source=$word ;;
  -) [ "$previous" = -o ] || input=- ;;
  esac
  previous=$word
done
[ -n "$question" ] || asked=''

temporary=''
trap '[ -z "$temporary" ] || rm -rf "$temporary"' EXIT
if [ -n "$input" ]; then # every try needs all of it
  temporary=$(mktemp -d "$state/XXXXXX") || exit 1
  input=$temporary/input
  cat >"$input"
fi
compile() {
  # shellcheck disable=SC2086 # options are words
  "$clang" $options "$@" <"${input:-/dev/null}"
}

# The options that a message complains about, one a line. Clang does not say
# which option named the processor.
complaints() {
  sed -n \
    -e "s/.*error: unknown argument:* '\([^' ]*\)'.*/\1/p" \
    -e "s/.*error: unsupported option '\([^' ]*\)'.*/\1/p" \
    -e "s/.*error: the clang compiler does not support '\([^' ]*\)'.*/\1/p" \
    -e "s/.*error: invalid value '[^']*' in '\([^' ]*\)'.*/\1/p" \
    -e "s/.*error: unsupported argument '\([^' ]*\)' to option '\([^' ]*\)'.*/\2\1/p" \
    -e "s/.*error: unknown target CPU '\([^' ]*\)'.*/-march=\1\n-mcpu=\1\n-mtune=\1/p" \
    -e "s/.*error: unknown target ABI '\([^' ]*\)'.*/-mabi=\1/p"
}

# Whether a word is among the options to leave out; "-mcpu=" is for all of them.
is_known() {
  case $known in
  *"
$1
"* | *"
${1%%=*}=
"*) return 0 ;;
  esac
  return 1
}

# Compiles to assembly without the inline assembly, but for the entries of the
# offsets files, asm("\n->NAME ..."), which are what these files are for. The
# inline assembly of another architecture does not compile.
without_asm() {
  temporary=$(mktemp -d "$state/XXXXXX") || return 1
  object='' previous=''
  for word; do
    shift
    case $previous in
    -o) object=$word ;;
    *) case $word in -S | -o) ;; *) set -- "$@" "$word" ;; esac ;;
    esac
    previous=$word
  done
  compile "$@" -E -P >"$temporary/whole.i" || return
  awk '
    function out(piece) { if (inside) text = text piece; else printf "%s", piece }
    {
      rest = $0 "\n"
      while (match(rest, /"([^"\\]|\\.)*"|\047([^\047\\]|\\.)*\047|[A-Za-z_][A-Za-z_0-9]*|[()]/)) {
        token = substr(rest, RSTART, RLENGTH)
        out(substr(rest, 1, RSTART - 1))
        rest = substr(rest, RSTART + RLENGTH)
        if (!inside && token ~ /^(asm|__asm|__asm__)$/) {
          inside = 1; depth = 0; text = ""
        }
        if (inside || token != "register") out(token)
        if (!inside) continue
        if (token == "(") depth++
        if (token == ")" && --depth == 0) {
          inside = 0
          if (text ~ /"\\n(\.ascii \\")?->/) out(text)
        }
      }
      out(rest)
    }' "$temporary/whole.i" >"$temporary/part.i" || return
  skip=''
  for word; do # what is for the preprocessor has been done
    shift
    case $skip:$word in
    skip:*) skip='' ;;
    :-include | :-I | :-D | :-U | :-isystem) skip=skip ;;
    :-I* | :-D* | :-U* | :-Wp,* | *.c) ;;
    *) set -- "$@" "$word" ;;
    esac
  done
  set -- "$@" -Wno-implicit-function-declaration -ferror-limit=0 -S \
    -x cpp-output "$temporary/part.i" -o "$object"
  if ! compile "$@" 2>"$temporary/errors"; then
    # Functions that only the other compiler has: that they are declared nowhere
    # is no error then.
    sed -n "s/.*use of unknown builtin '\(__builtin_[A-Za-z0-9_]*\)'.*/s|\1|foreign\1|g/p" \
      "$temporary/errors" | sort -u >"$temporary/rename"
    sed -f "$temporary/rename" "$temporary/part.i" >"$temporary/renamed.i" &&
      mv "$temporary/renamed.i" "$temporary/part.i" && compile "$@" || return
  fi
  printf '%s\n' "$source" >>"$state/without-asm"
}

# What only an assembler can refuse is none of our business, and there is no
# assembler for the architecture: -S needs none, all else uses Clang's.
[ "$mode" != -S ] || [ -n "$question" ] || set -- "$@" -fno-integrated-as
new=$(cat "$state/dropped" 2>/dev/null)
message='' status=0
while :; do
  known="
$new
"
  if [ -n "$asked" ] && is_known "$asked"; then
    printf '%s\n' "${message:-"error: unknown argument: '$asked'"}" >&2
    exit 1
  fi
  before=$#
  for word; do
    shift
    is_known "$word" || set -- "$@" "$word"
  done
  if [ -n "$message" ]; then # not the first try
    [ $# != "$before" ] || break
    printf '%s\n' "$new" >>"$state/dropped"
  fi
  if message=$(compile "$@" 2>&1 >&3); then
    [ -z "$message" ] || printf '%s\n' "$message" >&2
    exit 0
  else
    status=$?
  fi
  new=$(printf '%s\n' "$message" | complaints)
  [ -n "$new" ] || break
done 3>&1
# Some kernels ask these files for a newer GCC than the 4.2 that Clang names.
case $mode:$source in
-S:*bounds.c | -S:*offsets.c)
  set -- "$@" -fgnuc-version=4.9
  if compile "$@" 2>/dev/null || without_asm "$@" 2>/dev/null; then exit 0; fi
  ;;
esac
printf '%s\n' "$message" >&2
exit "$status"
