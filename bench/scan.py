#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long `pageless scan` takes for a kernel tree, next to `git grep -w` for
the same words.

  bench/scan.py TREE [ROUNDS [PROFILE [JOBS [RULE...]]]]

Words are those of the default rules, or of the RULEs. Runs in turns: git grep with its own number of threads, over the .c and .h
files that its index has (if TREE is a work tree of git, else with --no-index),
and pageless with -j JOBS (2). Both write every place to a file. The first turn
warms the page cache and is not counted; numbers are medians of the others. That
both find the same lines is checked; an index that lacks files of the tree, or
links, which pageless leaves out, would show. CPU seconds are user and system."""
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PAGELESS = os.environ.get("PAGELESS", HERE + "/../build/pageless")


def run(command, output):
    """Seconds on the clock and of the CPU."""
    begin = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(output, "wb") as file:
        status = subprocess.run(command, stdout=file, check=False).returncode
    if status not in (0, 1):
        sys.exit(f"status {status}: {' '.join(command)}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime) - (before.ru_utime +
                                               before.ru_stime)
    return time.monotonic() - begin, cpu


def words_of(scan):
    """The words, from the lines "word: number in number files"."""
    lines = subprocess.run([*scan, "--format=count"], stdout=subprocess.PIPE,
                           check=True, text=True).stdout.splitlines()
    return [line.split(":")[0] for line in lines[:-1]]


def lines_in(path):
    """FILE:LINE of each line that grep or pageless wrote."""
    with open(path, "rb") as file:
        return {tuple(line.split(b":", 2)[:2]) for line in file}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    tree = os.path.realpath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    profile = sys.argv[3] if len(sys.argv) > 3 else "pfn"
    jobs = sys.argv[4] if len(sys.argv) > 4 else "2"
    scan = [PAGELESS, "scan", "--tree", tree, "--profile", profile, "-j", jobs]
    for rule in sys.argv[5:]:
        scan += ["--rule", rule]
    words = words_of(scan)
    in_git = os.path.exists(tree + "/.git")
    grep = ["git", "-C", tree, "grep", "-nwI", *([] if in_git else ["--no-index"])]
    for word in words:
        grep += ["-e", word]
    commands = {"git grep -w": [*grep, "--", "*.c", "*.h"],
                "pageless scan": scan}
    times = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as scratch:
        for turn in range(rounds + 1):
            for name, command in commands.items():
                taken = run(command, f"{scratch}/{name}")
                if turn:
                    times[name].append(taken)
        theirs, ours = (lines_in(f"{scratch}/{name}") for name in commands)
    print("words:", " ".join(words), "" if in_git else "(no index)")
    print(f"lines: git grep {len(theirs)}, pageless {len(ours)}, "
          f"only one of them {len(theirs ^ ours)}")
    print(f"{'command':16} {'clock s':>8} {'CPU s':>8}")
    median = {name: [statistics.median(column) for column in zip(*taken)]
              for name, taken in times.items()}
    for name, (clock, cpu) in median.items():
        print(f"{name:16} {clock:8.2f} {cpu:8.2f}")
    clock, cpu = (ours / theirs for ours, theirs in
                  zip(median["pageless scan"], median["git grep -w"]))
    print(f"{'ratio':16} {clock:8.2f} {cpu:8.2f}")
    sys.exit(0 if theirs == ours else 1)


main()
