# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The commands that pageless is measured against, each as fast as we know how to
run it: for speed.py. README.md says what was chosen and why."""
import hashlib
import json
import math
import os
import random
import re
import shlex
import statistics
import subprocess

import timing


def load_database(path):
    """The entries of a compile_commands.json, or of the one in a folder."""
    if os.path.isdir(path):
        path = os.path.join(path, "compile_commands.json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class Spatch:
    """Coccinelle over the whole tree. What it took can be kept in a file, for it
    takes long."""

    def __init__(self, options):
        self.tree = options.tree
        self.below = options.below
        self.jobs = options.jobs
        self.work = options.work
        self.saved = options.spatch_times
        self.index = None

    def environment(self):
        """Where `git grep` finds the index. A tree that is no repository gets one
        beside it; making it is not counted."""
        if os.path.exists(os.path.join(self.tree, ".git")):
            return {}
        if self.index is None:
            self.index = {"GIT_DIR": os.path.join(self.work, "index.git"),
                          "GIT_WORK_TREE": self.tree}
            env = {**os.environ, **self.index}
            for command in (["git", "init", "-q"], ["git", "config", "core.autocrlf", "false"],
                            ["git", "add", "-f", "--", self.below + "/*.[ch]"]):
                subprocess.run(command, cwd=self.tree, env=env, check=True,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self.index

    def command(self, cocci, options):
        return ["spatch", "--very-quiet", "--sp-file", cocci, "--dir", self.below, "-j", str(self.jobs),
                "--include-headers", "--use-gitgrep", *options]

    def key(self, cocci, options):
        """What the time depends on."""
        with open(cocci, "rb") as file:
            text = hashlib.sha256(file.read()).hexdigest()[:16]
        return " ".join([os.path.basename(cocci), text, self.tree, self.below, f"-j{self.jobs}", *options])

    def kept(self, cocci, options):
        """What earlier runs took."""
        if not self.saved or not os.path.exists(self.saved):
            return []
        with open(self.saved, encoding="utf-8") as file:
            found = json.load(file)
        return [timing.Taken(*t) for t in found.get(self.key(cocci, options), [])]

    def keep(self, cocci, options, taken):
        if not self.saved:
            return
        found = {}
        if os.path.exists(self.saved):
            with open(self.saved, encoding="utf-8") as file:
                found = json.load(file)
        found.setdefault(self.key(cocci, options), []).append(taken)
        with open(self.saved, "w", encoding="utf-8") as file:
            json.dump(found, file, indent=1)

    def measure(self, cocci, options=()):
        """Runs once, prints what was found, and keeps what it took."""
        out = os.path.join(self.work, os.path.basename(cocci) + ".out")
        env = self.environment()
        taken = timing.run(self.command(cocci, options), cwd=self.tree, env=env, out=out)
        self.keep(cocci, options, taken)
        with open(out, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
        removed = sum(re.match("-(?!--)", line) is not None for line in lines)
        listed = sum("needs a struct page" in line for line in lines)
        files = sum(line.startswith("+++ ") for line in lines)
        print(f"  spatch changes {removed} lines of {files} files, lists {listed} uses",
              flush=True)
        return taken


def preprocess(entries, files, inferred, workers):
    """`clang -E` of each file with its first command, or with that of the file
    that pageless took in its place; one process for each."""
    first = {}
    for entry in entries:
        path = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
        first.setdefault(path, entry)
    jobs = []
    for path in files:
        entry = first.get(path) or first[inferred[path]]
        given = entry.get("arguments") or shlex.split(entry["command"])
        arguments = []
        for before, argument in zip([""] + given, given):
            if "-o" in (before, argument) or argument == "-c" or argument.startswith("-Wp,-M"):
                continue
            arguments.append(path if argument == entry["file"] else argument)
        # Where a header is missing, pageless goes on, and so does this.
        jobs.append({"command": [*arguments, "-E", "-o", os.devnull],
                     "cwd": entry["directory"], "accept": None})
    return timing.run_all(jobs, workers)


class Tidy:
    """clang-tidy with pageless's own checks over a sample of the database."""

    def __init__(self, program, entries, sample, seed, work):
        files = sorted({entry["file"] for entry in entries})
        self.all = len(files)
        self.chosen = set(random.Random(seed).sample(files, min(sample, self.all)))
        self.program = program
        self.work = work
        # A database of these units alone: no process must read the whole one.
        self.database = os.path.join(work, "tidy")
        os.makedirs(self.database, exist_ok=True)
        first = {}
        for entry in entries:
            if entry["file"] in self.chosen:
                first.setdefault(entry["file"], entry)
        with open(os.path.join(self.database, "compile_commands.json"), "w",
                  encoding="utf-8") as file:
            json.dump(list(first.values()), file)

    def measure(self, profile, jobs):
        """What the sample takes, and the same for the whole database."""
        config = json.dumps({"CheckOptions": {"PagelessProfile": profile}})
        out = os.path.join(self.work, "tidy.out")
        taken = timing.run(
            ["run-clang-tidy-22", "-clang-tidy-binary", self.program, "-p", self.database,
             "-j", str(jobs), "-quiet", "-checks=-*,linuxkernel-pageless-*", "-config=" + config],
            out=out, accept=(0, 1))
        with open(out, encoding="utf-8", errors="replace") as file:
            text = file.read()
        seconds = [float(s) for s in re.findall(r"^\[ *\d+/\d+\]\[([\d.]+)s\]", text, re.M)]
        spread = 0.0
        if len(seconds) > 1:
            spread = statistics.stdev(seconds) / math.sqrt(len(seconds)) / statistics.mean(seconds)
        factor = self.all / len(self.chosen)
        print(f"  clang-tidy: {len(self.chosen)} random units of {self.all} took"
              f" {taken.cpu:.1f} CPU s, {taken.wall:.1f} s wall; all would take {factor:.1f} times"
              f" that (standard error {100 * spread:.0f}%)", flush=True)
        return timing.Taken(taken.cpu * factor, taken.wall * factor, taken.peak)
