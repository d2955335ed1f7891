#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Applies a series to a copy of the tree, patch by patch, and checks each step.

    bench/series-check.py TREE SERIES DATABASE... [--option CONFIG_X] [-j N] [--objects]

After every patch, the units that it touches are parsed with the option off and
on, and diagnostics that the tree before the series did not give are listed.
Where it touches headers, --sample units of the series are parsed as well.
--objects compiles every unit that the series touches before and after, option
off, without instrumentation and with __LINE__ pinned, and compares sections,
relocations and symbols. Exit status: 0 nothing new and no object differs, 1
something.
"""
import argparse
import collections
import concurrent.futures
import glob
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

DIAGNOSTIC = re.compile(r"^(?:(\S+?):\d+:\d+: )?((?:fatal )?error|warning): (.*)$")
INSTRUMENTATION = re.compile(r"^(-pg|-mfentry|-mrecord-mcount|-fprofile-arcs|-ftest-coverage|-fsanitize.*|-g[0-9].*|-g|-gdwarf.*|-Wa,.*|-DCC_USING_FENTRY)$")


class Unit:
    def __init__(self, entry, tree, database):
        self.entry = entry
        self.tree = tree
        self.database = database
        self.name = os.path.relpath(entry["file"], tree)

    def arguments(self, tree):
        arguments = self.entry.get("arguments") or shlex.split(self.entry["command"])
        return [a.replace(self.tree, tree) for a in arguments if not a.startswith("-Wp,-M")]

    def run(self, arguments):
        return subprocess.run(arguments, cwd=self.entry["directory"], text=True, errors="replace",
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, check=False)

    def diagnostics(self, tree, option=""):
        arguments = [a for a in self.arguments(tree) if a not in ("-w", "-Werror")]
        if option:
            arguments.append(f"-D{option}=1")
        run = self.run(arguments + ["-fsyntax-only", "-ferror-limit=0"])
        found = collections.Counter()
        for line in run.stderr.splitlines():
            if match := DIAGNOSTIC.match(line):
                place = (match[1] or "").replace(tree, "").lstrip("/")
                found[(place, match[2], match[3])] += 1
        return found

    def object(self, tree, path, assembler=""):
        """Compiles to `path`; false if Clang cannot."""
        arguments = []
        skip = False
        for argument in self.arguments(tree):
            if not skip and argument != "-o" and not INSTRUMENTATION.match(argument):
                arguments.append(argument)
            skip = argument == "-o"
        if assembler:
            arguments = [a for a in arguments if a != "-fno-integrated-as"] + [assembler]
        arguments += ["-w", "-D__LINE__=1", "-Wno-builtin-macro-redefined", f"-fmacro-prefix-map={tree}/=",
                      "-c", "-o", path]
        return self.run(arguments).returncode == 0


def content(path):
    """What an object file holds, section by section."""
    tools = [["llvm-objdump-22", "-d", "-r", "--no-show-raw-insn", "--no-leading-addr", path],
             ["llvm-readobj-22", "--symbols", "--relocs", "--sections", "--section-data", path]]
    if open(path, "rb").read(4) != b"\x7fELF":
        return None
    return [subprocess.run(t, text=True, errors="replace", capture_output=True, check=False).stdout.split("\n", 3)[-1]
            for t in tools]


def compare_objects(unit, tree, after):
    with tempfile.TemporaryDirectory() as folder:
        one, two = os.path.join(folder, "one.o"), os.path.join(folder, "two.o")
        # A foreign target's own assembler is rarely there.
        assembler = next((a for a in ("", "-fintegrated-as") if unit.object(tree, one, a)), None)
        if assembler is None:
            return "not compiled"
        if not unit.object(after, two, assembler):
            return "COMPILED ONLY BEFORE"
        if open(one, "rb").read() == open(two, "rb").read():
            return "identical"
        first, second = content(one), content(two)
        if first == second:
            return "identical"
        return "same instructions" if first[0] == second[0] else "DIFFERENT"


def touched(patch):
    with open(patch, encoding="utf-8", errors="replace") as mail:
        return re.findall(r"^\+\+\+ b/(\S+)", mail.read(), re.M)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tree")
    parser.add_argument("series")
    parser.add_argument("databases", nargs="+")
    parser.add_argument("--option", default="CONFIG_DEV_PFN")
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("--sample", type=int, default=12)
    parser.add_argument("--objects", action="store_true")
    parser.add_argument("--keep", help="leave the converted tree there")
    options = parser.parse_intermixed_args()
    tree = os.path.realpath(options.tree)
    patches = sorted(p for p in glob.glob(os.path.join(options.series, "*.patch")) if touched(p))
    files = {name for patch in patches for name in touched(patch)}
    units = []
    for database in options.databases:
        path = database if database.endswith(".json") else os.path.join(database, "compile_commands.json")
        with open(path, encoding="utf-8") as stream:
            units += [Unit(e, tree, os.path.basename(os.path.dirname(path))) for e in json.load(stream)
                      if os.path.relpath(e["file"], tree) in files]
    copy = options.keep or tempfile.mkdtemp(dir=os.path.dirname(tree))
    after = os.path.join(copy, "tree")
    subprocess.run(["cp", "-al", tree, after], check=True)
    bad = 0
    before = {}
    with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
        for patch in patches:
            with open(patch, "rb") as stream:
                subprocess.run(["patch", "-p1", "--fuzz=0", "-s", "-d", after], stdin=stream, check=True)
            changed = touched(patch)
            chosen = [u for u in units if u.name in changed]
            if any(name.endswith(".h") for name in changed):
                chosen += units[:: max(1, len(units) // options.sample)]
            chosen = list(dict.fromkeys(chosen))
            fresh = [u for u in chosen if u not in before]
            before.update(zip(fresh, pool.map(lambda u: u.diagnostics(tree), fresh)))
            new = 0
            for option in ("", options.option):
                results = pool.map(lambda u, o=option: u.diagnostics(after, o), chosen)
                for unit, found in zip(chosen, results):
                    for (place, level, text), count in (found - before[unit]).items():
                        new += count
                        print(f"  {unit.name} ({unit.database}, {'on' if option else 'off'}): {place}: {level}: {text}")
            bad += new
            print(f"{os.path.basename(patch)}: {len(chosen)} units off and on, {new} new diagnostics", flush=True)
        if options.objects:
            results = list(pool.map(lambda u: compare_objects(u, tree, after), units))
            for unit, result in zip(units, results):
                if result != "identical":
                    print(f"  {unit.name} ({unit.database}): {result}")
            bad += sum(r.isupper() for r in results)
            print("objects: " + ", ".join(f"{n} {r}" for r, n in collections.Counter(results).most_common()))
    if not options.keep:
        shutil.rmtree(copy)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
