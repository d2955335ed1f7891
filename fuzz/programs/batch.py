# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Some programs in one tree: written, converted, compiled and run."""

import json
import os
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import kernel
from program import CONFIGURATIONS

# How many programs a file has, and files a compiler is started for: most of the
# time goes into what all have in common.
PER_FILE, PER_UNIT = 10, 10
FLAGS = ["-std=gnu11", "-ffreestanding", "-w"]


# Reasons that the edits of a first run may take away: a value that began in a
# macro's argument is a call in its body, and a macro that stored calls a helper.
FIXED_LATER = {"macro-boundary", "discarded-argument"}


class Wrong(Exception):
    """Something that must not be; the first argument says what, in a line."""


def run(command, statuses=(0,), timeout=600, **more):
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=timeout, **more)
    except subprocess.TimeoutExpired:
        raise Wrong(f"{Path(command[0]).name} took more than {timeout} s", " ".join(command))
    if done.returncode not in statuses:
        raise Wrong(f"{Path(command[0]).name} ended with {done.returncode}",
                    " ".join(command[:12]) + "\n" + done.stdout[-1000:] + done.stderr[:8000])
    return done


def ledger(report):
    """The words of the programs, in their order."""
    sites = [site for site in report["sites"] if site["file"].startswith(("fuzz/", "include/fuzz/"))]
    return sorted(sites, key=lambda site: (site["file"], site["line"], site["column"]))


