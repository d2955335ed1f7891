#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Turns what `make -n V=1` prints for a kernel into a compile_commands.json.

The log is read from standard input line by line and not kept: v6.12's has
320 MB. Each line is a shell command list; of its simple commands, those that
run the compiler with -c on a .c file are written down.

scripts/compile-commands.sh runs this; docs/compile-commands.md tells more.
"""

import argparse
import json
import os
import re
import sys
import tempfile

# One word of a shell command: bare text, quoted text and escapes in a row.
WORD = re.compile(r"""(?:[^\s;&|<>()'"\\]+|'[^']*'|"(?:[^"\\]|\\.)*"|\\.)+""")
# What stands between the simple commands of a list.
SEPARATOR = re.compile(r"[;&|()]+")
QUOTED = re.compile(r"""'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)""")
ESCAPED = re.compile(r'\\([$`"\\])')
# Options whose value is the next word, which is no source file then.
TAKES_VALUE = {"-o", "-include", "-I", "-isystem", "-D", "-U", "-MF", "-MT",
               "-MQ", "-x", "-mllvm", "-Xclang", "-B"}


def unquote(word):
    """The word as the shell hands it on."""

    def text(match):
        single, double, escaped = match.groups()
        if single is not None:
            return single
        return escaped if double is None else ESCAPED.sub(r"\1", double)

    return QUOTED.sub(text, word)


def simple_commands(line):
    """The text of each simple command of a command list."""
    begin = at = 0
    while at < len(line):
        if word := WORD.match(line, at):
            at = word.end()
        elif separator := SEPARATOR.match(line, at):
            yield line[begin:at].strip()
            at = begin = separator.end()
        else:
            at += 1  # white space, a redirection, a quote that never ends
    yield line[begin:].strip()


def source_and_object(command, compiler):
    """The .c file that a command compiles, and to what, or None."""
    if os.path.basename(command.split(" ", 1)[0]) != compiler:
        return None
    words = [unquote(word) for word in WORD.findall(command)]
    source = output = None
    for previous, word in zip(words, words[1:]):
        if previous == "-o":
            output = word
        elif word.endswith(".c") and word[0] != "-" \
                and previous not in TAKES_VALUE:
            source = word
    return (source, output) if "-c" in words and source and output else None


def units(log, compiler):
    """Command, source and object of each unit in the log, each object once."""
    seen = set()
    for line in log:
        # Most of the log is something else, and regular expressions are slow.
        if compiler not in line or " -c " not in line or ".c" not in line:
            continue
        for command in simple_commands(line):
            unit = source_and_object(command, compiler)
            if unit and unit[1] not in seen:
                seen.add(unit[1])
                yield command, *unit


def main():
    parser = argparse.ArgumentParser(
        description="Reads the output of a kernel's 'make -n V=1' from "
                    "standard input, writes a compile_commands.json.")
    parser.add_argument("--compiler", required=True, metavar="NAME",
                        help="file name of the compiler, e.g. clang-22")
    parser.add_argument("--directory", required=True, metavar="DIR",
                        help="where the commands run: the kernel's O= folder")
    parser.add_argument("--output", required=True, metavar="FILE",
                        help="the compile_commands.json to write")
    options = parser.parse_args()

    directory = os.path.abspath(options.directory)
    target = os.path.abspath(options.output)
    log = open(sys.stdin.fileno(), encoding="utf-8", errors="replace",
               newline="\n")
    written = generated = 0
    # Beside its place first, so that no half file is ever found there.
    with tempfile.NamedTemporaryFile("w", dir=os.path.dirname(target),
                                     delete=False, encoding="ascii") as out:
        out.write("[")
        for command, source, output in units(log, options.compiler):
            path = os.path.normpath(os.path.join(directory, source))
            generated += not os.path.exists(path)
            out.write(",\n" if written else "\n")
            json.dump({"directory": directory, "command": command,
                       "file": path, "output": output}, out)
            written += 1
        out.write("\n]\n")
    if not written:
        os.unlink(out.name)
        sys.exit("compile_commands.py: no compile command of "
                 f"{options.compiler} in the log")
    os.chmod(out.name, 0o644)
    os.replace(out.name, target)
    print(f"{written} compile commands"
          + (f", {generated} of them for files that a build would make"
             if generated else ""))


if __name__ == "__main__":
    main()
