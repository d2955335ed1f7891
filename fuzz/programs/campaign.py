#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Converts generated programs and compares what they print before and after.

  fuzz/programs/campaign.py --pageless build/pageless --first 0 --count 1000

Prints what is found, and the totals at the end or when it is interrupted. What is
found goes to the folder --found: the tree of a batch, or the outputs of seeds
that differ. The exit status is 1 if anything was. docs/fuzzing.md tells more.
"""

import argparse
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from batch import Batch, Wrong
from program import LOOSE, generate


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pageless", default="build/pageless", type=os.path.abspath)
    parser.add_argument("--first", type=int, default=0, help="the first seed; a multiple of --batch")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--batch", type=int, default=200, help="programs in a tree; seeds mean the same with the same")
    parser.add_argument("--seconds", type=int, default=0, help="begin no batch after that time")
    parser.add_argument("--found", default="fuzz-found", type=os.path.abspath)
    parser.add_argument("--sanitize", action="store_true", help="are the programs right? compile them with UBSan")
    parser.add_argument("--progress", action="store_true", help="a line for each batch")
    parser.add_argument("--only", type=int, help="the batch of this seed, and keep it")
    tools = parser.parse_args()
    tools.compile = ["-fsanitize=undefined", "-fno-sanitize-recover=all", "-fno-sanitize=alignment",
                     "-Wunsequenced", "-Werror=unsequenced"] if tools.sanitize else []
    return tools


class Campaign:
    def __init__(self, tools):
        self.tools = tools
        self.counts = Counter()
        self.programs = self.found = self.loose = 0

    def note(self, name, text):
        folder = Path(self.tools.found)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / (name + ".txt")).write_text(text)

    def one(self, number, work):
        first = number * self.tools.batch
        programs = [generate(seed) for seed in range(first, first + self.tools.batch)]
        batch = Batch(number, programs, self.tools, work)
        try:
            counts, differences = batch.check()
        except Wrong as wrong:
            self.found += 1
            self.note(f"batch{number}", "\n".join(wrong.args))
            print(f"batch {number}: {wrong.args[0]}", flush=True)
            shutil.copytree(work, Path(self.tools.found) / f"batch{number}", dirs_exist_ok=True)
            return
        self.programs += len(programs)
        self.counts += counts
        for seed, configuration, was, now in differences:
            is_loose = seed % LOOSE == LOOSE - 1
            self.loose += is_loose
            self.found += 1
            self.note(f"{'loose' if is_loose else 'seed'}{seed}-{configuration}",
                      f"{batch.profile} {batch.optimisation}\nbefore:{was}\nafter: {now}\n")
            print(f"seed {seed}, configuration {configuration}: other output{' (loose)' if is_loose else ''}", flush=True)

    def summary(self):
        verdicts = Counter()
        for (rule, verdict, _), count in self.counts.items():
            if rule != "(all)":
                verdicts[verdict] += count
        uses = verdicts["converted"] + verdicts["manual"] + verdicts["conflict"]
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = resource.getrusage(resource.RUSAGE_SELF)
        print(f"{self.programs} programs, {sum(verdicts.values())} words, of {uses} uses "
              f"{100 * verdicts['converted'] // max(uses, 1)} % converted; {self.found} found, "
              f"{self.loose} of them in loose programs; "
              f"{used.ru_utime + used.ru_stime + own.ru_utime + own.ru_stime:.0f} CPU s")
        for key, count in sorted(self.counts.items(), key=lambda one: -one[1]):
            print(f"  {count:8} {' '.join(str(part) for part in key if part)}")


def main():
    tools = arguments()
    campaign = Campaign(tools)
    begin = time.monotonic()
    if tools.only is not None:
        tools.first, tools.count = tools.only // tools.batch * tools.batch, tools.batch
    last = (tools.first + tools.count + tools.batch - 1) // tools.batch
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="pageless-fuzz-") as work:
        try:
            for number in range(tools.first // tools.batch, last):
                if tools.seconds and time.monotonic() - begin > tools.seconds:
                    break
                campaign.one(number, os.path.join(work, "work"))
                if tools.progress:
                    print(f"up to seed {(number + 1) * tools.batch - 1}", flush=True)
            if tools.only is not None:
                shutil.copytree(os.path.join(work, "work"), Path(tools.found) / f"only{tools.only}", dirs_exist_ok=True)
        except KeyboardInterrupt:
            print("interrupted")
    campaign.summary()
    return 1 if campaign.found else 0


if __name__ == "__main__":
    sys.exit(main())
