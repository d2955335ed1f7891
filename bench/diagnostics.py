#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles units of a tree and of its converted copy; lists new diagnostics.

    bench/diagnostics.py COMPILE_COMMANDS TREE CONVERTED [-j N] [--sample N] FILE...

FILEs are relative to the tree. --sample adds N further units, evenly spread:
headers have changed for them too. Line and column are left out of the
comparison, for the helpers move lines. Exit status: 0 nothing new, 1 something.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys

DIAGNOSTIC = re.compile(r"^(?:(\S+?):\d+:\d+: )?((?:fatal )?error|warning): (.*)$")


def diagnostics(entry, tree, replacement):
    arguments = entry.get("arguments") or shlex.split(entry["command"])
    arguments = [a.replace(tree, replacement) for a in arguments]
    arguments = [a for a in arguments if a not in ("-w", "-Werror") and not a.startswith("-Wp,-M")]
    arguments += ["-fsyntax-only", "-ferror-limit=0"]
    run = subprocess.run(arguments, cwd=entry["directory"], text=True, errors="replace",
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    found = collections.Counter()
    for line in run.stderr.splitlines():
        match = DIAGNOSTIC.match(line)
        if match:
            place = (match[1] or "").replace(replacement, tree)
            found[(place, match[2], match[3])] += 1
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database")
    parser.add_argument("tree")
    parser.add_argument("converted")
    parser.add_argument("files", nargs="*")
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_intermixed_args()
    tree = os.path.realpath(options.tree)
    converted = os.path.realpath(options.converted)
    with open(options.database, encoding="utf-8") as database:
        entries = json.load(database)
    wanted = {os.path.join(tree, name) for name in options.files}
    chosen = [e for e in entries if e["file"] in wanted]
    if options.sample:
        chosen += entries[:: max(1, len(entries) // options.sample)][: options.sample]

    def compare(entry):
        before = diagnostics(entry, tree, tree)
        after = diagnostics(entry, tree, converted)
        return entry["file"], before, after - before

    total_before = new = 0
    with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
        for name, before, fresh in pool.map(compare, chosen):
            total_before += sum(before.values())
            for (place, level, text), count in fresh.items():
                new += count
                print(f"{os.path.relpath(name, tree)}: new: {place}: {level}: {text}")
    print(f"{len(chosen)} units, {total_before} diagnostics before, {new} new")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
