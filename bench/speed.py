#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How fast `pageless convert` is beside other commands that do, or could do, the same.

    bench/speed.py --tree TREE -p DATABASE [--profile P] [--rounds N] [GOAL...]

GOALs, all but `scan` by default; README.md says what each compares:
    rule     one rule, bvec-page: against spatch and against clang -E
    rules    all default rules: against spatch and against clang-tidy
    scan     the search for words alone: against git grep
    warm     nothing changed, or one file: against the run before
    scale    one thread and two: memory, and the time on the clock
Exit status: 0 all bounds hold, 1 some do not, 2 for bad options.
"""
import argparse
import glob
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile

import opponents
import timing
import warm

HERE = os.path.dirname(os.path.abspath(__file__))
# Status 3 says that some words could not be seen.
CONVERTED = (0, 3)


class Pageless:
    """Runs of `pageless convert`."""

    def __init__(self, options, work):
        self.options = options
        self.work = work
        self.out = os.path.join(work, "out")
        self.cold = 0

    def convert(self, *arguments, cache=None, copy=None, jobs=None):
        """One run. Its cache is a fresh folder unless one is given."""
        if cache is None:
            self.cold += 1
            cache = os.path.join(self.work, f"cache-{self.cold}")
        shutil.rmtree(self.out, ignore_errors=True)
        tree, database = self.options.tree, self.options.database
        if copy:
            tree, database = copy.tree, copy.database
        taken = timing.run(
            [self.options.pageless, "convert", "--progress", "never", "-j",
             str(jobs or self.options.jobs), "--tree", tree, "-p", database,
             "--profile", self.options.profile, "--out", self.out, *arguments,
             *([os.path.join(tree, self.options.below)] if self.options.below != "." else [])],
            env={"XDG_CACHE_HOME": cache}, out=os.path.join(self.work, "pageless.out"),
            accept=CONVERTED)
        if self.cold:
            shutil.rmtree(os.path.join(self.work, f"cache-{self.cold}"), ignore_errors=True)
        return taken

    def report(self):
        """What the last run says about itself."""
        with open(os.path.join(self.out, "report.json"), encoding="utf-8") as file:
            return json.load(file)

    def units(self, *arguments):
        """The files of all units that a run parses."""
        trace = os.path.join(self.work, "trace.json")
        self.convert("--trace", trace, *arguments)
        return sorted(set(parse_events(trace)))

    def inferred(self):
        """The file whose command the last run took, for files that have none."""
        return {os.path.join(self.options.tree, site["file"]):
                os.path.join(self.options.tree, site["inferredFrom"])
                for site in self.report()["sites"] if site.get("inferredFrom")}


def parse_events(trace):
    """The unit of each parse in a trace; again if it was parsed again."""
    with open(trace, encoding="utf-8") as file:
        events = json.load(file)["traceEvents"]
    return [event["args"]["detail"] for event in events
            if event["name"].split()[0] in ("parse", "recover")
            and "detail" in event.get("args", {})]


def rule(options, pageless, spatch, entries):
    """Goal 1: one rule."""
    arguments = ["--rule", "bvec-page"]
    files = [os.path.join(options.tree, unit) for unit in pageless.units(*arguments)]
    inferred = pageless.inferred()
    print(f"  {len(files)} units are parsed, and preprocessed; {len(inferred)} files have no"
          " command of their own")
    times = timing.in_turns({
        "pageless": lambda: pageless.convert(*arguments),
        "spatch": lambda: spatch.measure(options.rule_cocci),
        "clang -E": lambda: opponents.preprocess(entries, files, inferred, options.jobs),
    }, options.rounds)
    timing.print_table(times)
    cpu = {name: timing.median(taken).cpu for name, taken in times.items()}
    return [timing.judge("CPU of pageless / spatch", cpu["pageless"] / cpu["spatch"], 0.15),
            timing.judge("CPU of pageless / clang -E", cpu["pageless"] / cpu["clang -E"], 0.35)]


def rules(options, pageless, spatch, entries):
    """Goal 2: all default rules."""
    define = ["-D", "setter=" + options.setter]
    tidy = opponents.Tidy(options.tidy, entries, options.sample, options.seed, options.work)
    actions = {
        "pageless": pageless.convert,
        "spatch": lambda: spatch.measure(options.rules_cocci, define),
        "clang-tidy": lambda: tidy.measure(options.profile, options.jobs),
    }
    kept = [] if options.again else spatch.kept(options.rules_cocci, define)
    if kept:
        print(f"  spatch is not run again: {len(kept)} times are in {options.spatch_times}")
        del actions["spatch"]
    if options.sample == 0:
        del actions["clang-tidy"]
    times = timing.in_turns(actions, options.rounds)
    if kept:
        times["spatch"] = kept
    timing.print_table(times)
    wall = {name: timing.median(taken).wall for name, taken in times.items()}
    good = [timing.judge("wall of pageless / spatch", wall["pageless"] / wall["spatch"], 0.05)]
    if "clang-tidy" in wall:
        good.append(timing.judge("wall of pageless / clang-tidy, extrapolated",
                                 wall["pageless"] / wall["clang-tidy"], 0.1))
    return good


def scan(options, *_):
    """Goal 3: the search for words."""
    programs = glob.glob(os.path.join(HERE, "scan.*"))
    if not programs:
        print("  there is no bench/scan.*")
        return [False]
    return [subprocess.run([programs[0], options.tree], check=False).returncode == 0]


def changed_once(options, pageless, copy, cache, name, edit):
    """One edit, a run, and the file as it was. Returns what the run took and how
    many units it parsed."""
    before = copy.read(name)
    after = edit(before)
    if after == before:
        sys.exit(f"speed.py: {name} has no place for this edit; name another file")
    trace = os.path.join(options.work, "trace.json")
    copy.write(name, after)
    taken = pageless.convert("--trace", trace, cache=cache, copy=copy)
    copy.write(name, before)
    return taken, len(set(parse_events(trace)))


def warm_runs(options, pageless, *_):
    """Goal 4: runs after a run."""
    cache = os.path.join(options.work, "warm")
    trace = os.path.join(options.work, "trace.json")
    copy = warm.Copy(options.tree, options.database)
    times, units = {}, {}
    try:
        shutil.rmtree(cache, ignore_errors=True)
        os.makedirs(cache)
        times["cold"] = [pageless.convert("--trace", trace, cache=cache, copy=copy)]
        units["cold"] = {len(set(parse_events(trace)))}
        for _ in range(options.rounds):
            taken = pageless.convert("--trace", trace, cache=cache, copy=copy)
            times.setdefault("nothing changed", []).append(taken)
            units.setdefault("nothing changed", set()).add(len(set(parse_events(trace))))
            for what, (name, edit) in warm.edits(options.source, options.header, "bv_page").items():
                # What the round before has learnt of this edit must not help.
                edited = os.path.join(options.work, "warm-edited")
                shutil.rmtree(edited, ignore_errors=True)
                shutil.copytree(cache, edited)
                taken, parsed = changed_once(options, pageless, copy, edited, name, edit)
                times.setdefault(what, []).append(taken)
                units.setdefault(what, set()).add(parsed)
    finally:
        copy.close()
    timing.print_table(times)
    for what, parsed in units.items():
        print(f"  {what}: units parsed: {', '.join(map(str, sorted(parsed)))}")
    wall = timing.median(times["nothing changed"]).wall
    return [timing.judge("wall s, nothing changed", wall, 3),
            timing.judge("units parsed, nothing changed", max(units["nothing changed"]), 0)]


def scale(options, pageless, *_):
    """Goal 5: threads."""
    times = timing.in_turns({"-j 1": lambda: pageless.convert(jobs=1),
                             "-j 2": lambda: pageless.convert(jobs=2)}, options.rounds)
    timing.print_table(times)
    one, two = timing.median(times["-j 1"]), timing.median(times["-j 2"])
    return [timing.judge("MB of the only worker", one.peak, 400),
            timing.judge("MB of each of two workers", two.peak / 2, 400),
            timing.judge("wall of -j 1 / -j 2", one.wall / two.wall, 1.8, at_least=True)]


GOALS = {"rule": rule, "rules": rules, "scan": scan, "warm": warm_runs, "scale": scale}


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("goals", nargs="*", metavar="GOAL", help=f"one or more of: {' '.join(GOALS)}")
    add("--tree", required=True)
    add("-p", dest="database", required=True, help="a compile database, or its folder")
    add("--profile", default="pfn", help="a name, or a file")
    add("--rounds", type=int, default=3)
    add("-j", dest="jobs", type=int, default=os.cpu_count())
    add("--pageless", default=HERE + "/../build/pageless")
    add("--tidy", default=HERE + "/../build/tidy/pageless-tidy")
    add("--setter", default="bvec_set_page", help="what the profile calls it, for spatch")
    add("--rule-cocci", default=HERE + "/cocci/bv_page.cocci")
    add("--rules-cocci", default=HERE + "/cocci/default-rules.cocci")
    add("--spatch-times", help="a file that keeps what spatch took over all rules, for later runs")
    add("--again", action="store_true", help="run spatch over all rules, whatever is kept")
    add("--spatch-only", action="store_true", help="run spatch over all rules and nothing else")
    add("--sample", type=int, default=200, help="units for clang-tidy; 0 leaves it out")
    add("--seed", type=int, default=1, help="of that sample")
    add("--source", default="drivers/md/raid1.c", help="the source file that `warm` edits")
    add("--header", default="include/linux/bio.h", help="the header that `warm` edits")
    add("--below", default=".", metavar="DIR", help="a part of the tree, to try things out")
    add("--work", help="keep outputs there; default: a temporary folder, removed")
    options = parser.parse_args()
    if unknown := set(options.goals) - set(GOALS):
        parser.error(f"no goal {unknown.pop()!r}; there are: {' '.join(GOALS)}")
    options.goals = options.goals or [name for name in GOALS if name != "scan"]
    for name in ("tree", "database", "pageless", "tidy", "rule_cocci", "rules_cocci"):
        setattr(options, name, os.path.realpath(getattr(options, name)))
    if options.profile.endswith(".json"):
        options.profile = os.path.realpath(options.profile)
    return options


def measure(options):
    """Runs what is asked for; the exit status."""
    spatch = opponents.Spatch(options)
    if options.spatch_only:
        define = ["-D", "setter=" + options.setter]
        timing.print_table(timing.in_turns(
            {"spatch": lambda: spatch.measure(options.rules_cocci, define)}, options.rounds))
        return 0
    entries = opponents.load_database(options.database)
    pageless = Pageless(options, options.work)
    good = []
    for name in options.goals:
        print(f"{name}: {GOALS[name].__doc__} {options.tree}, profile {options.profile},"
              f" -j {options.jobs}, load {os.getloadavg()[0]:.1f}", flush=True)
        good += GOALS[name](options, pageless, spatch, entries)
    return 0 if all(good) else 1


def main():
    options = parse_options()
    # A killed run must not leave its copy of the tree behind.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    if options.work:
        options.work = os.path.realpath(options.work)
        os.makedirs(options.work, exist_ok=True)
        return measure(options)
    with tempfile.TemporaryDirectory(prefix="pageless-bench-") as options.work:
        return measure(options)


if __name__ == "__main__":
    sys.exit(main())
