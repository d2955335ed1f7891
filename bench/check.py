#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long `pageless check` takes for diffs of some sizes, beside what else one
could run on the same tree:

    bench/check.py TREE DATABASE [ROUNDS [PROFILE]]

For each size a diff is made that adds a use of bv_page to as many files, all of
which have a compile command and include bio_vec; it is judged with
--apply-to-index, so that the tree stays as it is. "plain" diffs touch the same
files and add no word. The commands take turns, all caches are warm, and the
ratios are those of the medians of the CPU seconds; the time on the clock, which
is what a user waits, depends on what else the machine does."""
import json
import os
import random
import re
import sys
import tempfile

import timing

HERE = os.path.dirname(os.path.abspath(__file__))
PAGELESS = os.environ.get("PAGELESS", HERE + "/../build/pageless")
SIZES = (1, 20, 200)
USE = "+struct page *check_probe(struct bio_vec *bv)\n+{\n+\treturn bv->bv_page;\n+}\n"
PLAIN = "+int check_probe(void)\n+{\n+\treturn 0;\n+}\n"
INCLUDES = re.compile(rb"#include <linux/(bio|blkdev|bvec|buffer_head)\.h>")


def candidates(tree, database):
    """The files of the tree that have a command and see struct bio_vec."""
    if not database.endswith(".json"):
        database += "/compile_commands.json"
    with open(database, encoding="utf-8") as file:
        names = {entry["file"] for entry in json.load(file)}
    found = []
    for name in sorted(names):
        if name.startswith(tree + "/") and name.endswith(".c"):
            with open(name, "rb") as file:
                if INCLUDES.search(file.read()):
                    found.append(name[len(tree) + 1:])
    random.Random(1).shuffle(found)
    return found


def diff(tree, names, added):
    """A diff that adds lines at the end of each file."""
    text = b""
    for name in names:
        with open(f"{tree}/{name}", "rb") as file:
            lines = file.read().rstrip(b"\n").split(b"\n")
        text += (f"--- a/{name}\n+++ b/{name}\n"
                 f"@@ -{len(lines)} +{len(lines)},5 @@\n ").encode()
        text += lines[-1] + b"\n" + added.encode()
    return text


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    tree, database = (os.path.realpath(path) for path in sys.argv[1:3])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    profile = sys.argv[4] if len(sys.argv) > 4 else "accessor"
    names = candidates(tree, database)
    rule = ["--rule", "bvec-page", "--profile", profile, "-p", database]
    with tempfile.TemporaryDirectory() as scratch:
        commands = {
            "git grep -w": ["git", "-C", tree, "grep", "--no-index", "-lw",
                            "bv_page", "--", "*.[ch]"],
            "convert": [PAGELESS, "convert", *rule, "--no-cache", "--progress", "never",
                        "--out", scratch + "/out"],
        }
        for size in SIZES:
            for kind, added in (("uses", USE), ("plain", PLAIN)):
                path = f"{scratch}/{size}-{kind}.diff"
                with open(path, "wb") as file:
                    file.write(diff(tree, names[:size], added))
                commands[f"check, {size} files, {kind}"] = [
                    PAGELESS, "check", *rule, "--no-cache", "--progress", "never",
                    "--apply-to-index", "--diff", path]
        times = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for name, command in commands.items():
                taken = timing.run(command, accept=(0, 1, 3))
                if turn:  # the first warms the caches
                    times[name].append(taken)
    median = {name: timing.median(taken) for name, taken in times.items()}
    print(f"{'command':28} {'CPU s':>8} {'clock s':>8} {'/ git grep':>10}"
          f" {'/ convert':>10}")
    for name, (cpu, clock, _) in median.items():
        print(f"{name:28} {cpu:8.2f} {clock:8.2f}"
              f" {cpu / median['git grep -w'][0]:10.2f}"
              f" {cpu / median['convert'][0]:10.2f}")


main()
