#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Whether the cache ever tells something stale, on a real tree.

    bench/edits.py --tree TREE -p DATABASE [--profile P] [--rounds N] [--seed S]

Works in a copy of the tree by hard links. Each round makes one to three edits
at random, in the files that the conversion is about or that these include, and
now and then takes all of them back. Then it runs `pageless convert` with the
cache that the rounds before have filled, and without one, and compares all
files that they wrote. Ends with 1 at the first difference, and names the edits.
"""
import argparse
import filecmp
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import warm

HERE = os.path.dirname(os.path.abspath(__file__))


def lines_of(text):
    return text.splitlines(keepends=True)


def drop_line(text, dice):
    lines = lines_of(text)
    del lines[dice.randrange(len(lines))]
    return "".join(lines)


def swap_lines(text, dice):
    lines = lines_of(text)
    at = dice.randrange(len(lines) - 1)
    lines[at:at + 2] = reversed(lines[at:at + 2])
    return "".join(lines)


def at_a_line(inserted):
    def edit(text, dice):
        lines = lines_of(text)
        lines.insert(dice.randrange(len(lines)), inserted)
        return "".join(lines)
    return edit


def rename(word):
    """One use of the word becomes another name, or another name the word."""
    def edit(text, dice):
        names = re.findall(rf"\b{word}\b", text)
        if names:
            skipped = dice.randrange(len(names))
            return re.sub(rf"\b{word}\b", lambda m, left=[skipped]: m.group() if left.__setitem__(
                0, left[0] - 1) or left[0] >= 0 else word + "_edited", text, count=skipped + 1)
        members = list(re.finditer(r"->(\w+)", text))
        if not members:
            return text
        m = dice.choice(members)
        return text[:m.start(1)] + word + text[m.end(1):]
    return edit


def one_time(edit):
    return lambda text, _: edit(text)


EDITS = {
    "comment": one_time(warm.comment),
    "inline body": one_time(warm.inline_body),
    "structure": one_time(warm.structure),
    "empty line": at_a_line("\n"),
    "line that counts": at_a_line("extern char edited_line[__LINE__];\n"),
    "dropped line": drop_line,
    "swapped lines": swap_lines,
    "macro": at_a_line("#define bi_size bv_page\n"),
    "undefined macro": at_a_line("#undef pr_fmt\n"),
    "branch": at_a_line("#ifdef DEBUG\n#endif\n"),
    "missing header": at_a_line("#include <linux/edited.h>\n"),
    "function": at_a_line("static inline struct page *edited(struct bio_vec *v)\n{\n"
                          "\treturn v->bv_page;\n}\n"),
    "renamed bv_page": rename("bv_page"),
    "renamed sg_page": rename("sg_page"),
}


def convert(options, copy, out, *arguments, cache=None):
    done = subprocess.run(
        [options.pageless, "convert", "--progress", "never", "--tree", copy.tree, "-p",
         copy.database, "--profile", options.profile, "--out", out, *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        env={**os.environ, **({"XDG_CACHE_HOME": cache} if cache else {})})
    # 2 is a profile that the edits have made unfit: that must be told alike.
    if done.returncode not in (0, 2, 3):
        sys.exit(f"status {done.returncode}: {done.stdout.decode()[-2000:]}")
    return done.returncode, done.stdout.replace(out.encode(), b"OUT") if done.returncode == 2 else b""


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(at, name), folder)
                  for at, _, names in os.walk(folder) for name in names)


def same(left, right):
    names = files_below(left)
    return names == files_below(right) and all(
        filecmp.cmp(os.path.join(left, n), os.path.join(right, n), shallow=False) for n in names)


def candidates(report, copy):
    """Files with sites, and headers of the tree that they include."""
    files = {site["file"] for site in report["sites"]}
    for name in sorted(files):
        for header in re.findall(r"^#\s*include <([^>]+)>", copy.read(name), re.M):
            path = "include/" + header
            if os.path.exists(os.path.join(copy.tree, path)):
                files.add(path)
    return sorted(files)


def play(options, copy, scratch):
    dice = random.Random(options.seed)
    out = {name: os.path.join(scratch, name) for name in ("warm", "cold")}
    cache = os.path.join(scratch, "cache")
    convert(options, copy, out["warm"], cache=cache)
    with open(os.path.join(out["warm"], "report.json"), encoding="utf-8") as file:
        names = candidates(json.load(file), copy)
    original = {}
    for turn in range(options.rounds):
        made = []
        if original and dice.random() < 0.2:
            for name, text in original.items():
                copy.write(name, text)
            original.clear()
            made.append("all taken back")
        else:
            for _ in range(dice.randint(1, 3)):
                name, kind = dice.choice(names), dice.choice(sorted(EDITS))
                text = copy.read(name)
                original.setdefault(name, text)
                copy.write(name, EDITS[kind](text, dice))
                made.append(f"{kind} in {name}")
        for folder in out.values():
            subprocess.run(["rm", "-rf", folder], check=True)
        told = (convert(options, copy, out["warm"], cache=cache),
                convert(options, copy, out["cold"], "--no-cache"))
        equal = told[0] == told[1] and (told[0][0] == 2 or same(out["warm"], out["cold"]))
        print(f"{turn + 1}: {'same' if equal else 'DIFFERENT'}, status {told[0][0]}: "
              + "; ".join(made), flush=True)
        if not equal:
            sys.exit(f"seed {options.seed}: {scratch} and {copy.folder} are kept")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tree", required=True)
    parser.add_argument("-p", dest="database", required=True)
    parser.add_argument("--profile", default="pfn")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pageless", default=os.path.join(HERE, "..", "build", "pageless"))
    options = parser.parse_args()
    options.tree = os.path.realpath(options.tree)
    copy = warm.Copy(options.tree, options.database)
    scratch = tempfile.mkdtemp(prefix="pageless-edits-")
    play(options, copy, scratch)
    copy.close()
    subprocess.run(["rm", "-rf", scratch], check=True)
    print("warm and cold runs are the same")


main()