class Batch:
    def __init__(self, number, programs, tools, work):
        rng = random.Random(f"batch {number}")
        self.profile = rng.choice(["pfn", "accessor"])
        self.configurations = rng.choice([["a"]] * 4 + [["b"]] * 3 + [["a", "b"]])
        self.optimisation = rng.choice(["-O0", "-O0", "-O0", "-O2"])
        self.number = number
        self.programs = programs
        self.tools = tools
        self.work = Path(work)
        self.tree = self.work / "tree"
        self.texts = kernel.files(self.profile, rng)
        self.sources = []  # with the programs

    # Writing

    def write(self):
        shutil.rmtree(self.work, ignore_errors=True)
        for first in range(0, len(self.programs), PER_FILE):
            some = self.programs[first:first + PER_FILE]
            self.sources.append(f"fuzz/p{some[0].seed}.c")
            self.texts[self.sources[-1]] = "#include <fuzz/data.h>\n" + "\n".join(one.source for one in some)
        for one in self.programs:
            if one.header:
                self.texts[f"include/fuzz/own{one.seed}.h"] = one.header
        for name, text in self.texts.items():
            path = self.tree / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for name in self.configurations:
            self.write_database(name)

    def flags(self, configuration):
        return FLAGS + ["-Iinclude"] + CONFIGURATIONS[configuration]

    def write_database(self, configuration):
        entries = [{"directory": str(self.tree), "file": source,
                    "arguments": ["clang-22", *self.flags(configuration), "-c", source]}
                   for source in self.sources]
        folder = self.work / ("db-" + configuration)
        folder.mkdir()
        (folder / "compile_commands.json").write_text(json.dumps(entries))

    # Compiling and running

    def build(self, configuration, name):
        """Compiles the tree as it is."""
        folder = self.work / name
        folder.mkdir()
        sources = []
        for first in range(0, len(self.sources), PER_UNIT):
            source = folder / f"unit{first}.c"
            source.write_text("".join(f'#include "{one}"\n' for one in self.sources[first:first + PER_UNIT]))
            sources.append(str(source))
        main = folder / "main.c"
        seeds = [one.seed for one in self.programs]
        main.write_text("int atoi(const char *);\n" + "".join(f"void run{seed}(void);\n" for seed in seeds) +
                        "int main(int count, char **words)\n{\n" + "".join(
                            f"\tif (count < 2 || atoi(words[1]) == {seed}) run{seed}();\n" for seed in seeds) +
                        "\treturn 0;\n}\n")
        run(["clang-22", "-ferror-limit=0", *self.flags(configuration), self.optimisation, "-I.", *self.tools.compile, "-o",
             str(folder / "program"), *sources, str(main), "lib/runtime.c"], cwd=self.tree)
        return folder / "program"

    def outputs(self, program):
        """What each program prints, by seed."""
        lines = {}
        try:
            text = run([str(program)], timeout=20).stdout
        except Wrong:  # which of them it is
            text = "".join(self.output_of(program, one.seed) for one in self.programs)
        for line in text.splitlines():
            seed, _, rest = line.partition(":")
            lines[seed] = rest
        return lines

    @staticmethod
    def output_of(program, seed):
        try:
            return run([str(program), str(seed)], timeout=2).stdout
        except Wrong as wrong:
            return f"{seed}: {wrong.args[0]}\n"

    # Converting

    def convert(self, name):
        """Converts the tree in place. Returns the report."""
        out = self.work / name
        command = [self.tools.pageless, "convert", "--no-cache", "-j", "1", "--progress", "never", "--in-place",
                   "--profile", self.profile, "--out", str(out), "--tree", str(self.tree)]
        for configuration in self.configurations:
            command += ["-p", str(self.work / ("db-" + configuration))]
        done = run(command, statuses=(0, 3))
        report = json.loads((out / "report.json").read_text())
        if report.get("internalErrors"):
            raise Wrong("the report has internal errors", str(report["internalErrors"]))
        self.check_totals(report, done.returncode)
        return report

    def check_totals(self, report, status):
        verdicts = Counter(site["verdict"] for site in report["sites"])
        totals = {name: count for name, count in report["totals"]["verdicts"].items() if count}
        if dict(verdicts) != totals:
            raise Wrong("the totals are not those of the sites", f"{verdicts}\n{totals}")
        open_verdicts = verdicts["disabled"] + verdicts["no-compile-command"] + verdicts["parse-failed"]
        if (status == 3) != (open_verdicts > 0):
            raise Wrong(f"status {status} with {open_verdicts} words that nothing showed", "")
        if verdicts["parse-failed"] or verdicts["no-compile-command"]:
            raise Wrong("a program did not parse", json.dumps(report["units"])[:3000])

    @staticmethod
    def check_fixed(first, again):
        """What a second run converts, for which the first must have had a reason
        that its own edits take away. Returns how many such sites there are."""
        left = [site for site in ledger(first) if site["verdict"] != "converted"]
        now = ledger(again)
        if len(left) != len(now):
            raise Wrong("a second run sees other words", f"{len(left)} and {len(now)}")
        later = [pair for pair in zip(left, now) if pair[1]["verdict"] == "converted"]
        for was, site in later:
            if was["reason"] not in FIXED_LATER:
                raise Wrong("a second run converts more", json.dumps([was, site], indent=1))
        return len(later)

    # All of it

    def check(self):
        """Returns counts of verdicts and reasons, and the differences: (seed,
        configuration, before, after)."""
        self.write()
        before = {name: self.outputs(self.build(name, "before-" + name)) for name in self.configurations}
        for name, lines in before.items():
            for one in self.programs:
                if " " not in lines.get(str(one.seed), ""):
                    raise Wrong(f"program {one.seed} says nothing", "")
        report = self.convert("out")
        differences = []
        for name in self.configurations:
            after = self.outputs(self.build(name, "after-" + name))
            for one in self.programs:
                was, now = before[name][str(one.seed)], after.get(str(one.seed), " nothing")
                if was != now:
                    differences.append((one.seed, name, was, now))
        # That takes as long as the first, so of some batches only.
        later = self.check_fixed(report, self.convert("again")) if self.number % 4 == 0 else 0
        counts = Counter((site["rule"], site["verdict"], site.get("reason", "")) for site in report["sites"])
        counts["(all)", "converted by a second run", ""] = later
        return counts, differences

    def remove(self):
        shutil.rmtree(self.work, ignore_errors=True)
