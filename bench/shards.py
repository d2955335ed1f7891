#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a run in shards costs, and whether it gives the files of `convert`.

    bench/shards.py [-n SHARDS] [--converted DIR] WORK [OPTION OF plan]...

plans into WORK, analyses one shard after the other on one thread each, merges,
converts (or takes what a `convert` wrote to DIR), compares the files, and prints the numbers of docs/scale.md. Later
rounds are shards, too. PAGELESS names the program. CPU seconds are user and
system; nothing here depends on how busy the machine is, but for what caches do.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

PAGELESS = os.environ.get("PAGELESS", "build/pageless")
MORE_SHARDS = 5


def run(*arguments, good=(0, 3)):
    """Runs pageless; returns its status and CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [PAGELESS, *map(str, arguments)], stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in good:
        sys.exit(f"pageless {arguments[0]} ended with {done.returncode}")
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return done.returncode, seconds


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def quantiles(costs):
    cuts = statistics.quantiles(costs, n=20, method="inclusive")
    return (
        f"median {statistics.median(costs):.3f}, 95% below {cuts[-1]:.3f}, "
        f"longest {max(costs):.3f}"
    )


def spread(shards):
    """How far the longest shard is above the average, by what it has cost."""
    loads = [sum(u["cost"] for u in s["units"]) for s in shards if s["units"]]
    return max(loads) / statistics.mean(loads) if loads else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=4)
    parser.add_argument("--converted", type=Path)
    parser.add_argument("work", type=Path)
    options, plan = parser.parse_known_args()
    work = options.work
    if work.exists():
        sys.exit(f"{work} exists")
    work.mkdir(parents=True)

    _, planned = run("plan", "--shards", options.n, "--out", work / "1", *plan)
    rounds, shards, analysed, merges = 1, [], 0.0, []
    print(f"plan: {planned:.2f} CPU s")
    while True:
        fresh = []
        for shard in sorted((work / str(rounds)).glob("shard-*.json")):
            _, seconds = run("analyse", "-j1", "--shard", shard)
            analysed += seconds
            facts = shard.with_name(shard.name.replace("shard", "facts", 1))
            fresh.append(json.loads(facts.read_text()))
            fresh[-1]["bytes"] = facts.stat().st_size
        units = [u for s in fresh for u in s["units"]]
        print(f"round {rounds}: {len(units)} units in {len(fresh)} shards, "
              f"longest shard {spread(fresh):.2f} of the average")
        shards += fresh
        status, seconds = run(
            "merge", "-j1", "--out", work / "merged", "--rest",
            work / str(rounds + 1),
            *(work / str(i) for i in range(1, rounds + 1)),
            good=(0, 3, MORE_SHARDS),
        )
        merges.append(seconds)
        if status != MORE_SHARDS:
            break
        rounds += 1
    units = [u for s in shards for u in s["units"]]
    costs = [u["cost"] for u in units]
    bytes_ = sum(s["bytes"] for s in shards)
    print(f"analyse: {analysed:.1f} CPU s, {sum(costs):.1f} of it in "
          f"{len(units)} units: {quantiles(costs)}")
    print(f"facts: {bytes_ / 1e6:.1f} MB, {bytes_ / max(1, len(units)) / 1e3:.1f} "
          "kB a unit")
    print("merges: " + ", ".join(f"{m:.2f}" for m in merges) + " CPU s")
    whole = options.converted or work / "converted"
    if not options.converted:
        _, converted = run("convert", "-j1", "--out", whole, *plan)
        print(f"convert: {converted:.1f} CPU s")
    same = contents(work / "merged") == contents(whole)
    print("the files are " + ("the same" if same else "NOT the same"))
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
